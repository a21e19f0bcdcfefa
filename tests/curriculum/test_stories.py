import pytest

from curriculum.stories import Node, flaws

END = Node("end", (), is_ending=True)


def test_good_story_has_no_flaw():
    assert list(flaws("a", [Node("a", ("b", "end"), False), Node("b", ("end",), False), END])) == []


@pytest.mark.parametrize(
    ("start", "nodes", "at"),
    [
        ("lost", [Node("a", ("end",), False), END], ""),
        ("a", [Node("a", ("lost",), False), END], "a"),
        ("a", [Node("a", (), False), END], "a"),
        ("a", [Node("a", ("end",), True), END], "a"),
        ("a", [Node("a", ("b",), False), Node("b", ("a", "end"), False), END], ""),
        ("a", [Node("a", ("end",), False), Node("b", ("end",), False), END], "b"),
        ("a", [Node("a", ("end",), False), Node("a", ("end",), False), END], ""),
    ],
    ids=["start", "dangling", "dead end", "both", "circle", "unreached", "twice"],
)
def test_flaw_names_its_scene(start, nodes, at):
    found = list(flaws(start, nodes))

    assert at in [flaw.node for flaw in found]
