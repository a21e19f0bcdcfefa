"""Every way in which a file can be no good pack, each as a real file."""

import hashlib
import json
import struct
import zipfile
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Drawing
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo

from cms import picture_files
from curriculum import signing
from curriculum.packs import container, manifest, portable
from curriculum.packs.manifest import MANIFEST, SEAL
from curriculum.packs.portable import Portable
from curriculum.packs.refusals import Refused
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG, codes, entries, listed, packed, sealed, zipped
from tests.sounds import wav

LESSON = f"lessons/{SLUG}.json"


@pytest.fixture(scope="module")
def good():
    return packed()


def test_a_good_pack_is_read(good):
    pack = crafting.read(good)

    assert [lesson.slug for lesson in pack.lessons] == [SLUG]
    assert pack.lessons[0] == crafting.lesson()
    assert pack.contents["lessons"][0]["titles"] == crafting.lesson().titles


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.integers(0, 10**9), turned=st.integers(1, 255))
def test_any_changed_byte_is_refused(good, place, turned):
    broken = bytearray(good)
    broken[place % len(good)] ^= turned

    assert codes(bytes(broken)) != []


def test_any_changed_byte_of_head_and_tail_is_refused():
    """Byte by byte: what belongs to the zip and to no entry's content."""
    written = packed(entries(), title="T")
    head = range(300)
    tail = range(len(written) - 600, len(written))

    for place in (*head, *tail):
        broken = bytearray(written)
        broken[place] ^= 1
        assert codes(bytes(broken)) != [], place


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 10**9), more=st.binary(min_size=1, max_size=40))
def test_too_short_and_too_long_are_refused(good, cut, more):
    assert codes(good[: cut % len(good)]) != []
    assert codes(good + more) != []
    assert codes(more + good) != []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_anything_else_is_no_pack(written):
    assert codes(written) == ["not_a_pack"]


def test_unknown_and_revoked_signers_are_told_apart(good):
    own = signing.name_of(signing.own_key())

    assert codes(good, trusted=set()) == ["unknown_signer"]
    assert codes(good, revoked={own}) == ["revoked_signer"]


def test_a_seal_for_another_purpose_is_none():
    contents = entries()
    head = listed(contents).to_bytes()
    seal = signing.seal(signing.own_key(), "birge results", head)

    assert codes(zipped([(MANIFEST, head), (SEAL, seal), *sorted(contents.items())])) == ["changed"]


def test_the_manifest_names_who_sealed_it():
    assert codes(packed(signer="ab" * 32)) == ["changed"]


def test_another_key_cannot_reseal_it(good):
    other = Ed25519PrivateKey.generate()
    contents = entries()
    head = listed(contents).to_bytes()
    parts = [(MANIFEST, head), (SEAL, signing.seal(other, manifest.PURPOSE, head))]
    made = BytesIO()
    container.write(made, [*parts, *sorted(contents.items())])

    assert codes(made.getvalue()) == ["unknown_signer"]


def test_the_signature_is_looked_at_first():
    """Whatever else is wrong, a stranger's file is a stranger's file."""
    contents = entries() | {"../evil": b"x"}

    assert codes(packed(contents), trusted=set()) == ["unknown_signer"]


NAMES = {
    "above": "../evil.json",
    "absolute": "/etc/passwd",
    "backslash": "lessons\\x.json",
    "drive": "c:lessons/x.json",
    "inner dots": "lessons/../../x.json",
    "double slash": "lessons//x.json",
    "control": "lessons/x\x01.json",
    "bidi": "lessons/x\u202egnp.json",
    "letters": "lessons/ө.json",
    "other folder": "templates/x.json",
    "other ending": "media/x.svg",
    "long": "lessons/" + "x" * 101 + ".json",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_path_tricks_are_refused(name):
    assert codes(packed(entries() | {name: b"{}"})) in (["bad_name"], ["bad_letters"])


def test_one_name_twice_is_refused():
    contents = entries()
    parts = sealed(contents)
    with pytest.warns(UserWarning, match="Duplicate"):
        written = zipped([*parts, parts[-1]])

    assert codes(written) == ["name_twice"]


def test_names_that_differ_by_case_are_refused():
    contents = entries() | {
        LESSON.upper().replace("LESSONS", "lessons").replace("JSON", "json"): b"1"
    }

    assert codes(packed(contents)) == ["name_twice"]


def link(info):
    info.external_attr = 0o120777 << 16


def folder(info):
    info.external_attr = 0o040755 << 16


def no_kind(info):
    info.external_attr = 0


@pytest.mark.parametrize("alter", [link, folder, no_kind])
def test_what_is_no_plain_file_is_refused(alter):
    assert codes(zipped(sealed(entries()), alter)) == ["not_plain"]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_compressed_is_refused(method):
    """A bomb needs compression; a pack has none."""
    contents = entries() | {"licences/x.txt": b"\0" * 100_000}

    assert codes(zipped(sealed(contents), compression=method)) == ["not_plain"]


def test_what_is_locked_is_refused(good):
    written = bytearray(zipped(sealed(entries())))
    directory = struct.unpack("<L", written[-6:-2])[0]
    written[directory + 8] |= 1

    assert codes(bytes(written)) == ["not_plain"]


def comment(made):
    with zipfile.ZipFile(made, "a") as pack:
        pack.comment = b"from Aibek"


def later(info):
    info.date_time = (2026, 11, 26, 5, 0, 0)


def extra(info):
    info.extra = b"\xfe\xca\x02\x00hi"


def windows(info):
    info.create_system = 0


@pytest.mark.parametrize("alter", [later, extra, windows, None])
def test_a_zip_of_another_form_is_refused(alter):
    """The same entries, well signed: a date, a further field, another system, or written there
    and back."""
    assert codes(zipped(sealed(entries()), alter)) == ["changed"]


def test_a_comment_is_refused(good):
    made = BytesIO(good)
    comment(made)

    assert codes(made.getvalue()) == ["not_a_pack"]


def test_too_many_files_are_refused():
    contents = {f"licences/{n}.txt": b"x" for n in range(manifest.MOST_ENTRIES + 1)}

    assert codes(packed(entries() | contents)) == ["too_many"]


def test_a_number_of_files_that_is_a_lie_is_refused(good):
    written = bytearray(good)
    written[-12:-10] = struct.pack("<H", 1)

    assert codes(bytes(written)) != []


def test_too_large_a_file_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "large.birge"
    with path.open("wb") as file:
        file.truncate(manifest.MOST_BYTES + 1)  # a hole, no bytes

    with path.open("rb") as file, pytest.raises(Refused) as error:
        container.opened(file)

    assert [problem.code.value for problem in error.value.problems] == ["too_large"]


def test_an_entry_that_is_larger_than_its_kind_is_refused():
    contents = entries() | {"licences/x.txt": b"x" * (manifest.MOST_LICENCE + 1)}

    assert codes(packed(contents)) == ["wrong_size"]


def test_an_entry_that_is_not_in_the_list_is_refused():
    contents = entries()
    head = listed(contents).to_bytes()

    assert codes(packed(contents | {"licences/x.txt": b"x"}, head=head)) == ["not_listed"]


def test_an_entry_that_is_missing_is_refused():
    contents = entries()
    head = listed(contents | {"licences/x.txt": b"x"}).to_bytes()

    assert codes(packed(contents, head=head)) == ["not_listed"]


def test_an_entry_that_is_another_is_refused():
    contents = entries() | {"licences/x.txt": b"x"}
    head = listed(contents).to_bytes()

    assert codes(packed(contents | {"licences/x.txt": b"y"}, head=head)) == ["wrong_digest"]
    assert codes(packed(contents | {"licences/x.txt": b"xx"}, head=head)) == ["wrong_size"]


MANIFESTS = {
    "a newer schema": ({"schema": 2}, "unknown_schema"),
    "no schema": ({"schema": None}, "unknown_schema"),
    "version 0": ({"version": 0}, "bad_manifest"),
    "version as text": ({"version": "1"}, "bad_manifest"),
    "too high a version": ({"version": 10**9}, "bad_manifest"),
    "no pack": ({"pack": "x"}, "bad_manifest"),
    "a day that is none": ({"made_on": "2026-02-31"}, "bad_manifest"),
    "a hidden sign in the title": ({"title": "a\u202eb"}, "bad_letters"),
    "too long a title": ({"title": "x" * 81}, "bad_manifest"),
    "something more": ({"author": "Aibek"}, "bad_manifest"),
    "a key that is none": ({"revoked": [{"key": "x", "on": "2026-01-01", "reason": "x"}]},
                           "bad_manifest"),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "code"), MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest_that_is_not_in_order_is_refused(changed, code):
    contents = entries()
    data = json.loads(listed(contents).to_bytes()) | changed

    assert codes(packed(contents, head=json.dumps(data).encode())) == [code]


@pytest.mark.parametrize(
    "written",
    [
        b"\xff\xfe",
        b"{",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b"[" * 5000 + b"]" * 5000,
        b"[" * 60 + b"]" * 60,
    ],
    ids=["no letters", "half", "a name twice", "no number", "very deep", "deep"],
)
def test_a_text_that_cannot_be_read_is_refused(written):
    assert codes(packed(entries() | {LESSON: written})) == ["bad_json"]


def test_hidden_signs_in_a_lesson_are_refused():
    contents = crafting.changed_json(
        entries(), LESSON, lambda data: data["lesson"]["title"].update(ky="а\u202eб")
    )

    assert codes(packed(contents)) == ["bad_letters"]


def put(value, *path):
    def alter(data):
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return alter


FAULTS = {
    "no slides": put([], "lesson", "slides"),
    "a field of its own": put("x", "lesson", "author"),
    "an unknown kind of slide": put("film", "lesson", "slides", 0, "kind"),
    "an address that is a path": put("../x", "lesson", "slug"),
    "a language less": put({"ky": "Бир"}, "lesson", "title"),
    "a language that is not listed": put(["ky", "ru"], "languages"),
    "no source language": put(["ru", "en"], "languages"),
    "a source language that is none": put("de", "source"),
    "a list as the source language": put(["ky"], "source"),
    "a key that is none": put("x", "key"),
    "an id that is none": put([{"made": "x", "own": "y"}], "ids"),
    "a picture without words": put(
        [{"block": str(crafting.PACK), "picture": "media/" + "0" * 64 + ".png"}], "media"
    ),
    "a text as a list": put(["x"], "lesson", "key_message"),
    "no lesson": put(None, "lesson"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_lesson_of_another_form_is_refused(fault):
    assert codes(packed(crafting.changed_json(entries(), LESSON, fault))) == ["bad_lesson"]


def test_a_lesson_twice_is_refused():
    twin = Portable(
        crafting.lesson().key, crafting.lesson_data() | {"slug": "twin"}, ("ky", "ru", "en")
    )

    assert codes(packed(entries(crafting.lesson(), twin))) == ["bad_manifest"]


def medium(content, ending):
    name = f"media/{hashlib.sha256(content).hexdigest()}.{ending}"
    return {name: content}


WRONG_MEDIA = {
    "a page called jpg": (b"<html><script>alert(1)</script>", "jpg", "wrong_type"),
    "a drawing with scripts": (b"<svg onload='x'/>", "png", "wrong_type"),
    "png called jpg": (crafting.picture(), "jpg", "wrong_type"),
    "a picture that is cut off": (crafting.picture()[:60], "png", "wrong_type"),
    "sound called wav": (b"RIFFxxxxhello", "wav", "wrong_type"),
    "a page called mp3": (b"<html>", "mp3", "wrong_type"),
    "wav called ogg": (wav(), "ogg", "wrong_type"),
    "26 megapixels": (crafting.picture((6500, 4000)), "png", "wrong_type"),
}


@pytest.mark.parametrize(("content", "ending", "code"), WRONG_MEDIA.values(), ids=WRONG_MEDIA)
def test_media_that_are_not_what_they_are_called_are_refused(content, ending, code):
    assert codes(packed(entries() | medium(content, ending))) == [code]


def test_a_medium_under_another_name_is_refused():
    contents = entries() | {"media/" + "0" * 64 + ".png": crafting.picture()}

    assert codes(packed(contents)) == ["wrong_digest"]


def test_a_lesson_that_lacks_the_language_it_is_written_in_is_refused():
    def alter(data):
        data |= {"source": "ru", "languages": ["ky"]}
        data["lesson"] = portable._only(data["lesson"], ["ky"])

    assert codes(packed(crafting.changed_json(entries(), LESSON, alter))) == ["bad_lesson"]


def exif():
    made = Drawing.Exif()
    made[0x013B] = "Aibek"
    return made


def words(text):
    made = PngInfo()
    made.add_text("Place", text)
    return made


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECOND = Drawing.new("RGB", (40, 30), "red")
TELLING = {
    "who made it, JPEG": (crafting.picture(kind="JPEG", exif=exif()), "jpg"),
    "who made it, PNG": (crafting.picture(exif=exif()), "png"),
    "who made it, WebP": (crafting.picture(kind="WEBP", exif=exif()), "webp"),
    "a comment": (crafting.picture(kind="JPEG", comment=b"Aibek"), "jpg"),
    "words": (crafting.picture(pnginfo=words("Osh")), "png"),
    "a profile of the screen": (crafting.picture(kind="JPEG", icc_profile=PROFILE), "jpg"),
    "a second picture": (
        crafting.picture(kind="WEBP", save_all=True, append_images=[SECOND]), "webp",
    ),
    "the words of a recorder": (wav() + b"LIST\x04\0\0\0INFO", "wav"),
    "the words of a player": (b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 100, "mp3"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "ending"), TELLING.values(), ids=TELLING)
def test_media_that_tell_more_than_they_show_are_refused(content, ending):
    assert codes(packed(entries() | medium(content, ending))) == ["tells_too_much"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_was_drawn_anew_tells_nothing(kind):
    telling = BytesIO(crafting.picture(kind=kind, exif=exif(), icc_profile=PROFILE))
    clean = picture_files.cleaned(telling, "x").read()

    ending = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[kind]
    assert codes(packed(entries() | medium(clean, ending))) == ["not_listed"]


def test_a_medium_that_no_lesson_shows_is_refused():
    assert codes(packed(entries() | medium(crafting.picture(), "png"))) == ["not_listed"]
