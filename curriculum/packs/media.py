"""Pictures and recordings on their way into a pack and out of it."""

import hashlib
import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtailmedia.models import MediaType

from cms import recordings, sound_tags
from cms.models import Recording
from cms.picture_files import CleanPicture
from curriculum.packs import rights
from curriculum.packs.refusals import Code, Refused, refuse

PICTURES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# What Pillow finds beside the pixels of a picture that was drawn anew (`cms.picture_files`).
# Whatever else stands there could tell who, where and with what.
_HARMLESS = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression",
    "transparency", "loop", "background", "timestamp", "duration",
}  # fmt: skip
_PLAIN_PARTS = {"APP0"}  # of a JPEG


def check(name: str, content: bytes) -> None:
    """Raises Refused unless the bytes are what the name says, and name themselves: a picture of at
    most 25 megapixels that tells nothing beside itself, or a short recording."""
    stem, ending = PurePosixPath(name).stem, recordings.ending(name)
    if hashlib.sha256(content).hexdigest() != stem:
        raise refuse(Code.WRONG_DIGEST, name)
    if ending in recordings.TYPES:
        _check_recording(name, ending, content)
    else:
        _check_picture(name, ending, content)


def _check_recording(name: str, ending: str, content: bytes) -> None:
    is_short = len(content) <= settings.BIRGE_RECORDING_BYTES
    if not is_short or recordings.kind_of(BytesIO(content)) != ending:
        raise refuse(Code.WRONG_TYPE, name)
    try:
        is_bare = sound_tags.without(ending, content) == content
    except sound_tags.Broken:
        raise refuse(Code.WRONG_TYPE, name) from None
    except sound_tags.Tagged:
        is_bare = False
    if not is_bare:
        raise refuse(Code.TELLS_TOO_MUCH, name)


def _check_picture(name: str, ending: str, content: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a bomb: its size is looked at below
            picture = Drawing.open(BytesIO(content), formats=tuple(PICTURES))
            if _is_small(picture):
                picture.draft(picture.mode, (1, 1))  # of a JPEG: read whole, drawn small
                picture.load()  # what stands behind the picture is only known then
    except (OSError, SyntaxError, ValueError, Drawing.DecompressionBombError):
        raise refuse(Code.WRONG_TYPE, name) from None
    if PICTURES.get(picture.format or "") != ending or not _is_small(picture):
        raise refuse(Code.WRONG_TYPE, name)
    if _tells_more(picture):
        raise refuse(Code.TELLS_TOO_MUCH, name)


def _tells_more(picture: Drawing.Image) -> bool:
    """Whether anything stands beside the one picture that was drawn anew."""
    parts = {kind for kind, _said in getattr(picture, "applist", ())}
    has_more = getattr(picture, "n_frames", 1) > 1 or bool(getattr(picture, "text", None))
    return has_more or not (_HARMLESS.issuperset(picture.info) and _PLAIN_PARTS.issuperset(parts))


def _is_small(picture: Drawing.Image) -> bool:
    return picture.width * picture.height <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


def name_of(content: bytes, ending: str) -> str:
    """Under which a pack holds this content."""
    plain = {"jpeg": "jpg"}.get(ending, ending)
    return f"media/{hashlib.sha256(content).hexdigest()}.{plain}"


def content_of(stored: Any) -> tuple[str, bytes]:
    """Name and bytes of a picture or recording that is here.  Raises OSError when its file is
    gone."""
    with stored.file.storage.open(stored.file.name) as file:
        content: bytes = file.read()
    return name_of(content, recordings.ending(stored.file.name)), content


def facts_of(stored: Any) -> dict[str, Any]:
    """What a pack says of it.  Raises Refused for what may not be packed."""
    if found := list(rights.refused(stored)):
        raise Refused(found)
    return {"title": stored.title, "rights": rights.carried(stored)}


def known(facts: Mapping[str, Any], signer: str) -> dict[str, Any]:
    """The fields of a row for what a pack says of a picture or recording."""
    return {"title": facts["title"], **rights.fields(facts["rights"], signer)}


def picture(name: str, content: bytes, said: Mapping[str, Any]) -> Any:
    """The picture of this content: the one that is here, with the rights that it has here, or a
    new one, its file kept and its row not yet written."""
    model = get_image_model()
    digest = hashlib.sha1(content).hexdigest()  # noqa: S324  # by which Wagtail knows a file
    there = model.objects.filter(file_hash=digest).order_by("pk").first()
    if there:
        return there
    # It was drawn anew where it comes from, and `check` has looked: drawn once more it would be
    # another file, and the lesson another one in every school.
    made = model(file_hash=digest, file_size=len(content), **said)
    file = CleanPicture(content, name=_short(name))
    made.file.save(file.name, file, save=False)
    return made


def recording(
    name: str, language: str, content: bytes, said: Mapping[str, Any]
) -> tuple[Recording, bool]:
    """The recording of this content: the one that is here, or a new one (True)."""
    for there in _recordings_of(language, content):
        return there, False
    file = ContentFile(content, name=_short(name))
    made = Recording(file=file, type=MediaType.AUDIO, language=language, **said)
    made.full_clean()
    made.save()
    return made, True


def _recordings_of(language: str, content: bytes) -> Iterator[Recording]:
    same_words = Recording.objects.filter(language=language, says=Recording.Says.LESSON)
    for there in same_words.order_by("pk"):
        is_there = there.file.storage.exists(there.file.name)
        if is_there and there.file.size == len(content) and content_of(there)[1] == content:
            yield there


def _short(name: str) -> str:
    path = PurePosixPath(name)
    return f"{path.stem[:16]}{path.suffix}"
