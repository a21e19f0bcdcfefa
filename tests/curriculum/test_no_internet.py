"""Most schools have no internet: the CMS leads nowhere outside, neither by a link nor in the data
of its menus."""

import re

import pytest
from django.urls import reverse

from curriculum.models import LessonPage

ADDRESS = re.compile(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
# Names of vocabularies, which nothing asks for; and the site itself.
NAMES = {"www.w3.org", "example.com"}
PAGES = ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "packs"]


def outside(reply):
    text = reply.content.decode().replace("\\u002F", "/").replace("\\/", "/")
    return set(ADDRESS.findall(text)) - NAMES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_cms_leads_nowhere_outside(trainer, name):
    reply = trainer.get(reverse(name))

    assert reply.status_code == 200
    assert outside(reply) == set()


def test_the_form_of_a_lesson_leads_nowhere_outside(trainer):
    lesson = LessonPage.objects.live().first()

    assert outside(trainer.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))) == set()
