"""Pictures travel with their rights, or not at all."""

import json
from io import BytesIO

import pytest
from django.core.files.base import ContentFile

from cms.models import Picture
from curriculum.models import LessonPage
from curriculum.packs import building, importing, reading
from curriculum.packs.refusals import Refused
from tests import rights
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG, packed

pytestmark = pytest.mark.django_db
ADULTS = {
    "depicted": "adults", "consent_paper": "B-12", "consent_by": "self",
    "consent_for": "lessons in schools", "consent_until": rights.day(90), "licence": "cc-by",
    "licence_note": "4.0, asked in 2026",
}  # fmt: skip


@pytest.fixture
def shown(own):
    """Puts a picture with these rights on a lesson in all its languages."""

    def show(**changed):
        file = ContentFile(rights.image_bytes("JPEG", size=(90, 60)), name="face.jpg")
        picture = Picture.objects.create(title="A face", file=file, **rights.CLEAR)
        picture.get_file_hash()
        for page in LessonPage.objects.filter(slug=SLUG):
            option = page.questions[0].value["options"][0]
            option["picture"], option["alt"] = picture, page.title
            page.save_revision().publish()
        Picture.objects.filter(pk=picture.pk).update(**changed)
        return picture

    return show


def pack():
    made = BytesIO()
    parts = building.of_lessons(slugs=[SLUG], title="Ours")
    building.write_next(made, parts)
    return made.getvalue()


def bring_in(written, own, anew=True):
    if anew:
        LessonPage.objects.filter(slug=SLUG).delete()
        Picture.objects.all().delete()
    found = reading.read(BytesIO(written), trusted={own.key}, revoked=set())
    importing.bring_in(found, signer="The programme", takes=lambda item: item.is_lesson)


def why(act, *words):
    with pytest.raises(Refused) as error:
        act(*words)
    return {problem.code.value for problem in error.value.problems}


def test_what_anybody_may_know_travels_and_the_paper_stays(shown, own):
    shown(**ADULTS)
    written = pack()
    assert b"B-12" not in written

    bring_in(written, own)

    there = Picture.objects.get()
    assert {name: getattr(there, name) for name in ADULTS} == ADULTS | {
        "consent_paper": there.consent_paper
    }
    assert "The programme" in there.consent_paper
    assert (there.author, there.source) == ("Birge", "drawn by us")
    assert LessonPage.objects.filter(slug=SLUG, live=True).count() == 3


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (rights.children(), {"children_seen"}),
        ({"withdrawn_on": rights.day(0)}, {"rights_missing"}),
        (ADULTS | {"consent_until": rights.day(-1)}, {"rights_missing"}),
        ({"author": ""}, {"rights_missing"}),
    ],
    ids=["children", "withdrawn", "ended", "nobody knows whose"],
)
def test_what_may_not_be_shown_elsewhere_is_not_packed(shown, changed, code):
    shown(**changed)

    assert why(pack) == code


def entries_with(written, **changed):
    """The entries of the pack, its one picture with other rights."""
    found = crafting.read(written)
    contents = {each.name: found.file.read(each.name) for each in found.manifest.entries}
    listed = json.loads(contents["contents.json"])
    listed["media"][0]["rights"] |= changed
    return contents | {"contents.json": json.dumps(listed).encode()}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"depicted": "children"}, "bad_manifest"),
        ({"licence": "stolen"}, "bad_manifest"),
        ({"author": " "}, "bad_manifest"),
        ({"withdrawn_on": None}, "bad_manifest"),
        ({"consent_paper": "mine"}, "bad_manifest"),
        ({"consent_until": "2026-02-31"}, "bad_manifest"),
        ({"consent_until": "2020-01-01"}, "rights_missing"),
        ({"depicted": "adults"}, "rights_missing"),
    ],
)
def test_a_pack_with_other_rights_is_refused(shown, own, changed, code):
    shown()
    contents = entries_with(pack(), **changed)

    assert why(bring_in, packed(contents), own) == {code}
    assert not Picture.objects.exists()


def test_a_file_that_is_here_keeps_its_own_rights(shown, own):
    picture = shown()
    written = pack()
    Picture.objects.filter(pk=picture.pk).update(author="Ours", source="Ours too")
    LessonPage.objects.filter(slug=SLUG).delete()

    bring_in(written, own, anew=False)

    assert Picture.objects.get().author == "Ours"


def test_what_was_withdrawn_here_stays_away_whoever_sends_it(shown, own):
    picture = shown()
    written = pack()
    Picture.objects.filter(pk=picture.pk).update(withdrawn_on=rights.day(0))
    LessonPage.objects.filter(slug=SLUG).delete()

    assert why(bring_in, written, own, False) == {"not_publishable"}
    assert not LessonPage.objects.filter(slug=SLUG).exists()


def test_a_photo_is_the_same_file_in_every_school(shown, own):
    shown()
    written = pack()

    bring_in(written, own)

    assert pack() == written
