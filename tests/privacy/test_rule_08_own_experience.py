"""Rule 8: own experience is never asked.  Wording that seems to ask for it is named to its author,
and stays a draft until somebody else has looked at exactly that text."""

from urllib.parse import urlencode

import pytest
import yaml
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import GroupPagePermission
from wagtail_localize.models import StringSegment, Translation

from curriculum import second_look, wording
from curriculum.actions import CONTENT
from curriculum.checks import lesson as lesson_check
from curriculum.models import HomePage, WordingDecision
from quizzes.states import Kind
from tests.curriculum.test_bad_input import sentences
from tests.privacy.lessons import (
    another_trainer,
    edit_url,
    publish,
    publish_several,
    read_in,
    said,
    send,
)
from tests.privacy.wordings import ASKS, DOES_NOT

pytestmark = pytest.mark.django_db
ASKING = "Сени мектепте шылдыңдаганбы?"
REASON = "Окуядагы Нурланга айтылган суроо, окуучуга эмес."
SOMEBODY_ELSE = (
    "Somebody else must decide: somebody who did not write this text, and who may publish the "
    "lesson or reviews it for child protection just now."
)
FILES = sorted((CONTENT / "lessons").glob("*.yaml"))


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_sentences_that_ask_are_found(language):
    assert len(ASKS[language]) >= 15
    assert [one for one in ASKS[language] if not wording.own_experience(language, one)] == []


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_sentences_that_do_not_ask_are_left_alone(language):
    assert len(DOES_NOT[language]) >= 15
    assert [one for one in DOES_NOT[language] if wording.own_experience(language, one)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_the_four_lessons_ask_is_found(path):
    data = yaml.safe_load(path.read_text("utf-8"))
    asked = [question["prompt"] for question in data["quiz"]["questions"]]
    asked += [one["text"] for question in data["quiz"]["questions"] for one in question["options"]]
    for slide in data["slides"]:
        asked += slide.get("prompts", [])

    assert len(asked) > 35
    found = [(lang, text) for each in asked for lang, text in each.items()
             if wording.own_experience(lang, text)]  # fmt: skip
    assert found == []


def test_no_kind_of_question_asks_for_it():
    assert set(Kind.values) == {"knowledge", "scenario", "attitude"}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_lesson_file_that_asks_is_refused(language):
    data = yaml.safe_load(FILES[0].read_text("utf-8"))
    data["quiz"]["questions"][2]["prompt"][language] = ASKS[language][0]

    found = [(p.path, str(p.what)) for p in lesson_check.problems(data, FILES[0].stem)]

    place = f"quiz.questions[2].prompt.{language}"
    assert (place, gettext("asks for the pupil's own experience")) in found


def asking(page, text=ASKING):
    """The third question of the quiz asks for own experience."""
    page.questions[2].value["prompt"] = text
    return page


def discussion(page):
    return next(child for child in page.slides if child.block_type == "discussion")


@pytest.fixture
def draft(trainer, find_lesson):
    """A draft by Asel, whose third question asks for own experience; the live page does not."""
    assert send(trainer, asking(find_lesson())).status_code == 302
    return find_lesson()


@pytest.fixture
def second(client):
    """Lets another trainer, Nurlan, sit down at the browser."""

    def sit(name="nurlan"):
        client.force_login(another_trainer(name))
        return client

    return sit


def waiting(page):
    return second_look.undecided(second_look.in_page(page.get_latest_revision_as_object()))


def decide(client, page, reason=REASON):
    (found,) = waiting(page)
    sent = {"fingerprint": found.fingerprint, "reason": reason}
    return client.post(reverse("wording"), sent)


def test_draft_may_be_kept_and_its_author_is_warned(trainer, draft):
    read_in(trainer, "en")

    shown = trainer.get(edit_url(draft)).content.decode()

    assert f"Question 3: “{ASKING}”" in shown
    assert "<mark>Сени мектепте шылдыңдаганбы</mark>" in shown


def test_form_refuses_to_publish_it_at_the_question(trainer, find_lesson):
    found = sentences(publish(trainer, asking(find_lesson())))

    assert '"2": {"prompt"' in found
    assert "шылдыңдаганбы" in found
    assert find_lesson().questions[2].value["prompt"] != ASKING


def test_option_that_asks_is_found_too(trainer, find_lesson):
    page = find_lesson()
    page.questions[2].value["options"][1]["text"] = "Мени үйдө уруп турушат."

    assert '"2": {"prompt"' in sentences(publish(trainer, page))


def test_prompt_to_talk_about_is_refused_at_its_place(trainer, find_lesson):
    page = find_lesson()
    discussion(page).value["prompts"][1] = ASKING

    found = sentences(publish(trainer, page))

    index = [child.id for child in page.slides].index(discussion(page).id)
    assert f'"{index}": {{"prompts": {{"1"' in found


def test_publishing_several_refuses_it(trainer, draft, find_lesson):
    assert "шылдыңдаганбы" in said(publish_several(trainer, draft))
    assert find_lesson().questions[2].value["prompt"] != ASKING


def test_second_person_allows_it_and_then_it_goes_live(draft, second, find_lesson):
    nurlan = second()
    page = nurlan.get(reverse("wording")).content.decode()
    assert ASKING in page
    assert 'name="reason"' in page

    assert decide(nurlan, draft).status_code == 302

    decision = WordingDecision.objects.get()
    assert (decision.language, decision.reason) == ("ky", REASON)
    assert decision.decided_by.username == "nurlan"
    assert decision.text.splitlines()[0] == ASKING
    assert waiting(draft) == []
    assert publish(nurlan, draft.get_latest_revision_as_object()).status_code == 302
    assert find_lesson().questions[2].value["prompt"] == ASKING


def test_changed_text_needs_a_new_decision(trainer, draft, second, find_lesson):
    nurlan = second()
    decide(nurlan, draft)

    page = draft.get_latest_revision_as_object()
    page.questions[2].value["options"][0]["text"] = "Ооба, дайыма"

    assert '"2": {"prompt"' in sentences(publish(nurlan, page))


def test_author_must_not_decide(trainer, draft):
    page = trainer.get(reverse("wording")).content.decode()
    assert ASKING in page
    assert 'name="reason"' not in page
    assert gettext(SOMEBODY_ELSE) in page

    decide(trainer, draft)

    assert not WordingDecision.objects.exists()


def test_whoever_saves_around_the_text_did_not_write_it(draft, second, client):
    nurlan = second()
    page = draft.get_latest_revision_as_object()
    page.key_message = "Башка ой."
    send(nurlan, page)

    assert decide(nurlan, draft).status_code == 302
    assert WordingDecision.objects.get().decided_by.username == "nurlan"


def test_whoever_wrote_it_last_is_its_author(trainer, draft, second, find_lesson):
    nurlan = second()
    send(nurlan, asking(find_lesson(), "Үйүңдө урушуп турушабы?"))

    decide(nurlan, find_lesson())
    assert not WordingDecision.objects.exists()
    trainer.force_login(get_user_model().objects.get(username="asel"))
    decide(trainer, find_lesson())
    assert WordingDecision.objects.get().decided_by.username == "asel"


def test_copied_page_hides_no_author(trainer, draft, second):
    asel = get_user_model().objects.get(username="asel")
    nurlan = another_trainer("nurlan")
    copied = draft.copy(update_attrs={"slug": "copied"}, user=nurlan, copy_revisions=False)
    copied = asking(copied)
    copied.save_revision(user=nurlan, clean=False)
    places = [one for one in second_look.places_for(asel) if one.wording.parts[0] == ASKING]

    assert len(places) == 2
    assert second_look.writers(places) == {asel.pk, nurlan.pk}


@pytest.mark.parametrize("reason", ["", "   ", "ок"])
def test_decision_without_a_reason_is_refused_with_a_sentence(draft, second, reason):
    response = decide(second(), draft, reason)

    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not WordingDecision.objects.exists()


def test_empty_reason_is_refused_by_the_database():
    given = {"fingerprint": "a" * 64, "language": "ky", "text": ASKING, "reason": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        WordingDecision.objects.create(**given, decided_on="2026-11-25")


@pytest.mark.parametrize("fingerprint", ["a" * 64, "'; --", "ө"])
def test_unknown_text_cannot_be_allowed(draft, second, fingerprint):
    sent = {"fingerprint": fingerprint, "reason": REASON}

    assert second().post(reverse("wording"), sent).status_code == 404
    assert not WordingDecision.objects.exists()


def test_post_without_anything_decides_nothing(draft, second):
    assert second().post(reverse("wording"), {}).status_code == 200
    assert not WordingDecision.objects.exists()


def test_teacher_without_rights_in_the_cms_sees_and_decides_nothing(draft, client):
    client.force_login(get_user_model().objects.create_user("teacher", password="x" * 12))

    response = client.get(reverse("wording"))
    assert response.status_code == 302
    assert decide(client, draft).status_code == 302
    assert not WordingDecision.objects.exists()


def test_writer_who_may_not_publish_cannot_decide(draft, client):
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    for home in HomePage.objects.all():
        GroupPagePermission.objects.create(group=group, page=home, permission=change)
    user = get_user_model().objects.create_user("writer", password="x" * 12)
    user.groups.add(group)
    client.force_login(user)

    page = client.get(reverse("wording")).content.decode()
    decide(client, draft)

    assert ASKING in page
    assert 'name="reason"' not in page
    assert not WordingDecision.objects.exists()


def test_of_two_decisions_at_once_the_first_stands(draft, second):
    decide(second("nurlan"), draft)
    (found,) = second_look.in_page(draft.get_latest_revision_as_object())
    sent = {"fingerprint": found.fingerprint, "reason": "Мен да окудум, болот."}

    response = second("begimai").post(reverse("wording"), sent)

    assert response.status_code == 302
    decision = WordingDecision.objects.get()
    assert (decision.decided_by.username, decision.reason) == ("nurlan", REASON)


def translated(client, page, text):
    """Asel types the Russian words of the third question; the id of that piece of text."""
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code="ru"
    )
    place = f"questions.{page.questions[2].id}.prompt"
    segment = StringSegment.objects.get(source=translation.source, context__path=place)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.id, segment.id])
    body = urlencode({"value": text})
    return client.put(url, body, content_type="application/x-www-form-urlencoded")


def test_translation_that_asks_waits_too(
    trainer, find_lesson, second, django_capture_on_commit_callbacks
):
    russian = find_lesson(language="ru")
    before = russian.questions[2].value["prompt"]
    assert translated(trainer, find_lesson(), ASKS["ru"][0]).status_code in (200, 201)
    shown = trainer.get(edit_url(russian))
    assert ASKS["ru"][0] in said(shown)

    with django_capture_on_commit_callbacks(execute=True):
        response = trainer.post(edit_url(russian), {"action": "publish"}, follow=True)
    assert "«С тобой" in said(response)
    assert find_lesson(language="ru").questions[2].value["prompt"] == before
    assert 'name="reason"' not in trainer.get(reverse("wording")).content.decode()

    nurlan = second()
    (found,) = second_look.in_page(second_look.as_written(find_lesson(language="ru")))
    nurlan.post(reverse("wording"), {"fingerprint": found.fingerprint, "reason": REASON})
    with django_capture_on_commit_callbacks(execute=True):
        nurlan.post(edit_url(russian), {"action": "publish"})
    assert find_lesson(language="ru").questions[2].value["prompt"] == ASKS["ru"][0]


def test_save_of_a_live_page_is_the_last_guard(find_lesson):
    page = asking(find_lesson())

    with pytest.raises(ValidationError):
        page.save()
    with override("ru"), pytest.raises(ValidationError):
        page.save_revision().publish(user=another_trainer("nurlan"))


def test_question_of_another_lesson_is_named_to_its_author(trainer, find_lesson):
    page, other = find_lesson(), find_lesson("care-or-control")
    page.questions[0].value["prompt"] = other.questions[1].value["prompt"]
    page.questions[0].value["options"] = other.questions[1].value["options"]
    send(trainer, page)
    read_in(trainer, "en")

    shown = trainer.get(edit_url(page)).content.decode()

    assert f"Question 1 was asked in “{other.title}” already" in shown
    assert "it runs as practice" in shown
    assert "Question 2 was asked" not in shown
