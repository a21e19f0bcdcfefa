"""Places at the server, so that what takes long does not keep the tablets waiting.

What memory alone can answer, all that tablets ask while a question is open, takes any thread of the
server that is free.  Everything else goes through Django and the database and takes a hundred times
as long: only so many of those run at the same time, because Python runs one of them at a time and
lets whoever has a short thing to do wait for all.  Those of the CMS, where pictures and packs are
sent in, have places of their own.  Who waits for a place waits in a thread.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

FOR_PAGES = 2
FOR_THE_CMS = 2
# For tablets, and for those who wait.
MORE = 4
THREADS = FOR_PAGES + FOR_THE_CMS + MORE

# Such a form of no more bytes is read before it takes a place: on a weak Wi-Fi it comes slowly.
# What is refused unread, an upload from a tablet or a form that is too long, is none of these.
FORM = "application/x-www-form-urlencoded"
SHORT = 8 * 1024


class Places:
    """The site, with no more requests in it than there are places; others wait for theirs.

    `cms`: how the paths of the CMS begin.
    """

    def __init__(self, site: Callable[..., Iterable[bytes]], cms: str) -> None:
        self._site, self._cms = site, cms
        self._for_pages = BoundedSemaphore(FOR_PAGES)
        self._for_the_cms = BoundedSemaphore(FOR_THE_CMS)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        _read_short(environ)
        is_cms = environ["PATH_INFO"].startswith(self._cms)
        with self._for_the_cms if is_cms else self._for_pages:
            return self._site(environ, start_response)


def _read_short(environ: dict[str, Any]) -> None:
    length = environ.get("CONTENT_LENGTH") or "0"
    is_short = length.isdecimal() and 0 < int(length) <= SHORT
    if is_short and environ.get("CONTENT_TYPE", "").startswith(FORM):
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
