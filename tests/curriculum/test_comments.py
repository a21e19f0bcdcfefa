"""A reviewer's comment at a field: the author reads it there, and it is no change of the text."""

import json
import re

import pytest
from django.urls import reverse

from curriculum.states import ReviewStep
from tests.curriculum.forms import lesson_form
from tests.curriculum.people import author, reviewer, step_of

SAID = "Бул сөз балага түшүнүксүз."
HOSTILE = "</script><script>alert(1)</script>{{ 7|add:7 }}"


@pytest.fixture
def asel():
    return author()


@pytest.fixture
def sent(asel, lesson):
    page = lesson()
    page.key_message = "Жаңы негизги ой."
    asel.submit(page)
    return lesson()


def comment(one, page, text):
    """Save the form with a new comment at the key message."""
    none = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    new = {"text": text, "contentpath": "key_message", "position": "", "id": ""}
    form = lesson_form(page.get_latest_revision_as_object()) | {"comments-TOTAL_FORMS": "1"}
    form |= {f"comments-0-{name}": value for name, value in new.items()}
    form |= {f"comments-0-replies-{name}": value for name, value in none.items()}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return one.client.post(address, form | {"action-save": "1"})


def read(one, page):
    """What the form gives to the script that draws comments."""
    shown = one.get("wagtailadmin_pages:edit", page.pk).content.decode()
    (data,) = re.findall(
        r'<script id="comments-data" type="application/json">(.*?)</script>', shown, re.DOTALL
    )
    return [(each["contentpath"], each["text"]) for each in json.loads(data)["comments"]]


@pytest.mark.parametrize("text", [SAID, HOSTILE])
def test_the_author_reads_what_a_reviewer_says_of_a_field(text, sent, asel):
    language = reviewer("nurlan", ReviewStep.LANGUAGE)

    assert comment(language, sent, text).status_code == 302

    assert read(asel, sent) == [("key_message", text)]


def test_who_only_comments_has_written_nothing_and_may_approve(sent, lesson):
    language = reviewer("nurlan", ReviewStep.LANGUAGE)
    comment(language, sent, SAID)
    assert step_of(lesson()) == ReviewStep.LANGUAGE

    language.act(sent)

    assert step_of(lesson()) == ReviewStep.PROTECTION


def test_a_reviewer_of_another_step_says_nothing(sent, asel):
    protection = reviewer("bermet", ReviewStep.PROTECTION)

    comment(protection, sent, SAID)

    assert read(asel, sent) == []
