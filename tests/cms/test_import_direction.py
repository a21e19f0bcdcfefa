"""classrooms → curriculum → quizzes → cms, and never back (DESIGN.md, "The house")."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Each may import those before it.
FLOORS = ("cms", "quizzes", "curriculum", "classrooms")
# Where the house is put together; by name only, nothing is imported.
WIRING = {"cms/urls.py", "cms/settings/base.py", "cms/settings/lan.py", "cms/settings/test.py"}
DOTTED_NAME = re.compile(rf"^(?:{'|'.join(FLOORS)})(?:\.\w+)+$")


def modules_named(source, *, with_strings):
    """Every module that the source imports, or names in a string like "classrooms.models"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif with_strings and isinstance(node, ast.Constant):
            yield from DOTTED_NAME.findall(str(node.value))


def upward(floor, modules):
    above = FLOORS[FLOORS.index(floor) + 1 :]
    return [module for module in modules if module.split(".")[0] in above]


@pytest.mark.parametrize("floor", FLOORS)
def test_no_module_knows_a_floor_above(floor):
    found = {}
    for file in (ROOT / floor).rglob("*.py"):
        name = file.relative_to(ROOT).as_posix()
        named = modules_named(file.read_text(), with_strings=name not in WIRING)
        if wrong := upward(floor, named):
            found[name] = wrong
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "import classrooms",
        "from classrooms.models import Classroom",
        "def late():\n    from classrooms import actions",
        'key = ForeignKey("classrooms.Classroom")',
    ],
)
def test_the_check_sees_every_way_up(source):
    assert upward("quizzes", modules_named(source, with_strings=True))
