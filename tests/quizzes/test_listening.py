"""What can be listened to looks the same on every tile of a question."""

import re
from dataclasses import replace
from pathlib import PurePath

import pytest

from cms.models import Recording
from quizzes.questions import ENGINE_OPTIONS, Question, Text
from tests.quizzes.plays import opened, question
from tests.quizzes.test_tablet import Tablet
from tests.sounds import recording


def spoken(languages="ky", without=""):
    """A question with a recording of everything, but for one option."""

    def sound(name):
        spoken_in = [] if name == without else languages.split()
        return Text({one: f"/media/recordings/{name}-{one}.wav" for one in spoken_in})

    asked = question("only", sound=sound("prompt"))
    return replace(asked, options=tuple(replace(o, sound=sound(o.id)) for o in asked.options))


@pytest.fixture
def page(commit, settings, tmp_path):
    """The tablet's page of a question; the engine's own options have recordings."""
    settings.MEDIA_ROOT = tmp_path

    def ask(asked, language="ky", own=ENGINE_OPTIONS):
        for says in own:
            recording(f"{says}-ky", "ky", says)
        play, tablet = opened(commit, questions=[asked]), Tablet(commit)
        tablet.post("language", language=language)
        tablet.join(play)
        play.ask()
        return tablet.page()

    return ask


def sounds(page):
    """What is heard, by its title: files that are stored have drawn names."""
    titles = {PurePath(one.file.name).stem: one.title for one in Recording.objects.all()}
    found = re.findall(r'<audio [^>]*src="/media/recordings/([^"]+)\.wav"', page)
    return [titles.get(name, name) for name in found]


def test_prompt_and_every_tile_can_be_listened_to(page):
    found = sounds(page(spoken()))

    assert found[0] == "prompt-ky"
    assert sorted(found[1:]) == sorted(f"{one}-ky" for one in ["a", "b", "c", *ENGINE_OPTIONS])


@pytest.mark.parametrize("without", ["a", "c"])
def test_if_one_tile_cannot_none_can(page, without):
    assert sounds(page(spoken(without=without))) == ["prompt-ky"]


@pytest.mark.parametrize("own", ENGINE_OPTIONS)
def test_the_engines_own_options_are_tiles_like_the_others(page, own):
    assert sounds(page(spoken(), own=[own])) == ["prompt-ky"]


def test_words_in_another_language_are_not_played(page):
    assert sounds(page(spoken("ky"), language="ru")) == []


def test_nothing_plays_by_itself_or_loads_before_it_is_wanted(page):
    shown = page(spoken())

    assert "autoplay" not in shown
    assert shown.count("<audio ") == shown.count('controls preload="none"') == 6


def test_a_question_keeps_its_recordings_through_a_run():
    asked = spoken("ky ru")

    assert Question.from_data(asked.to_data()) == asked


def test_a_run_of_an_earlier_version_has_none():
    data = question("only").to_data()
    del data["sound"], data["own_sounds"]
    for option in data["options"]:
        del option["sound"]

    assert Question.from_data(data).sound_of("skip") == Text({})
