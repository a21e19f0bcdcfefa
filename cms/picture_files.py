"""The files of pictures: what may be one, and how nothing but the picture itself is kept of it.

A file is asked for its own words, never for its name: its first bytes say what it is and how large
it will be, before anything is unpacked.  Then it is drawn anew.  Where and by whom it was taken,
comments, thumbnails, and whatever hides behind the picture, stay outside.
"""

import struct
import zlib
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

# What Pillow calls it (a phone's JPEG may hold a second picture: MPO) → ending and how it is kept.
_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": ("jpg", {"format": "JPEG", "quality": 90, "progressive": True}),
    "MPO": ("jpg", {"format": "JPEG", "quality": 90, "progressive": True}),
    "PNG": ("png", {"format": "PNG", "optimize": True}),
    "WEBP": ("webp", {"format": "WEBP", "quality": 90}),
}
_READ = ("JPEG", "PNG", "WEBP")
_MODES = {"jpg": ("L", "RGB"), "png": ("1", "L", "LA", "P", "RGB", "RGBA"), "webp": ("RGB", "RGBA")}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow raises of a file that is no picture or a broken one.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


class CleanPicture(ContentFile):
    """A picture of which nothing but the picture is left."""


def cleaned(file: IO[bytes], name: str) -> CleanPicture:
    """The picture in the file, upright, in sRGB, of a moving one the first frame; with the ending
    of what it is.

    Raises ValidationError for whatever is no JPEG, PNG or WebP, is broken, or has more pixels than
    may be; the pixels are counted before they are unpacked.
    """
    if isinstance(file, CleanPicture):
        return file
    picture = _opened(file)
    ending, how = _KINDS[picture.format or ""]
    try:
        drawn = _drawn(picture, ending)
    except _BROKEN as error:
        raise ValidationError(_("This picture is broken. Save it anew and try again.")) from error
    kept = BytesIO()
    drawn.save(kept, **how)
    return CleanPicture(kept.getvalue(), name=f"{PurePath(name).stem or 'picture'}.{ending}")


def size_of(file: IO[bytes]) -> tuple[int | None, int | None]:
    """Width and height in pixels, read without unpacking; nothing of what is no picture."""
    try:
        return _opened(file).size
    except ValidationError:
        return None, None


def _opened(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    try:
        picture = Image.open(file, formats=_READ)
    except _TOO_LARGE as error:
        raise ValidationError(_too_many_pixels()) from error
    except _BROKEN as error:
        raise ValidationError(_("This is no picture in JPG, PNG or WebP.")) from error
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(_too_many_pixels())
    return picture


def _too_many_pixels() -> str:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return _("The picture has more than %(most)s megapixels. Make it smaller.") % {"most": most}


def _drawn(picture: Image.Image, ending: str) -> Image.Image:
    """The pixels alone, and which colour is the clear one."""
    upright = ImageOps.exif_transpose(_in_srgb(picture))
    if upright.mode not in _MODES[ending]:
        upright = upright.convert(_mode_for(upright, ending))
    clear = upright.info.get("transparency")
    upright.info = {} if clear is None else {"transparency": clear}
    return upright


def _mode_for(picture: Image.Image, ending: str) -> str:
    is_clear = picture.has_transparency_data and ending != "jpg"
    return "RGBA" if is_clear else "RGB"


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Its colours as every screen understands them, so that its own profile is not needed."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        picture.load()
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, own, _SRGB, outputMode=mode)
    except (OSError, ImageCms.PyCMSError):
        return picture
    return changed or picture
