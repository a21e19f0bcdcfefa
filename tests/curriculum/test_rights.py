"""A lesson whose pictures or recordings lack rights is a draft and nothing else; previews show a
sign for what has ended."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from cms import rights_on_pages
from curriculum import publishing, ready
from curriculum.publishing import NotPublishable
from curriculum.ready.places import Place
from tests import rights
from tests.curriculum.forms import lesson_form
from tests.curriculum.test_bad_input import sentences
from tests.rights import day
from tests.sounds import recording


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def show(page, picture=None, sound=None, prompt=None):
    """Puts them into the first question and its first option; saves nothing."""
    question = page.questions[0].value
    option = question["options"][0]
    question["sound"] = prompt
    option["picture"], option["alt"], option["sound"] = picture, "Көк сүрөт", sound
    return page


FLAWS = [
    ({"author": ""}, "Say who made it."),
    ({"withdrawn_on": day(0)}, "The consent was withdrawn."),
    ({"consent_until": day(-1)}, "The consent has ended."),
    (
        rights.children(consent_by="self"),
        "Children who can be recognised: a parent or guardian consents, until a set day.",
    ),
]


@pytest.mark.parametrize(("changed", "sentence"), FLAWS)
def test_no_page_goes_live_with_it(lesson, changed, sentence):
    for place in (
        {"picture": rights.picture(**changed)},
        {"sound": recording("voice", **changed)},
        {"prompt": recording("voice", **changed)},
    ):
        page = show(lesson(), **place)
        with pytest.raises(NotPublishable) as refused:
            page.save()
        assert gettext(sentence) in list(publishing.reasons(refused.value))


@pytest.mark.parametrize("words", ["", "   "])
def test_no_page_goes_live_with_a_picture_that_no_words_describe(lesson, words):
    page = show(lesson(), picture=rights.picture())
    page.questions[0].value["options"][0]["alt"] = words

    (finding,) = (each for each in ready.of(page) if each.is_hard)

    assert finding.place == Place("questions", (0, "options", 0, "alt"))
    assert finding.sentence == gettext("Say what the picture shows.")
    with pytest.raises(NotPublishable):
        page.save()


@pytest.mark.parametrize("place", ["picture", "sound"])
def test_the_form_keeps_it_as_a_draft_and_says_it_at_the_field(trainer, lesson, place):
    file = rights.picture(author="") if place == "picture" else recording("voice", author="")
    page = show(lesson(), **{place: file})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert trainer.post(address, lesson_form(page)).status_code == 302
    refused = trainer.post(address, lesson_form(page) | {"action-publish": "1"})

    assert f'"{place}"' in sentences(refused)
    assert gettext("Say who made it.") in sentences(refused)
    assert lesson().questions[0].value["options"][0][place] is None


def test_with_clear_rights_it_goes_live(lesson):
    page = show(lesson(), rights.picture(), recording("voice"), recording("prompt"))

    page.save_revision().publish()

    assert lesson().questions[0].value["options"][0]["picture"].title == "teal"


def test_everything_that_is_chosen_on_a_page_is_found_once_before_it_is_saved(lesson):
    picture, voice = rights.picture(author=""), recording("voice")
    page = show(lesson(), picture, voice, voice)

    assert rights_on_pages.files_on(page) == [voice, picture]
    (found,) = rights_on_pages.problems_on(page, day(0))
    assert found == (picture, [gettext("Say who made it.")])


def test_the_preview_of_a_draft_shows_it_until_the_consent_ends(trainer, lesson):
    page = show(lesson(), rights.picture(author=""))
    page.save_revision()
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk]) + "?mode=tablet"
    assert 'alt="Көк сүрөт"' in trainer.get(preview).content.decode()

    picture = page.questions[0].value["options"][0]["picture"]
    picture.withdrawn_on = day(0)
    picture.save()

    shown = trainer.get(preview).content.decode()
    assert "Көк сүрөт" not in shown
    assert 'alt="Бул сүрөт мындан ары көрсөтүлбөйт."' in shown
