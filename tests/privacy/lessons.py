"""Lessons that a trainer changes in the CMS, and the ways to make them public."""

import copy
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from curriculum import roles
from tests.curriculum.forms import lesson_form


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def send(client, page, action="action-save"):
    """The edit form with the page as it is in memory."""
    return client.post(edit_url(page), lesson_form(page) | {action: "1"})


def publish(client, page):
    return send(client, page, "action-publish")


def publish_several(client, *pages):
    """As from the list of pages: choose some, then “publish”."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{chosen}&next=/cms/", {}, follow=True)


def more_counted(page, count=1):
    """Lets the quiz have that many more counted questions, each with words of its own."""
    raw = list(page.questions.get_prep_value())
    for _number in range(count):
        extra = copy.deepcopy(raw[0])
        extra["id"] = str(uuid4())
        extra["value"]["name"] = f"extra-{extra['id'][:8]}"
        extra["value"]["prompt"] = f"Кайсынысы жөнүндө сөз болду {extra['id'][:8]}?"
        raw.append(extra)
    page.questions = page.questions.stream_block.to_python(raw)


def counted(page):
    """How many knowledge and scenario questions of the page count."""
    values = [child.value for child in page.questions]
    return sum(value["counted"] and value["kind"] != "attitude" for value in values)


def another_trainer(name):
    """A second person with a trainer's rights."""
    user = get_user_model().objects.create_user(name, password="a long pass phrase")
    user.groups.add(roles.make_trainer_group())
    return user


def said(response):
    """The sentences that the CMS shows above the page it came back with."""
    return " ".join(str(message) for message in response.context["messages"])


def read_in(client, language):
    """Read the CMS in another language, as the switch on any screen would have it."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
