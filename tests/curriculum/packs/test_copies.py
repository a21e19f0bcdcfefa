"""A copy from the shared library in a pack, looked into on the computer that made it."""

from io import BytesIO

import pytest

from curriculum import library
from curriculum.models import LessonPage
from curriculum.packs import building, comparing
from curriculum.packs.comparing import Change
from tests.curriculum.packs import crafting
from tests.organisations import make_world

pytestmark = pytest.mark.django_db
TITLE = "Биздин сабак"


@pytest.fixture
def copy(lesson):
    """A copy with a title of its own, under a pen name, published in the language it is written
    in; its translations are drafts still."""
    world = make_world("Ак жол")
    page = library.copy_to(
        organisation=world.organisation, lesson=lesson(), user=world.author
    ).lesson
    publish(page, title=TITLE, pen_name="Ай Нур")
    return page


def publish(page, **changed):
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision().publish()


def packed(page):
    made = BytesIO()
    building.write_next(made, building.of_lessons(slugs=[page.slug], title="Ours"))
    return crafting.read(made.getvalue()).lessons[0]


def change_of(lesson, page):
    return comparing.change_of(lesson, LessonPage.objects.get(pk=page.pk))


def test_a_draft_that_is_newer_is_asked_about(copy):
    made = packed(copy)
    copy.title = "Жаңы аталыш"
    copy.save_revision()

    assert change_of(made, copy) == Change.EDITED


def test_a_draft_that_would_be_written_over_is_asked_about(copy):
    russian = copy.get_translations().get(locale__language_code="ru")
    publish(russian)
    made = packed(copy)
    russian.unpublish()
    russian.title = "Новое название"
    russian.save_revision()

    assert change_of(made, copy) == Change.EDITED


def test_it_is_the_same_as_here_whatever_else_is_a_draft(copy):
    made = packed(copy)

    assert made.languages == ("ky",)
    assert change_of(made, copy) == Change.UNCHANGED


def test_it_is_the_same_with_its_translations(copy):
    for page in copy.get_translations():
        publish(page)
    made = packed(copy)

    assert made.languages == ("ky", "ru", "en")
    assert change_of(made, copy) == Change.UNCHANGED
