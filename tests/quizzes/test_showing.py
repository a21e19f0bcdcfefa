"""A run that is going on shows a sign and plays nothing as soon as a consent has ended."""

import re
from dataclasses import replace

import pytest

from quizzes import showing
from quizzes.questions import ENGINE_OPTIONS, Text
from quizzes.sheets import PICTURE
from tests import rights
from tests.quizzes.plays import opened, question
from tests.quizzes.test_tablet import Tablet
from tests.rights import day
from tests.sounds import recording

SIGNS = {
    "ky": "Бул сүрөт мындан ары көрсөтүлбөйт.",
    "ru": "Эта картинка больше не показывается.",
    "en": "This picture is no longer shown.",
}


@pytest.fixture(autouse=True)
def _media(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def photo():
    return rights.picture("photo")


@pytest.fixture
def voice():
    return recording("voice")


def asked(photo, voice):
    """A question with that picture and voice on every option."""
    sound = Text({"ky": voice.address})
    plain = question("only", sound=sound, own_sounds=dict.fromkeys(("skip", "not-sure"), sound))
    url = photo.get_rendition(PICTURE).url
    options = [
        replace(one, picture=url, alt=Text({"ky": "Көк сүрөт"}), sound=sound)
        for one in plain.options
    ]
    return replace(plain, options=tuple(options))


def end(file):
    file.withdrawn_on = day(0)
    file.save()


def test_a_question_is_shown_as_it_is_while_it_may(photo, voice):
    frozen = asked(photo, voice)

    assert showing.as_shown(frozen) == frozen


def test_a_sign_stands_for_the_picture_in_every_language(photo, voice):
    frozen = asked(photo, voice)
    end(photo)

    shown = showing.as_shown(frozen).options[0]

    assert shown.picture == f"{frozen.options[0].picture}?withheld"
    assert shown.alt.by_language == SIGNS
    assert shown.sound == frozen.options[0].sound


def test_nothing_is_heard_any_more(photo, voice):
    frozen = asked(photo, voice)
    end(voice)

    shown = showing.as_shown(frozen)

    assert not shown.sound
    assert not shown.own_sounds["skip"]
    assert not shown.options[0].sound
    assert shown.options[0].picture == frozen.options[0].picture


def test_the_sign_is_served_at_the_address_of_the_sign(photo, voice, admin_client):
    frozen = asked(photo, voice)
    end(photo)

    # Somebody who may have every file; who may not is in tests/curriculum/test_files.py.
    reply = admin_client.get(showing.as_shown(frozen).options[0].picture)

    assert reply["Content-Type"] == "image/svg+xml"


def test_questions_without_files_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert showing.off([question("one"), question("two")]) == frozenset()


def test_many_pictures_cost_as_much_as_one(photo, voice, django_assert_num_queries):
    questions = [asked(photo, voice)] * 9

    with django_assert_num_queries(2):
        showing.off(questions)
        for each in questions:
            showing.as_shown(each)


@pytest.fixture
def tablet(commit, photo, voice):
    for says in ENGINE_OPTIONS:
        recording(says, says=says)
    play, one = opened(commit, questions=[asked(photo, voice)]), Tablet(commit)
    one.post("language", language="ky")
    one.join(play)
    play.ask()
    return one


def test_a_tablet_shows_it_until_the_consent_ends(tablet, photo, voice):
    page = tablet.page()
    assert page.count('alt="Көк сүрөт"') == 3
    assert page.count("<audio ") == 6

    end(photo)
    page = tablet.page()
    assert page.count(f'alt="{SIGNS["ky"]}"') == 3
    assert "Көк сүрөт" not in page
    assert len(re.findall(r'src="/media/images/[^"]+\?withheld"', page)) == 3

    end(voice)
    assert "<audio" not in tablet.page()


def test_the_screen_that_is_drawn_once_for_a_class_is_drawn_anew(tablet, photo):
    headers = {"hx-request": "true"}
    first = tablet.client.get("/play/", headers=headers).content.decode()
    again = tablet.client.get("/play/", headers=headers).content.decode()
    assert "?withheld" not in first + again

    end(photo)

    assert tablet.client.get("/play/", headers=headers).content.decode().count("?withheld") == 3
