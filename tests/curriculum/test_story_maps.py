"""The map of a story's paths, held for every story that a draft can have."""

import json

from hypothesis import given
from hypothesis import strategies as st

from curriculum.slides import Choice, Scene, Story
from curriculum.story_maps import map_of
from curriculum.story_play import StoryPlay
from tests.curriculum.plays import ACTED, STATES, any_stories, good_stories


@st.composite
def plays(draw, stories):
    play = StoryPlay.of(draw(stories), draw(STATES))
    for act, value in draw(st.lists(ACTED, max_size=10)):
        play = play.acted(act, value) or play
    return play


@given(plays(any_stories()))
def test_map_of_any_story_lies_within_its_frame(play):
    drawn = map_of(play)

    points = [(stop.x, stop.y) for stop in drawn.stops]
    points += [(way.x1, way.y1) for way in drawn.ways] + [(way.x2, way.y2) for way in drawn.ways]
    assert points
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points)
    assert len(drawn.stops) <= len(play.story.scenes)


@given(plays(any_stories()))
def test_words_tell_the_path_step_by_step(play):
    assert len(map_of(play).words) == len(play.path) - 1


@given(plays(good_stories()))
def test_every_line_of_a_good_story_leads_to_the_right(play):
    drawn = map_of(play)

    assert all(way.x1 < way.x2 for way in drawn.ways)
    assert len(drawn.stops) == len(play.story.scenes)
    assert len({(stop.x, stop.y) for stop in drawn.stops}) == len(drawn.stops)


def diamond():
    scenes = (
        Scene("a", "", (Choice("left", "b"), Choice("right", "c"))),
        Scene("b", "", (Choice("on", "d"),)),
        Scene("c", "", (Choice("on", "d"),)),
        Scene("d", "", ending="helpful"),
    )
    return Story("", "", "a", scenes)


def test_map_shows_where_the_class_is_and_where_it_has_been():
    play = StoryPlay.of(diamond(), {"path": ["a", "c"], "taken": [["a", "b"], ["a", "c"]]})

    drawn = map_of(play)

    assert [stop.kind for stop in drawn.stops] == ["here", "been", "here", "not"]
    assert [way.kind for way in drawn.ways] == ["been", "here", "not", "not"]
    assert [stop.is_ending for stop in drawn.stops] == [False, False, False, True]
    assert drawn.words == ("right",)


def test_words_name_all_choices_that_lead_to_the_same_scene():
    scenes = (
        Scene("a", "", (Choice("left", "b"), Choice("right", "b"))),
        Scene("b", "", ending="helpful"),
    )

    drawn = map_of(StoryPlay.of(Story("", "", "a", scenes), {"path": ["a", "b"]}))

    assert drawn.words == ("left / right",)


def test_map_is_the_same_after_the_state_was_kept():
    play = StoryPlay.of(diamond(), {"path": ["a", "b", "d"], "map": True})

    assert map_of(StoryPlay.of(diamond(), json.loads(json.dumps(play.state())))) == map_of(play)
