"""The drawings of lessons and set-ups: all there, small, harmless, and told in every language."""

import gzip
import re
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.utils import translation

from curriculum import drawings

STATIC = settings.BASE_DIR / "static"
FILES = sorted([*(STATIC / "img/scenes").glob("*"), *(STATIC / "img/setups").glob("*")])
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "clipPath"}
# Letters, scripts, styles and everything that asks for another file.
FORBIDDEN = re.compile(
    r"<[!?]|style=|class=|\son\w+=|href|url\((?!#)|data:|https?://(?!www\.w3\.org)"
)
WORDS = [
    *[pytest.param(d.alt, id=d.name) for d in drawings.DRAWINGS],
    *[pytest.param(s.label, id=s.name) for s in drawings.SETUPS],
]


def test_every_drawing_has_its_file_and_every_file_its_drawing():
    named = [STATIC / d.path for d in (*drawings.DRAWINGS, *drawings.SETUPS)]
    assert sorted(named) == FILES


def test_scenes_are_enough_for_four_lessons():
    assert 22 <= len(drawings.DRAWINGS) <= 26
    assert [s.name for s in drawings.SETUPS] == [
        "pairs", "fours", "circle", "line", "desks", "groups",
    ]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_file_is_a_small_wordless_drawing(file):
    text = file.read_text("utf-8")
    root = ET.fromstring(text)
    assert root.get("viewBox") == "0 0 640 400"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= SHAPES
    assert "".join(root.itertext()).strip() == ""
    assert FORBIDDEN.findall(text) == []
    assert len(gzip.compress(text.encode(), 9)) <= 12 * 1024


@pytest.mark.parametrize("file", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_file_uses_only_the_parts_it_defines_in_two_decimals(file):
    text = file.read_text("utf-8")
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) == set(ids)
    assert re.findall(r"\d*\.\d{3,}", text) == []


@pytest.mark.parametrize("file", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_file_has_its_own_light_plate(file):
    """The first shape fills the view, rounded: right on light, on dark and on paper."""
    plate = ET.fromstring(file.read_text("utf-8")).find(f"{SVG}g/{SVG}path")
    assert plate.get("d") == "M0 0h640v400H0z"
    red, green, blue = (int(plate.get("fill")[i : i + 2], 16) for i in (1, 3, 5))
    assert min(red, green, blue) >= 0xC0


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("words", WORDS)
def test_words_are_translated(words, language):
    with translation.override("en"):
        source = str(words)
    with translation.override(language):
        assert str(words) != source


def test_a_scene_is_found_by_its_name():
    scene = drawings.drawing("agreement")
    assert scene.path == "img/scenes/agreement.svg"
    assert ("agreement", scene.alt) in drawings.drawing_choices()
    assert drawings.drawing("no-such-scene") is None


def test_a_setup_is_found_by_its_name():
    setup = drawings.setup("fours")
    assert setup.path == "img/setups/fours.svg"
    assert ("fours", setup.label) in drawings.setup_choices()
    assert drawings.setup("no-such-setup") is None
