"""Of an uploaded picture the pixels alone are kept; whatever is no picture, or too large a one,
stays out, and costs little."""

import gc
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Drawing
from PIL import ImageCms, PngImagePlugin
from wagtail.models import Collection, UploadedFile

from cms import picture_files
from cms.models import Picture
from tests.rights import image_bytes

SECRET = b"AIGUL-5A-GPS"
PAGE = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def exif(orientation=1):
    """Camera, author, place and the way up."""
    made = Drawing.Exif()
    made[0x010F] = made[0x013B] = SECRET.decode()
    made[0x0112] = orientation
    made.get_ifd(0x8825)[29] = SECRET.decode()
    return made.tobytes()


def jpeg(orientation=1):
    iptc = b"\xff\xed" + (len(SECRET) + 16).to_bytes(2, "big") + b"Photoshop 3.0\0" + SECRET
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    plain = image_bytes("JPEG", exif=exif(orientation), comment=SECRET, xmp=xmp)
    return plain[:2] + iptc + plain[2:] + SECRET + PAGE


def png():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=False)
    return image_bytes("PNG", pnginfo=words, exif=exif(6)) + SECRET + PAGE


def webp():
    return image_bytes("WEBP", exif=exif(6), xmp=SECRET)


def moving(kind):
    """A red frame, then a blue one."""
    made, frames = BytesIO(), [Drawing.new("RGB", (8, 8), one) for one in ("red", "blue")]
    frames[0].save(made, kind, save_all=True, append_images=frames[1:], duration=100)
    return made.getvalue()


ALL = [("a.jpg", jpeg(6), "JPEG"), ("a.png", png(), "PNG"), ("a.webp", webp(), "WEBP")]


def cleaned(content, name="a.jpg"):
    return picture_files.cleaned(BytesIO(content), name)


@pytest.mark.parametrize(("name", "content", "kind"), ALL)
def test_nothing_but_the_picture_is_left(name, content, kind):
    assert SECRET in content

    kept = cleaned(content, name)

    assert SECRET not in kept.read()
    assert PAGE not in kept.read()
    kept.seek(0)
    picture = Drawing.open(kept)
    assert (picture.format, kept.name) == (kind, name)
    assert not picture.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile"} & {*picture.info}


@pytest.mark.parametrize(("name", "content", "kind"), ALL)
def test_a_picture_is_turned_as_the_camera_meant_it(name, content, kind):
    assert Drawing.open(BytesIO(content)).size == (80, 60)
    assert picture_files.size_of(cleaned(content, name)) == (60, 80)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_stays(kind):
    picture = Drawing.open(cleaned(moving(kind)))

    assert getattr(picture, "n_frames", 1) == 1
    red, _green, blue = picture.convert("RGB").getpixel((4, 4))
    assert red > 200
    assert blue < 60


def test_its_own_colours_become_those_of_screens():
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for profile in (wide, own, b"no profile"):
        picture = Drawing.open(cleaned(image_bytes("JPEG", icc_profile=profile)))
        assert "icc_profile" not in picture.info
        assert abs(picture.getpixel((9, 9))[1] - 128) < 6


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_colour_is_kept_or_changed(mode):
    made = BytesIO()
    white = Drawing.new("L", (8, 8), "white").convert("RGB" if mode in ("P", "CMYK") else "L")
    white.convert(mode).save(made, "JPEG" if mode == "CMYK" else "PNG")

    picture = Drawing.open(cleaned(made.getvalue()))

    assert picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
    assert picture.size == (8, 8)


def test_what_is_clear_stays_clear():
    made = BytesIO()
    Drawing.new("RGBA", (8, 8), (0, 0, 0, 0)).quantize(4).save(made, "PNG", transparency=0)

    picture = Drawing.open(cleaned(made.getvalue(), "a.png"))

    assert picture.convert("RGBA").getpixel((4, 4))[3] == 0


@pytest.mark.parametrize(
    "content",
    [
        PAGE,
        SVG,
        b"",
        b"GIF89a" + PAGE,
        b"%PDF-1.7 " + jpeg(),
        PAGE + jpeg(),
        b"\xff\xd8\xff\xe0" + PAGE,
        image_bytes("GIF"),
        image_bytes("BMP"),
        image_bytes("TIFF"),
        image_bytes("PNG")[:60],
        image_bytes("JPEG")[:-300],
        image_bytes("WEBP")[:-20],
        image_bytes("PNG", size=(5001, 5000)),
    ],
    ids=lambda content: content[:12].hex() or "empty",
)
def test_what_is_no_picture_or_too_large_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError) as refused:
        cleaned(content)
    assert refused.value.messages[0].endswith(".")


def test_it_is_called_what_it_is():
    assert cleaned(image_bytes("PNG"), "photo.jpg").name == "photo.png"
    assert cleaned(image_bytes("WEBP"), "page.html").name == "page.webp"


CHILD = """
import resource, sys, warnings
from io import BytesIO
from django.conf import settings
from django.core.exceptions import ValidationError
settings.configure(USE_I18N=False, WAGTAILIMAGES_MAX_IMAGE_PIXELS=25_000_000)
from cms import picture_files
picture_files.cleaned(BytesIO(open(sys.argv[2], "rb").read()), "small.jpg")
bomb = open(sys.argv[1], "rb").read()
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
try:
    picture_files.cleaned(BytesIO(bomb), "bomb.png")
except ValidationError:
    print(peak() - before)
"""


def png_bomb(side):
    """A picture of that side in one colour, in few bytes, without ever having it in memory."""
    packed, row = zlib.compressobj(9), b"\0" + b"\0" * ((side + 7) // 8)
    data = b"".join(packed.compress(row) for _ in range(side)) + packed.flush()
    size = side.to_bytes(4, "big")

    def part(name, body):
        end = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + end

    head = part(b"IHDR", size * 2 + b"\x01\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", data) + part(b"IEND", b"")


def webp_bomb():
    """Says of itself that it has 16383 × 16383 pixels."""
    body = b"WEBPVP8L" + (14).to_bytes(4, "little") + b"\x2f\xfe\xff\xff\x0f" + b"\0" * 9
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize("bomb", [png_bomb(5500), png_bomb(11500), png_bomb(40000), webp_bomb()])
def test_a_bomb_costs_less_than_100_megabytes(bomb, tmp_path):
    large, small = tmp_path / "bomb", tmp_path / "small"
    large.write_bytes(bomb)
    small.write_bytes(image_bytes("JPEG"))

    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(large), str(small)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert len(bomb) < 1_000_000
    assert int(done.stdout) < 100 * 1024


# Through the doors of the CMS.


def house():
    """Where trainers put pictures."""
    return Collection.objects.get(depth=2).pk


@pytest.mark.django_db
def test_nothing_new_is_laid_where_it_is_nobodys(trainer):
    root = Collection.get_first_root_node()
    form = {
        "title": "One",
        "file": SimpleUploadedFile("a.png", png(), "image/png"),
        "tags": "",
        "collection": root.pk,
    }

    page = trainer.post(reverse("wagtailimages:add"), form)

    assert list(page.context["form"].errors) == ["collection"]
    assert not Picture.objects.exists()
    assert root.name == "Birge"
    assert "Root" not in page.content.decode()


def single(trainer, file):
    form = {"title": "One", "file": file, "tags": "", "description": "", "collection": house()}
    return trainer.post(reverse("wagtailimages:add"), form)


def several(trainer, file):
    form = {"title": "One", "files[]": file, "collection": house()}
    return trainer.post(reverse("wagtailimages:add_multiple"), form)


def chooser(trainer, file):
    prefix = "image-chooser-upload-"
    form = {f"{prefix}title": "One", f"{prefix}file": file, f"{prefix}collection": house()}
    return trainer.post(reverse("wagtailimages_chooser:create"), form)


DOORS = [single, several, chooser]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_through_every_door_the_original_is_clean(trainer, door):
    door(trainer, SimpleUploadedFile("Айгүл 5А.jpg", jpeg(6), "image/jpeg"))

    kept = Picture.objects.get()
    with kept.file.open("rb") as file:
        assert SECRET not in file.read()
    assert (kept.width, kept.height) == (60, 80)
    assert kept.file.name.endswith(".jpg")
    assert "5" not in kept.file.name.split("/")[0]
    assert "Aigul" not in kept.file.name
    assert "5A" not in kept.file.name


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("content", [PAGE, SVG, png_bomb(5500)])
def test_through_no_door_comes_a_page_or_a_bomb(trainer, door, content, tmp_path):
    door(trainer, SimpleUploadedFile("a.jpg", content, "image/jpeg"))

    assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_the_form_puts_by_is_cleaned_when_it_is_taken_up(trainer, django_user_model):
    """A title that is too long: Wagtail keeps the file aside until there is a shorter one."""
    file = SimpleUploadedFile("a.jpg", jpeg(6), "image/jpeg")
    kept_aside = trainer.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "a" * 300, "files[]": file, "collection": house()},
    ).json()["uploaded_file_id"]

    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[kept_aside])
    prefix = f"uploaded-image-{kept_aside}-"
    trainer.post(address, {f"{prefix}title": "Short", f"{prefix}collection": house()})
    gc.collect()  # the file that Wagtail leaves open

    kept = Picture.objects.get()
    with kept.file.open("rb") as opened:
        assert SECRET not in opened.read()
    assert (kept.width, kept.height) == (60, 80)


@pytest.mark.django_db
def test_a_picture_that_code_brings_is_cleaned_too():
    made = Picture.objects.create(title="one", file=ContentFile(jpeg(6), name="one.jpg"))

    with made.file.open("rb") as file:
        assert SECRET not in file.read()
    made.refresh_from_db()
    assert (made.width, made.height) == (60, 80)
    with pytest.raises(ValidationError):
        Picture.objects.create(title="two", file=ContentFile(PAGE, name="two.jpg"))


@pytest.mark.django_db
def test_scaled_pictures_are_clean(admin_client):
    made = Picture.objects.create(title="one", file=ContentFile(jpeg(6), name="one.jpg"))

    for how in ("max-480x360", "original"):
        reply = admin_client.get(made.get_rendition(how).url)
        assert SECRET not in b"".join(reply.streaming_content)


@pytest.mark.django_db
def test_another_file_for_a_picture_takes_the_place_of_the_first(trainer):
    single(trainer, SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"))
    made = Picture.objects.get()
    file = SimpleUploadedFile("b.png", png(), "image/png")
    form = {"title": "One", "file": file, "tags": "", "collection": house()}

    trainer.post(reverse("wagtailimages:edit", args=[made.pk]), form)

    made.refresh_from_db()
    assert made.file.name.endswith(".png")
    assert (made.width, made.height) == (60, 80)
