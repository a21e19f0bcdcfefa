"""Slides of every shape that a draft or a damaged file can have, for property tests."""

from hypothesis import strategies as st

from curriculum.slides import Card, Category, Choice, Scene, Slide, Story
from curriculum.states import SlideKind

WORDS = st.sampled_from(["", "one", "эки"])
# The last name is never a scene: choices may lead nowhere.
SCENE_NAMES = ["a", "b", "c", "d", "e"]
GOTO = st.sampled_from([*SCENE_NAMES, "lost"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 12) | st.sampled_from([*SCENE_NAMES, "lost", ""]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | GOTO, inner, max_size=3),
    max_leaves=12,
)
STATES = st.dictionaries(st.sampled_from(["at", "chosen", "path", "taken", "map", "x"]), JSON)
ACTED = st.tuples(
    st.sampled_from(["next", "back", "choose", "again", "jump", ""]),
    st.sampled_from([*SCENE_NAMES, "lost", "", "g0", "g1"]),
)


def slide(kind, **parts):
    """A slide with only the parts that are named."""
    words = {"title": "", "body": "", "cue": ""}
    return Slide(id="s", kind=SlideKind(kind), language="ky", minutes=1, **words, **parts)


@st.composite
def any_stories(draw):
    """Circles, dead ends, lost choices, scenes that nobody reaches, two of one name, endings with
    choices; only the start is there."""
    names = draw(st.lists(st.sampled_from(SCENE_NAMES), min_size=1, max_size=7))
    scenes = tuple(
        Scene(
            name=name,
            text="",
            choices=tuple(
                Choice(text=f"to {goto}", goto=goto) for goto in draw(st.lists(GOTO, max_size=3))
            ),
            ending=draw(st.sampled_from(["", "helpful", "repair", "odd"])),
        )
        for name in names
    )
    return Story(title="", role="", start=draw(st.sampled_from(names)), scenes=scenes)


@st.composite
def good_stories(draw):
    """Stories as the checks let them through: every path leads on, to an ending."""
    count = draw(st.integers(2, 7))
    scenes = []
    for index in range(count - 1):
        onward = st.integers(index + 1, count - 1)
        goto = {index + 1, *draw(st.lists(onward, max_size=3))}
        choices = tuple(Choice(f"{index} to {to}", f"n{to}") for to in sorted(goto))
        scenes.append(Scene(f"n{index}", "", choices))
    scenes.append(Scene(f"n{count - 1}", "", ending="helpful"))
    return Story(title="", role="", start="n0", scenes=tuple(scenes))


@st.composite
def sort_slides(draw):
    """Cards that fit nowhere, in groups that are not there, with names twice or without one."""
    groups = draw(st.lists(st.sampled_from(["g0", "g1", ""]), max_size=3))
    fits = st.lists(st.sampled_from(["g0", "g1", "lost"]), max_size=2)
    names = draw(st.lists(st.sampled_from(SCENE_NAMES), min_size=1, max_size=4))
    cards = tuple(Card(name, "", tuple(draw(fits))) for name in names)
    return slide("sort", categories=tuple(Category(one, "") for one in groups), items=cards)


@st.composite
def step_slides(draw):
    """Discussions and activities."""
    said = tuple(draw(st.lists(WORDS, max_size=3)))
    if draw(st.booleans()):
        return slide("discussion", prompts=said)
    return slide("activity", roles=said, phrases=tuple(draw(st.lists(WORDS, max_size=2))))


SLIDES = st.one_of(
    any_stories().map(lambda story: slide("story", story=story)),
    good_stories().map(lambda story: slide("story", story=story)),
    sort_slides(),
    step_slides(),
)
