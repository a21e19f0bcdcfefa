"""What the CMS draws of a single block: the slide that it is, or the example slide it stands in.

Each function gives the context of templates/curriculum/previews/slides.html.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from curriculum import examples
from curriculum.acts import Play
from curriculum.help import help_for_pupils
from curriculum.lessons import Deck, Value, slide_of, story_of
from curriculum.playing import StepsPlay, play_of
from curriculum.slides import Slide, Story
from curriculum.sort_play import SortPlay
from curriculum.states import AgeBand, SlideKind, Topic
from curriculum.story_play import StoryPlay
from quizzes.questions import SOURCE_LANGUAGE

Context = dict[str, Any]
Stage = tuple[Slide, Play | None]


def stages_of(slide: Slide) -> list[Stage]:
    """Everything that the board can show of a slide: a card with its reason, each scene of a
    story, one question to talk about after the other."""
    play = play_of(slide, {})
    match play:
        case SortPlay():
            solved = range(1, 2 * play.count, 2)
            return [(slide, SortPlay(slide, at)) for at in (0, *solved, 2 * play.count)]
        case StoryPlay():
            return [(slide, StoryPlay(play.story, path)) for path in _paths(play.story)]
        case StepsPlay():
            return [(slide, StepsPlay(play.count, at)) for at in range(play.count)]
    return [(slide, play)]


def _paths(story: Story) -> Iterable[tuple[str, ...]]:
    """The start alone, then each other scene as if it had been chosen there."""
    yield (story.start,)
    for scene in story.scenes:
        if scene.name != story.start:
            yield (story.start, scene.name)


def of_slides(stream: Iterable[Any]) -> Context:
    """Of all slides."""
    return _drawn([(_slide(child.block_type, child.value), None) for child in stream])


def of_slide(kind: str, value: Value) -> Context:
    """Of one slide; a story slide shows the example story."""
    return _drawn(stages_of(_slide(kind, value)))


def of_story(value: Value) -> Context:
    """Of a story; nothing while it cannot begin."""
    slide = _slide(SlideKind.STORY, examples.slide(SlideKind.STORY), value)
    return _drawn(stages_of(slide))


def of_scene(value: Value) -> Context:
    """Of a scene, as the beginning of the example story."""
    story = examples.story()
    nodes = [value, *story["nodes"][1:]]
    slide = _slide(
        SlideKind.STORY,
        examples.slide(SlideKind.STORY),
        story | {"nodes": nodes, "start": value["name"]},
    )
    return _drawn([(slide, play_of(slide, {}))])


def of_choice(value: Value) -> Context:
    """Of a choice, among those of the example scene."""
    scene = examples.scene()
    return of_scene(scene | {"choices": [value, *scene["choices"][1:]]})


def of_category(value: Value) -> Context:
    """Of a group, with a card of the example that is to be sorted."""
    slide = examples.slide(SlideKind.SORT)
    groups = [value, *slide["categories"][1:]]
    sorting = _slide(SlideKind.SORT, slide | {"categories": groups})
    return _drawn([(sorting, SortPlay(sorting))])


def of_card(value: Value) -> Context:
    """Of a card, asked and then solved, with its reason."""
    sorting = _slide(SlideKind.SORT, examples.slide(SlideKind.SORT) | {"items": [value]})
    return _drawn([(sorting, SortPlay(sorting, at)) for at in (0, 1)])


def _language() -> str:
    return get_language() or SOURCE_LANGUAGE


def _slide(kind: str, value: Value, story: Value | None = None) -> Slide:
    return slide_of(kind, value, _language(), story_of(story or examples.story()))


def _drawn(stages: list[Stage]) -> Context:
    shown = {slide.kind for slide, _play in stages}
    deck = Deck(
        language=_language(),
        title="",
        content_note="",
        topic=Topic.CONSENT,
        age_band=AgeBand.SEVEN_TO_TEN,
        minutes_short=40,
        minutes_long=45,
        waves=(),
        slides=tuple(slide for slide, _play in stages),
    )
    found = help_for_pupils(deck.age_band, _language()) if SlideKind.HELP in shown else None
    return {"stages": stages, "deck": deck, "help": found}
