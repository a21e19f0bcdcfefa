"""A PO file that a translator sends back: whether it is one, and of which translation."""

import polib
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, Translation

MOST_BYTES = 2 * 1024 * 1024
ID = "X-WagtailLocalize-TranslationID"


class BadFile(Exception):
    """Why the file is not taken, as a sentence."""


def read(sent: UploadedFile | None, translation: Translation) -> polib.POFile:
    """The file's entries; the upload can be read again.  Raises BadFile."""
    if sent is None:
        raise BadFile(_("Choose the PO file first."))
    if (sent.size or 0) > MOST_BYTES:
        raise BadFile(_("The file is too large: at most 2 MB."))
    found = _parsed(sent.read())
    sent.seek(0)
    # It would be read again in the encoding that it names itself.
    if "charset=utf-8" not in found.metadata.get("Content-Type", "").lower():
        raise BadFile(_("Save the file in the encoding UTF-8 and send it again."))
    if found.metadata.get(ID) != str(translation.uuid):
        raise BadFile(_("The file belongs to another lesson or language. Nothing was taken."))
    return found


def _parsed(raw: bytes) -> polib.POFile:
    try:
        text = raw.decode()
        # polib takes a text of one line for the name of a file.
        return polib.pofile(f"{text}\n")
    except (UnicodeDecodeError, OSError, ValueError, IndexError) as error:
        raise BadFile(_("This is no PO file. Nothing was taken.")) from error


def strangers(found: polib.POFile, translation: Translation) -> int:
    """How many texts of the file stand nowhere in the lesson as it is now."""
    segments = StringSegment.objects.filter(source=translation.source_id)
    known = set(segments.values_list("context__path", "string__data"))
    return sum((each.msgctxt, each.msgid) not in known for each in found if not each.obsolete)
