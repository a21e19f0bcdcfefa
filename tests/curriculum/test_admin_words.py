"""A trainer reads the CMS in Kyrgyz: the catalogue laid over Wagtail's own words."""

import json
import re
from collections import Counter

import polib
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from curriculum import admin_words, roles

# How many messages a trainer meets on a walk through the CMS that are still in English.
KNOWN_TO_BE_MISSING = 0
FOLDER = settings.BASE_DIR / "locale-admin" / "ky" / "LC_MESSAGES"
# What must stand in a translation just as often as in the message.
FIXED = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


def entries(name="django"):
    return polib.pofile(str(FOLDER / f"{name}.po"))


# One of wagtail-localize's own lists has no order.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_a_walk_through_the_cms_meets_no_english(capsys):
    call_command("admin_words")

    said = capsys.readouterr().out
    messages, pages = map(
        int, re.findall(r"^(\d+) messages on (\d+) pages$", said, re.MULTILINE)[0]
    )
    assert messages <= KNOWN_TO_BE_MISSING, said
    assert pages >= 60
    assert not get_user_model().objects.exists()


def test_the_ear_hears_what_the_catalogue_lacks():
    ear = admin_words.Ear()
    hear, hear_many = ear.gettext, ear.ngettext

    assert hear("Save draft") == "Save draft"
    assert hear_many("one page", "many pages", 3) == "many pages"
    assert hear("2026") == "2026"
    assert ear.missed == {("Save draft", ""): 1, ("one page", "many pages"): 1}


def test_catalogue_is_large_and_complete():
    assert len(entries()) >= 300
    for name in ("django", "djangojs"):
        assert [entry.msgid for entry in entries(name) if not entry.translated()] == []


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_placeholders_and_html_stay_as_they_are(name):
    for entry in entries(name):
        said = "".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
        wanted = Counter(FIXED.findall(entry.msgid_plural or entry.msgid))
        assert Counter(FIXED.findall(said)) == wanted, entry.msgid
        ends = [(text[:1].isspace(), text[-1:].isspace()) for text in (entry.msgid, said)]
        assert ends[0] == ends[1], entry.msgid


def test_scripts_of_the_cms_speak_kyrgyz(trainer):
    catalogue = trainer.get(reverse("wagtailadmin_javascript_catalog")).content.decode()

    assert json.dumps("Блок кошуу") in catalogue


@pytest.mark.parametrize(
    ("language", "words"), [("ky", "Караламаны сактоо"), ("ru", "Сохранить черновик")]
)
def test_language_of_the_account_decides(client, lesson, language, words):
    user = get_user_model().objects.create_user("t", password="a long pass phrase")
    UserProfile.objects.create(user=user, preferred_language="en")
    user.keep_language(language)
    user.groups.add(roles.make_trainer_group())

    client.post(reverse("login"), {"username": "t", "password": "a long pass phrase"})
    page = client.get(reverse("wagtailadmin_pages:edit", args=[lesson().pk])).content.decode()

    assert words in page
