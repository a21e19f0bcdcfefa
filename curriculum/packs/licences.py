"""What a pack says of the licences of what is in it: a short text for each that has an address."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cms.rights import Licence as OfFiles
from curriculum.states import Licence

_AT = "https://creativecommons.org"
# Where the whole text is.  A file's licence has no version here: its note may say which.
_ADDRESSES = {
    Licence.CC_BY_SA.value: f"{_AT}/licenses/by-sa/4.0/",
    Licence.CC_BY.value: f"{_AT}/licenses/by/4.0/",
    Licence.CC_0.value: f"{_AT}/publicdomain/zero/1.0/",
    OfFiles.BY.value: f"{_AT}/licenses/by/4.0/",
    OfFiles.BY_SA.value: f"{_AT}/licenses/by-sa/4.0/",
    OfFiles.BY_NC.value: f"{_AT}/licenses/by-nc/4.0/",
    OfFiles.BY_NC_SA.value: f"{_AT}/licenses/by-nc-sa/4.0/",
}
_SAID = """{name}

Кээ бир сабактар же сүрөттөр ушул лицензия менен берилет: contents.json файлын караңыз.
Лицензиянын толук тексти ушул даректе:

Некоторые уроки или картинки распространяются по этой лицензии: смотрите файл contents.json.
Полный текст лицензии по адресу:

Some of the lessons or pictures are under this licence: see the file contents.json.
The whole text of the licence is at:

{address}
"""


def files(used: Iterable[str]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """(name, content) of a text for each licence among those used that has one."""
    for licence in set(used) & _ADDRESSES.keys():
        said = _SAID.format(name=licence.upper(), address=_ADDRESSES[licence])
        yield f"licences/{licence}.txt", partial(said.encode)
