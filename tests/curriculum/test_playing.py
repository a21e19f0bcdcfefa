"""What a class does with a slide, held for every slide that a draft can have."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from curriculum.acts import ACTS, AGAIN, BACK, CHOOSE, NEXT
from curriculum.playing import play_of
from curriculum.slides import Card, Category, Choice, Scene, Slide, Story
from curriculum.story_play import StoryPlay
from tests.curriculum.plays import ACTED, SLIDES, STATES, any_stories, good_stories, slide

LIMIT = 40  # more acts than any slide of these tests has steps


def walked(play, acts):
    """The play after these acts; those that do nothing are passed over."""
    for act, value in acts:
        play = play.acted(act, value) or play
    return play


def onward(play):
    """What a class does next: Next, and where that is not enough a choice."""
    if after := play.acted(NEXT):
        return after
    tried = (play.acted(CHOOSE, choice.goto) for choice in play.scene.choices)
    return next(filter(None, tried))


def steps(play, act, goes_on):
    """How many acts lead to where `goes_on` is no more."""
    for count in range(LIMIT):
        if not goes_on(play):
            return play, count
        play = act(play)
    raise AssertionError("no end")


@st.composite
def reached(draw):
    """A slide and a play of it that a class can have come to."""
    one = draw(SLIDES)
    play = play_of(one, {})
    assume(play is not None)
    return one, walked(play, draw(st.lists(ACTED, max_size=12)))


@given(reached())
def test_next_and_choices_lead_through_to_the_end(found):
    _slide, play = found

    end, _count = steps(play, onward, lambda one: one.has_next)

    assert end.acted(NEXT) is None


@given(reached())
def test_back_leads_to_the_beginning(found):
    _slide, play = found

    begin, _count = steps(play, lambda one: one.acted(BACK), lambda one: one.has_back)

    assert begin.acted(BACK) is None
    assert begin.state().get("at", 0) == 0
    assert len(begin.state().get("path", [""])) == 1


@given(reached())
def test_state_comes_back_from_what_was_kept(found):
    one, play = found

    assert play_of(one, json.loads(json.dumps(play.state()))) == play


@given(SLIDES, STATES)
def test_damaged_state_is_no_harm(one, state):
    play = play_of(one, state)
    assume(play is not None)

    end, _count = steps(play, onward, lambda each: each.has_next)

    assert play_of(one, end.state()) == end


@given(reached(), st.text("nextacb0 ", max_size=8), st.text("ag0 ", max_size=4))
def test_foreign_acts_and_values_do_nothing(found, act, value):
    _slide, play = found
    assume(act not in ACTS)

    assert play.acted(act, value) is None
    assert play.acted(CHOOSE, f"no {value}") is None


@given(SLIDES, STATES)
def test_every_part_that_is_drawn_is_there(one, state):
    play = play_of(one, state)
    assume(play is not None)

    if one.kind == "sort":
        assert sum(len(cards) for _group, cards in play.heaps) <= len(play.placed) * 2
        assert 1 <= play.number <= play.count
        assert (play.present is None) is play.is_overview
    elif one.kind == "story":
        assert play.scene in one.story.scenes
        assert play.found <= max(play.endings, len(one.story.scenes))


@given(SLIDES)
def test_slide_survives_as_data(one):
    assert Slide.from_data(json.loads(json.dumps(one.to_data()))) == one


@given(good_stories())
def test_good_story_ends_at_an_ending(story):
    end, _count = steps(StoryPlay.of(story, {}), onward, lambda one: not one.is_ended)

    assert end.scene.ending == "helpful"
    assert (end.found, end.endings) == (1, 1)


@given(any_stories(), st.lists(ACTED, max_size=30))
def test_no_scene_comes_twice_on_a_path(story, acts):
    path = walked(StoryPlay.of(story, {}), acts).path

    assert len(set(path)) == len(path)


def story_of(*scenes, start="a"):
    return slide("story", story=Story("", "", start, scenes))


def scene(name, *goto):
    return Scene(name, "", tuple(Choice("", each) for each in goto), "" if goto else "helpful")


def test_story_that_cannot_begin_is_no_play():
    assert play_of(story_of(scene("a"), start="lost"), {}) is None
    assert play_of(slide("story"), {}) is None


def test_circle_is_left_after_one_round():
    play = play_of(story_of(scene("a", "b"), scene("b", "a")), {})

    play = play.acted(NEXT)

    assert play.is_ended
    assert play.acted(CHOOSE, "a") is None
    assert not play.acted(NEXT).has_next


def test_scene_whose_choices_lead_nowhere_ends_the_walk():
    play = play_of(story_of(scene("a", "lost", "gone")), {})

    assert play.is_ended
    assert play.acted(NEXT).shows_map


def test_next_never_chooses_for_the_class():
    play = play_of(story_of(scene("a", "b", "b"), scene("b")), {})

    assert play.has_next
    assert play.acted(NEXT) is None
    assert play.acted(CHOOSE, "b").is_ended


def test_endings_that_were_seen_are_counted_over_several_walks():
    play = play_of(story_of(scene("a", "b", "c"), scene("b"), scene("c")), {})

    play = walked(play, [(CHOOSE, "b"), (NEXT, ""), (AGAIN, ""), (CHOOSE, "c")])

    assert (play.found, play.endings) == (2, 2)
    assert play.path == ("a", "c")


def test_story_of_one_ending_has_been_seen():
    play = play_of(story_of(scene("a")), {})

    assert (play.found, play.endings, play.is_ended) == (1, 1, True)


SORT = slide(
    "sort",
    categories=(Category("g0", "Group 0"), Category("g1", "Group 1")),
    items=(Card("a", "A", ("g0", "g1"), "why"), Card("b", "B", ("g1",))),
)


def test_sorting_asks_and_solves_each_card_then_shows_all():
    play, seen = play_of(SORT, {}), []
    while play.has_next:
        seen.append((play.card.name, play.is_solved))
        play = play.acted(NEXT)

    assert seen == [("a", False), ("a", True), ("b", False), ("b", True)]
    assert play.is_overview
    assert [card.card.name for card in play.placed] == ["a", "b"]


def test_card_lies_where_the_class_put_it_if_it_fits():
    play = walked(play_of(SORT, {}), [(CHOOSE, "g1"), (NEXT, ""), (NEXT, ""), (CHOOSE, "g0")])
    end = walked(play, [(NEXT, ""), (NEXT, "")])

    assert [(one.chosen.name, one.is_in.name) for one in end.placed] == [("g1", "g1"), ("g0", "g1")]


def test_solved_card_is_not_moved_any_more():
    solved = play_of(SORT, {}).acted(NEXT)

    assert solved.acted(CHOOSE, "g0") is None
    assert solved.acted(AGAIN) == play_of(SORT, {})


@pytest.mark.parametrize(
    ("one", "count"),
    [
        (slide("discussion", prompts=("one", "two", "three")), 2),
        (slide("activity", roles=("one",)), 1),
        (slide("activity", phrases=("one",)), 1),
        (SORT, 4),
    ],
    ids=["discussion", "roles", "lines", "sort"],
)
def test_next_takes_as_many_steps_as_there_are_parts(one, count):
    _end, taken = steps(play_of(one, {}), onward, lambda play: play.has_next)

    assert taken == count


@pytest.mark.parametrize(
    "one",
    [slide("discussion"), slide("activity"), slide("sort"), slide("content"), slide("quiz")],
    ids=lambda one: one.kind,
)
def test_slide_without_parts_stands_still(one):
    assert play_of(one, {"at": 3}) is None
