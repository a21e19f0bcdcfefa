"""Rule 16: screens say “about” and “blurred”, and promise no more than the page of the promise."""

import re
from html import unescape

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from quizzes import keys
from tests.quizzes.plays import opened, quiz
from tests.quizzes.test_tablet import Tablet

PROMISE = (
    "Your answer is not kept. What your teacher and the school see is a blurred count: "
    "nobody can tell from it what you answered."
)
IN_LANGUAGES = {
    "en": PROMISE,
    "ky": (
        "Сенин жообуң сакталбайт. Мугалимиң менен мектеп көргөн нерсе — бүдөмүк сан: "
        "андан сенин эмне деп жооп бергениңди эч ким биле албайт."
    ),
    "ru": (
        "Твой ответ не сохраняется. То, что видят твой учитель и школа, — размытый подсчёт: "
        "по нему никто не может узнать твой ответ."
    ),
}
# More than is promised: an answer is counted, blurred, and may be guessed at (docs/privacy.md).
TOO_MUCH = {
    "en": r"anonym|nobody can ever|no one can ever|never (be )?known|100 ?%|guarantee|impossible"
    r"|absolutely|completely (safe|secret)|perfectly|untraceable|secret answer",
    "ru": r"анонимн|гаранти|никогда не узна|никто и никогда|100 ?%|невозможно узнать"
    r"|абсолютно|полностью (безопас|тайн)|совершенно (безопас|тайн)",
    "ky": r"аноним|кепилд|эч ким эч качан|эч качан билбейт|100 ?%|мүмкүн эмес|таптакыр"
    r"|толук (коопсуз|жашыруун)",
}
ABOUT = {
    "en": r"\babout\b|blurred",
    "ky": r"болжо|бүдөмүк",
    "ru": r"примерн|размы|около",
}
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
BAND = "components/band.html"
BLURRED = re.compile(r"blurred count|\babout how many\b", re.IGNORECASE)
# The gallery shows pieces of pages to those who build them.
SHOWS_PIECES = {"classrooms/gallery.html"}


def catalogue(language):
    return polib.pofile(str(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"))


def said(entry):
    """What a reader of the catalogue's language meets; English ids stand for themselves."""
    return [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text] or [
        entry.msgid,
        entry.msgid_plural,
    ]


def name_of(template):
    return template.relative_to(settings.BASE_DIR / "templates").as_posix()


def includes(template):
    return re.findall(r'{% include "([^"]+)"', template.read_text("utf-8"))


def unblurred():
    """Templates that show a band, neither saying nor standing where it is said that it is
    blurred."""
    blurs = {name_of(t) for t in TEMPLATES if BLURRED.search(t.read_text("utf-8"))}
    frames = {name: {name_of(t) for t in TEMPLATES if name in includes(t)} for name in map(
        name_of, TEMPLATES)}  # fmt: skip
    return [
        name
        for name in frames[BAND] - SHOWS_PIECES
        if name not in blurs and not (frames[name] and frames[name] <= blurs)
    ]


def test_wherever_a_band_is_shown_it_is_called_blurred():
    assert unblurred() == []


def test_the_search_for_bands_meets_all_screens_that_show_them():
    shown = {name_of(t) for t in TEMPLATES if BAND in includes(t)}

    assert shown >= {
        "classrooms/stage/explained.html", "classrooms/stage/closed.html",
        "classrooms/desk/explained.html", "classrooms/desk/closed.html", "classrooms/road.html",
        "classrooms/_asked.html",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_what_is_blurred_in_english_is_blurred_in_translation(language):
    told = [one for one in catalogue(language) if "blurred" in one.msgid.lower()]

    assert len(told) >= 6
    missing = [e.msgid for e in told if not re.search(ABOUT[language], e.msgstr, re.IGNORECASE)]
    assert missing == []


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_share_is_never_given_without_about(language):
    bare = [
        text
        for entry in catalogue(language)
        if re.search(r"[{(](share|percent|percentage|estimate|points)[)}]", entry.msgid)
        for text in said(entry)
        if text and not re.search(ABOUT[language], text, re.IGNORECASE)
    ]

    assert bare == []


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_no_catalogue_promises_more(language):
    found = [
        text
        for entry in catalogue(language)
        for text in said(entry)
        if text and re.search(TOO_MUCH[language], text, re.IGNORECASE)
    ]

    assert found == []


def without_lengths(template):
    """The template without the lengths of its drawings."""
    return re.sub(r' (?:width|height|x|y)="\d+%"', "", template)


def test_no_template_promises_more():
    every = "|".join(TOO_MUCH.values())
    found = [
        (name_of(one), match[0])
        for one in TEMPLATES
        for match in re.finditer(every, without_lengths(one.read_text("utf-8")), re.IGNORECASE)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Your answers are anonymous."),
        ("en", "Nobody can ever know what you said."),
        ("ru", "Твой ответ полностью анонимный."),
        ("ru", "Никто и никогда не узнает."),
        ("ky", "Эч ким эч качан билбейт."),
        ("ky", "Жооптор анонимдүү."),
    ],
)
def test_a_promise_that_is_too_big_is_found(language, text):
    assert re.search(TOO_MUCH[language], text, re.IGNORECASE)


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_the_promise_is_worded_as_it_is_written_down(language):
    with override(language):
        assert plain(gettext(PROMISE)) == IN_LANGUAGES[language]


def plain(text):
    """With one kind of blank, and characters for entities."""
    return " ".join(unescape(text).split())


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_the_promise_stands_on_the_screens_before_and_after_an_answer(commit, language):
    play = opened(commit, questions=quiz(1))
    tablet = Tablet(commit)
    assert tablet.post("language", language=language).status_code == 303
    seen = {}

    seen[tablet.screen()] = tablet.page()
    tablet.join(play)
    seen[tablet.screen()] = tablet.page()
    play.ask()
    tablet.answer()
    seen[tablet.screen()] = tablet.page()

    assert keys.of(play.run_id).code
    assert list(seen) == ["join", "lobby", "sent"]
    for page in seen.values():
        assert f'<p class="promise">{IN_LANGUAGES[language]}</p>' in plain(page)


@pytest.mark.django_db
@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_the_public_page_says_the_promise_and_its_limits(language):
    with override(language):
        path = reverse("privacy")
        limits = plain(gettext("What it cannot do"))
    page = plain(Client().get(path).content.decode())

    assert path == f"/{language}/privacy/"
    assert IN_LANGUAGES[language] in page
    assert limits in page
    assert re.search(ABOUT[language], page, re.IGNORECASE)
    assert "http" not in page.replace("http-equiv", "")
