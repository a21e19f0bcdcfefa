"""Whoever made a picture is named where its licence asks for a name; nobody's login ever is."""

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse

from curriculum import paper
from curriculum.credits import Credit
from curriculum.help import help_for_pupils
from tests import rights

AUTHOR, SOURCE = "Айпери <script>alert(1)</script>", "example.org/sheep"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def show(lesson):
    """Puts a picture with these rights on two options of the lesson."""

    def put(**changed):
        user = get_user_model().objects.create_user("aibek.author")
        known = {"licence": "cc-by-sa", "author": AUTHOR, "source": SOURCE} | changed
        picture = rights.picture(uploaded_by_user=user, **known)
        page = lesson()
        for option in list(page.questions[0].value["options"])[:2]:
            option["picture"], option["alt"] = picture, page.title
        page.save_revision().publish()
        return lesson()

    return put


def test_a_picture_is_named_once(show):
    assert show().credits == [Credit(AUTHOR, "CC BY-SA", SOURCE)]


@pytest.mark.parametrize("licence", ["own", "public", "permission"])
def test_a_picture_whose_licence_asks_for_nothing_is_not_named(show, licence):
    assert show(licence=licence).credits == []


def test_a_picture_that_is_no_longer_shown_is_not_named(show):
    page = show(consent_until=rights.day(1))
    option = page.questions[0].value["options"][0]
    option["picture"].withdrawn_on = rights.day(0)
    option["picture"].save()

    assert type(page).objects.get(pk=page.pk).credits == []


def test_the_public_page_names_it_and_nobody_else(show, client):
    said = client.get(show().url).content.decode()

    assert "Айпери &lt;script&gt;alert(1)&lt;/script&gt;, CC BY-SA (example.org/sheep)" in said
    assert "aibek" not in said
    assert "<script>alert" not in said


NAMED = "Айпери &lt;script&gt;alert(1)&lt;/script&gt;, CC BY-SA (example.org/sheep)"


def on_every_option(page):
    """The picture is on each answer, so that they are cards to cut out."""
    picture = page.questions[0].value["options"][0]["picture"]
    for option in page.questions[0].value["options"]:
        option["picture"], option["alt"] = picture, page.title
    page.pen_name = "Капар <b>"
    page.save_revision().publish()


def drawn(name, page):
    context = {"cards": paper.cards_of(page), "poster": paper.poster_of(page), "page": page,
               "help": help_for_pupils(page.age_band, "ky"), "language": "ky"}  # fmt: skip
    return render_to_string(f"curriculum/{name}.html", context)


def test_cards_name_whose_picture_is_on_them(show, lesson):
    on_every_option(show())

    said = drawn("_cards", lesson())

    assert said.count(NAMED) == 1
    assert "aibek" not in said
    assert "<script>alert" not in said


@pytest.mark.parametrize("name", ["_cards", "_poster", "_family_sheet"])
def test_each_paper_says_who_wrote_it_and_its_licence(show, lesson, name):
    on_every_option(show())
    page = lesson()
    page.origins = [{"key": "x", "title": "Баштагы <i>", "by": "Асел"}]

    said = drawn(name, page)

    assert said.count('class="paper-source"') == 1
    for words in ("Капар &lt;b&gt;", "Баштагы &lt;i&gt;", "Асел", page.get_licence_display()):
        assert words in said
    assert "aibek" not in said
    assert "<b>" not in said
    assert (NAMED in said) == (name == "_cards")


def test_the_preview_of_paper_names_it_too(show, trainer):
    address = reverse("wagtailadmin_pages:view_draft", args=[show().pk])

    said = trainer.get(address, {"mode": "print"}).content.decode()

    assert NAMED in said
    assert "aibek" not in said
    assert said.count('class="paper-source"') == 3
