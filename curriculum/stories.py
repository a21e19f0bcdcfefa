"""Branching stories: the graph that they are, checked, and their StreamField form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from curriculum import block_previews, examples
from curriculum.block_previews import Context
from curriculum.states import Ending
from quizzes.blocks import NameBlock

# A key of the keyboard, 1 to 9, stands for each choice on the board.
MOST_CHOICES = 9
MOST_SCENES = 30


@dataclass(frozen=True)
class Node:
    """One scene: the names of the scenes that its choices lead to, and whether it is an end."""

    name: str
    goto: tuple[str, ...]
    is_ending: bool


@dataclass(frozen=True)
class GraphFlaw:
    """What is wrong with a story, and at which scene (empty: with the story as a whole)."""

    node: str
    what: str | Promise


def flaws(start: str, nodes: Sequence[Node]) -> Iterator[GraphFlaw]:
    """Whatever keeps a reader from coming to an end on every path.

    A scene has either choices or an ending; every choice leads to a scene; every scene can be
    reached from the start; no path goes round in a circle.
    """
    by_name = {node.name: node for node in nodes}
    if len(by_name) != len(nodes):
        yield GraphFlaw("", _("Two scenes have the same name."))
    for node in nodes:
        if bool(node.goto) == node.is_ending:
            yield GraphFlaw(node.name, _("A scene needs either choices or an ending."))
    dangling = [node.name for node in nodes if not by_name.keys() >= set(node.goto)]
    for name in dangling:
        yield GraphFlaw(name, _("A choice leads to a scene that does not exist."))
    if start not in by_name:
        yield GraphFlaw("", _("The story starts at a scene that does not exist."))
    elif not dangling:
        yield from _path_flaws(start, by_name)


def _path_flaws(start: str, by_name: Mapping[str, Node]) -> Iterator[GraphFlaw]:
    for name in by_name.keys() - _reachable(start, by_name):
        yield GraphFlaw(name, _("No path leads to this scene."))
    if _goes_round(by_name):
        yield GraphFlaw("", _("A path can go round in a circle without an end."))


def _reachable(start: str, by_name: Mapping[str, Node]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += by_name[name].goto
    return seen


def _goes_round(by_name: Mapping[str, Node]) -> bool:
    try:
        TopologicalSorter({node.name: node.goto for node in by_name.values()}).prepare()
    except CycleError:
        return True
    return False


class StoryChoiceBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=1, label=_("Text"))
    goto = NameBlock(label=_("Leads to"), help_text=_("The name of a scene."))

    class Meta:
        icon = "arrow-right"
        label = _("Choice")
        help_text = _("What the person in the story can do.")
        preview_value = staticmethod(examples.story_choice)
        preview_template = "curriculum/previews/slides.html"

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | block_previews.of_choice(value)


class NodeBlock(blocks.StructBlock):
    name = NameBlock()
    text = blocks.TextBlock(rows=3, label=_("Text"))
    choices = blocks.ListBlock(
        StoryChoiceBlock(), default=[], max_num=MOST_CHOICES, label=_("Choices")
    )
    ending = blocks.ChoiceBlock(
        choices=Ending.choices,
        required=False,
        label=_("Ending"),
        help_text=_("Only for a scene without choices."),
    )
    explanation = blocks.TextBlock(required=False, default="", rows=2, label=_("Explanation"))

    class Meta:
        icon = "form"
        label = _("Scene")
        help_text = _("What happens, and what can be done.")
        preview_value = staticmethod(examples.scene)
        preview_template = "curriculum/previews/slides.html"

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | block_previews.of_scene(value)


class StoryBlock(blocks.StructBlock):
    name = NameBlock()
    title = blocks.TextBlock(rows=1, label=_("Title"))
    role = blocks.TextBlock(required=False, default="", rows=1, label=_("Who you are in the story"))
    start = NameBlock(label=_("Starts at"), help_text=_("The name of a scene."))
    nodes = blocks.ListBlock(NodeBlock(), min_num=2, max_num=MOST_SCENES, label=_("Scenes"))

    class Meta:
        icon = "openquote"
        label = _("Story")
        help_text = _("Every path ends with help found or harm repaired.")
        preview_value = staticmethod(examples.story)
        preview_template = "curriculum/previews/slides.html"

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | block_previews.of_story(value)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """The value, if every path of the story comes to an end.  A draft may be unfinished."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        found = list(flaws(cleaned["start"], [_node(scene) for scene in cleaned["nodes"]]))
        if found:
            raise StructBlockValidationError(
                non_block_errors=[ValidationError(_sentence(flaw)) for flaw in found]
            )
        return cleaned


def _node(scene: blocks.StructValue) -> Node:
    goto = tuple(choice["goto"] for choice in scene["choices"])
    return Node(scene["name"], goto, is_ending=bool(scene["ending"]))


def _sentence(flaw: GraphFlaw) -> str:
    return f"{flaw.node}: {flaw.what}" if flaw.node else str(flaw.what)
