"""A trainer reads the CMS in Kyrgyz: the catalogue laid over Wagtail's own words."""

import json
import re
from collections import Counter

import polib
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override, trans_real
from wagtail.models import Collection, Task, Workflow
from wagtail.users.models import UserProfile

from curriculum import admin_words, roles
from tests.curriculum.people import author, reviewers

# How many messages a trainer meets on a walk through the CMS that are still in English.
KNOWN_TO_BE_MISSING = 0
FOLDER = settings.BASE_DIR / "locale-admin"
# What must stand in a translation just as often as in the message.
FIXED = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


def entries(name="django", language="ky"):
    return polib.pofile(str(FOLDER / language / "LC_MESSAGES" / f"{name}.po"))


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


def test_the_people_of_a_review_meet_no_english(lesson, monkeypatch):
    asel, (first, second, _third) = author(), reviewers()
    page = lesson()
    page.key_message = "Жаңы негизги ой."
    asel.submit(page)
    first.act(page)
    ear = admin_words.Ear()
    monkeypatch.setattr(trans_real.translation("ky"), "_fallback", ear)

    seen = [asel.get(f"wagtailadmin_pages:{name}", page.pk) for name in ("edit", "history")]
    seen += [asel.get("wagtailadmin_explore", page.get_parent().pk), asel.get("wagtailadmin_home")]
    seen += [second.get("wagtailadmin_pages:edit", page.pk), second.get("wagtailadmin_home")]

    assert {reply.status_code for reply in seen} == {200}
    assert list(ear.missed) == []


def test_the_administrator_meets_no_english_among_people_and_groups(
    admin_client, admin_user, monkeypatch
):
    ear = admin_words.Ear()
    monkeypatch.setattr(trans_real.translation("ky"), "_fallback", ear)
    of = {"wagtailusers_users": admin_user, "wagtailusers_groups": Group.objects.all()[0]}

    pages = [reverse(f"{name}:{view}") for name in of for view in ("index", "add")]
    pages += [reverse(f"{name}:edit", args=[one.pk]) for name, one in of.items()]
    replies = [admin_client.get(page) for page in pages]

    assert {reply.status_code for reply in replies} == {200}
    assert list(ear.missed) == []


def test_the_administrator_meets_no_english_among_workflows_and_collections(
    admin_client, monkeypatch
):
    ear = admin_words.Ear()
    monkeypatch.setattr(trans_real.translation("ky"), "_fallback", ear)
    plain = ("collections:index", "collections:add", "workflows:index", "workflows:add")
    plain += ("workflows:task_index", "workflows:select_task_type")
    one = {
        "collections:edit": Collection.objects.last(),
        "collections:delete": Collection.objects.last(),
        "workflows:edit": Workflow.objects.first(),
        "workflows:disable": Workflow.objects.first(),
        "workflows:usage": Workflow.objects.first(),
        "workflows:edit_task": Task.objects.first(),
        "workflows:disable_task": Task.objects.first(),
    }

    pages = [reverse(f"wagtailadmin_{name}") for name in plain]
    pages += [reverse(f"wagtailadmin_{name}", args=[each.pk]) for name, each in one.items()]
    replies = [admin_client.get(page) for page in pages]

    assert {reply.status_code for reply in replies} == {200}
    assert list(ear.missed) == []
    assert "Жыйнактар" in replies[0].content.decode()


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


def test_no_kyrgyz_stands_on_a_russian_page(monkeypatch):
    """Django falls back to the site's own language where a package has no Russian."""
    ear = admin_words.Ear()
    monkeypatch.setattr(trans_real.translation("ru"), "_fallback", ear)

    with override("ru"):
        for entry in entries():
            for number in (1, 2, 5) if entry.msgid_plural else ():
                ngettext(entry.msgid, entry.msgid_plural, number)
            if not (entry.msgid_plural or entry.msgctxt):
                gettext(entry.msgid)

    assert list(ear.missed) == []


def test_scripts_say_in_russian_what_they_say_in_kyrgyz():
    """Each package's list of words for scripts falls back by itself, and the last one wins."""
    of = {code: {entry.msgid for entry in entries("djangojs", code)} for code in ("ky", "ru")}

    assert of["ru"] == of["ky"]
    assert all(entry.translated() for entry in entries("djangojs", "ru"))


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_placeholders_and_html_stay_as_they_are(name, language):
    for entry in entries(name, language):
        wanted = Counter(FIXED.findall(entry.msgid_plural or entry.msgid))
        for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
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
