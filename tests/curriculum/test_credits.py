"""Whoever made a picture is named where its licence asks for a name; nobody's login ever is."""

import pytest
from django.contrib.auth import get_user_model

from curriculum.credits import Credit
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
