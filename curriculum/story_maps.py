"""Where a class has been in a story, laid out to be drawn."""

from dataclasses import dataclass

from curriculum.slides import Scene, Story
from curriculum.story_play import StoryPlay

COLUMN, ROW, MARGIN = 90, 140, 28


@dataclass(frozen=True)
class Stop:
    """A scene as a point; `kind`: here (on the present path), been, or not."""

    x: int
    y: int
    kind: str
    is_ending: bool


@dataclass(frozen=True)
class Way:
    """A choice as a line between two points; `kind` as for stops."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


@dataclass(frozen=True)
class StoryMap:
    """`width` and `height` in the units of the points; `words`: what was chosen, step by step."""

    width: int
    height: int
    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    words: tuple[str, ...]


def map_of(play: StoryPlay) -> StoryMap:
    """The whole story from left to right: each scene stands in the column of its longest way
    from the start, so every line leads to the right."""
    columns = _columns(play.story)
    points = {
        scene.name: (MARGIN + x * COLUMN, _height(columns) * (2 * y + 1) // (2 * len(column)))
        for x, column in enumerate(columns)
        for y, scene in enumerate(column)
    }
    here = set(zip(play.path, play.path[1:], strict=False))
    been = set(play.taken) | here
    seen = {name for step in been for name in step} | set(play.path)
    stops = tuple(
        Stop(
            *points[scene.name],
            _kind(scene.name, set(play.path), seen),
            is_ending=not scene.choices,
        )
        for column in columns
        for scene in column
    )
    ways = tuple(
        Way(*points[one], *points[other], _kind((one, other), here, been))
        for one, other in _steps(play.story)
        if one in points and other in points
    )
    width = 2 * MARGIN + (len(columns) - 1) * COLUMN
    return StoryMap(width, _height(columns), stops, ways, _words(play))


def _height(columns: list[list[Scene]]) -> int:
    return max(len(column) for column in columns) * ROW


def _kind(what: object, here: set, been: set) -> str:
    return "here" if what in here else "been" if what in been else "not"


def _steps(story: Story) -> list[tuple[str, str]]:
    found = [(scene.name, choice.goto) for scene in story.scenes for choice in scene.choices]
    return list(dict.fromkeys(found))


def _columns(story: Story) -> list[list[Scene]]:
    depth = {story.start: 0}
    steps = _steps(story)
    # As many rounds as there are scenes: enough for any way without a circle, and an end of one.
    for _round in story.scenes:
        for one, other in steps:
            if one in depth:
                longest = max(depth.get(other, 0), depth[one] + 1)
                depth[other] = min(longest, len(story.scenes))
    columns: list[list[Scene]] = [[] for _ in range(max(depth.values()) + 1)]
    for scene in story.scenes:
        if scene.name in depth:
            columns[depth[scene.name]].append(scene)
    return [column for column in columns if column]


def _words(play: StoryPlay) -> tuple[str, ...]:
    said = []
    for one, other in zip(play.path, play.path[1:], strict=False):
        scene = play.story.scene(one)
        choices = scene.choices if scene else ()
        # Two choices may lead to one scene, and the path does not tell which it was.
        said.append(" / ".join(choice.text for choice in choices if choice.goto == other))
    return tuple(said)
