"""The look, held by numbers: contrast, old browsers, weights, and what a drawing may hold."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from quizzes.animals import ANIMALS, COLOURS

STATIC = settings.BASE_DIR / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
MODES = {"light": ":root", "dark": ".dark"}
FELT = ["madder", "indigo", "walnut", "meadow", "sky"]

# Text on what it stands on: 4.5 : 1 (WCAG 2.2, 1.4.3).
TEXT_PAIRS = [
    *[("ink", ground) for ground in ("ground", "surface", "sunk", *(f"{f}-plate" for f in FELT))],
    *[("ink-soft", ground) for ground in ("ground", "surface", "sunk")],
    *[("on-felt", felt) for felt in FELT],
    *[("indigo", ground) for ground in ("ground", "surface")],
    ("meadow", "meadow-plate"),
    ("sky", "sky-plate"),
    ("walnut", "walnut-plate"),
]
# Borders of controls and marks that carry meaning: 3 : 1 (WCAG 2.2, 1.4.11).
MARK_PAIRS = [
    *[("edge", ground) for ground in ("ground", "surface")],
    *[(felt, ground) for felt in FELT for ground in ("ground", "surface")],
    ("focus", "ground"),
    ("focus", "surface"),
]


def tokens(mode: str) -> dict[str, str]:
    text = (STATIC / "css/tokens.css").read_text("utf-8")
    blocks = dict(re.findall(r"^(:root|\.dark) \{(.*?)^\}", text, re.S | re.M))
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[":root"]))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[MODES[mode]]))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_contrast_text(mode, front, back):
    colours = tokens(mode)
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("front", "back"), MARK_PAIRS)
def test_contrast_marks(mode, front, back):
    colours = tokens(mode)
    assert contrast(colours[front], colours[back]) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.name)
def test_sheets_point_to_files_that_exist(sheet):
    for address in re.findall(r'url\("([^"]+)"\)', sheet.read_text("utf-8")):
        assert (sheet.parent / address).is_file(), address


def without_blocks(text: str, opening: str) -> str:
    """The sheet without the at-rules that begin so, their nested braces included."""
    while (start := text.find(opening)) >= 0:
        end, depth = text.index("{", start) + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.name)
def test_sheets_move_nothing_for_those_who_want_no_motion(sheet):
    text = sheet.read_text("utf-8")
    for guard in ("no-preference", "reduce"):
        text = without_blocks(text, f"@media (prefers-reduced-motion: {guard})")
    assert re.findall(r"(?<![\w-])(?:animation|transition)[\w-]*\s*:|@keyframes", text) == []


def test_motion_of_the_celebration_is_short():
    text = (STATIC / "css/journey.css").read_text("utf-8")
    seconds = [float(found) for found in re.findall(r"animation: [\w-]+ ([\d.]+)s", text)]
    assert len(seconds) == 2
    assert max(seconds) <= 1.5


def test_animals_differ_for_fifty_seats():
    assert len({a.id for a in ANIMALS}) * len({c.id for c in COLOURS}) >= 50


@pytest.mark.parametrize("animal", ANIMALS, ids=lambda a: a.id)
def test_animal_drawing_is_small_and_wordless(animal):
    drawing = Path(finders.find(animal.picture)).read_text("utf-8")
    assert len(drawing.encode()) <= 2048
    assert not re.search(
        r"<(text|style|script|image|title)|style=|https?://(?!www\.w3\.org)", drawing
    )


def linked(html: str, pattern: str) -> list[bytes]:
    """The static files that a page names, by the pattern of their attribute."""
    names = re.findall(pattern, html)
    return [Path(finders.find(name.split("?")[0])).read_bytes() for name in names]


def weight(parts: list[bytes]) -> int:
    """Bytes on the wire, each part compressed by itself."""
    return sum(len(gzip.compress(part, 9)) for part in parts)


def first_pupil_page(rf) -> str:
    context = {
        "screen": "lobby",
        "template": "quizzes/screens/lobby.html",
        "animal": ANIMALS[0],
        "colour": COLOURS[0],
        "pulse_ms": 1000,
        "waits": True,
        "step": 1,
    }
    return render_to_string("quizzes/tablet.html", context, request=rf.get("/play/"))


def test_first_pupil_page_weighs_14_kb_and_40_with_scripts(rf):
    html = first_pupil_page(rf)
    plain = [
        html.encode(),
        *linked(html, r'<link rel="stylesheet" href="/static/([^"]+)"'),
        *linked(html, r'<img [^>]*src="/static/([^"]+)"'),
        *linked('/static/img/border.svg"', r'/static/([^"]+)"'),
    ]
    scripts = linked(html, r'<script src="/static/([^"]+)"')
    assert len(scripts) == html.count("<script ")
    assert weight(plain) <= 14 * 1024
    assert weight(plain + scripts) <= 40 * 1024
