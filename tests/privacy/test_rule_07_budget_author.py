"""Rule 7, the author's side: at most five questions of a lesson count, whichever door it is
published through.  A draft may have more."""

from datetime import timedelta

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import PageLogEntry, Revision
from wagtail_localize.models import Translation

from curriculum import publishing
from curriculum.actions import CONTENT
from curriculum.checks import lesson as lesson_check
from curriculum.models import LessonPage, ReviewTask
from quizzes.disclosure import ATTITUDES_IN_YEAR, COUNTED_IN_LESSON
from quizzes.questions import Option, Question, Text
from quizzes.rules import ATTITUDE_EXCESS, too_many
from quizzes.states import Kind
from tests.curriculum.forms import lesson_form
from tests.curriculum.test_bad_input import sentences
from tests.privacy.lessons import (
    another_trainer,
    counted,
    edit_url,
    more_counted,
    publish,
    publish_several,
    read_in,
    said,
    send,
)

SIXTH = "This is the sixth counted question. At most five count; take the mark off one of them."
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(trainer, find_lesson):
    """A lesson whose newest draft has a sixth counted question, the live page five."""
    page = find_lesson()
    more_counted(page)
    assert send(trainer, page).status_code == 302
    return find_lesson()


def test_sentence_says_the_numbers_that_the_engine_keeps():
    assert (COUNTED_IN_LESSON, ATTITUDES_IN_YEAR) == (5, 4)


def question(kind, norm=False, counts=True):
    options = (Option("a", Text({"ky": "A"})), Option("b", Text({"ky": "B"})))
    return Question(
        id="", kind=kind, prompt=Text({"ky": "?"}), options=options, key=frozenset("a"),
        counted=counts, norm=norm,
    )  # fmt: skip


def test_both_kinds_share_the_five_and_practice_is_free():
    five = [question(Kind.KNOWLEDGE)] * 3 + [question(Kind.SCENARIO)] * 2
    practice = [question(Kind.SCENARIO, counts=False)] * 4

    assert list(too_many(five + practice)) == []
    excess = list(too_many(practice + five + [question(Kind.SCENARIO)] * 2))
    assert [(index, flaw.field) for index, flaw in excess] == [(9, "counted"), (10, "counted")]
    assert str(excess[0][1].what) == gettext(SIXTH)
    assert "7" in str(excess[1][1].what)


def test_fifth_norm_question_is_too_many_and_takes_no_room_from_the_others():
    norms = [question(Kind.ATTITUDE, norm=True)] * 4
    five = [question(Kind.KNOWLEDGE)] * 5

    assert list(too_many(norms + five)) == []
    (found,) = too_many([*norms, *five, question(Kind.ATTITUDE, norm=True)])
    assert (found[0], str(found[1].what)) == (9, str(ATTITUDE_EXCESS))


def test_attitude_that_is_no_norm_question_is_refused(trainer, find_lesson):
    page = find_lesson()
    attitude = next(child for child in page.questions if child.value["kind"] == "attitude")
    attitude.value["counted"] = True

    response = publish(trainer, page)

    assert gettext("Of the attitudes, only norm questions are counted.") in sentences(response)


def test_draft_with_six_is_kept(draft):
    assert counted(draft) == 5
    assert counted(draft.get_latest_revision_as_object()) == 6


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_form_refuses_the_sixth_at_its_mark(trainer, find_lesson, language):
    read_in(trainer, language)
    page = find_lesson()
    more_counted(page)
    response = publish(trainer, page)

    assert response.status_code == 200
    found = sentences(response)
    with override(language):
        assert gettext(SIXTH) in found
    assert '{"8": {"counted"' in found
    assert counted(find_lesson()) == 5


def test_two_too_many_are_both_named(trainer, find_lesson):
    page = find_lesson()
    more_counted(page, 2)

    found = sentences(publish(trainer, page))

    assert '"8": {"counted"' in found
    assert '"9": {"counted"' in found


def test_form_of_a_new_lesson_refuses_it_too(trainer, find_lesson):
    page = find_lesson()
    more_counted(page)
    url = reverse("wagtailadmin_pages:add", args=["curriculum", "lessonpage", page.topic_page.pk])
    form = lesson_form(page, slug="new-lesson") | {"action-publish": "1"}

    response = trainer.post(url, form)

    assert gettext(SIXTH) in sentences(response)
    assert not LessonPage.objects.filter(slug="new-lesson").exists()


def test_form_refuses_to_set_a_time_for_it(trainer, find_lesson):
    page = find_lesson()
    more_counted(page)
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    form = lesson_form(page) | {"go_live_at": later, "action-publish": "1"}

    assert gettext(SIXTH) in sentences(trainer.post(edit_url(page), form))
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_publishing_several_refuses_all_and_says_why(trainer, draft, find_lesson):
    other = find_lesson("care-or-control")
    other.title = "Башка ат"
    send(trainer, other)

    response = publish_several(trainer, draft, other)

    assert gettext(SIXTH) in said(response)
    assert draft.title in said(response)
    assert counted(find_lesson()) == 5
    assert find_lesson("care-or-control").title != "Башка ат"


def test_publishing_several_publishes_what_is_right(trainer, find_lesson):
    other = find_lesson("care-or-control")
    other.title = "Башка ат"
    send(trainer, other)

    publish_several(trainer, other)

    assert find_lesson("care-or-control").title == "Башка ат"


def test_publishing_a_topic_with_its_drafts_refuses_it(trainer, draft, find_lesson):
    trainer.post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk]))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = trainer.post(
        f"{url}?id={draft.topic_page.pk}&next=/cms/", {"include_descendants": "on"}, follow=True
    )

    assert gettext(SIXTH) in said(response)
    assert not find_lesson().live


def at_a_set_time(page):
    """As if the newest draft had been set to go live a minute ago."""
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save(update_fields=["approved_go_live_at"])


def test_set_time_does_not_make_it_live_and_hinders_no_other(trainer, draft, find_lesson):
    other = find_lesson("care-or-control")
    other.title = "Башка ат"
    send(trainer, other)
    for page in (draft, find_lesson("care-or-control")):
        at_a_set_time(page)

    call_command("publish_scheduled", verbosity=0)

    assert counted(find_lesson()) == 5
    assert find_lesson("care-or-control").title == "Башка ат"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    entry = PageLogEntry.objects.get(page_id=draft.pk, action=publishing.REFUSED)
    with override("ky"):
        assert entry.data["reasons"] == [gettext(SIXTH)]
    history = trainer.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).content.decode()
    assert gettext("Publishing was refused") in history


def test_old_draft_with_six_cannot_come_back(trainer, draft, find_lesson):
    old = draft.get_latest_revision()
    send(trainer, find_lesson())
    trainer.post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk]))
    assert not find_lesson().live

    with pytest.raises(ValidationError):
        old.publish(user=another_trainer("nurlan"))
    form = lesson_form(old.as_object()) | {"action-publish": "1", "revision": str(old.pk)}
    assert gettext(SIXTH) in sentences(trainer.post(edit_url(draft), form))

    assert not find_lesson().live


def test_approval_in_a_workflow_does_not_publish_it(trainer, draft, find_lesson, admin_client):
    from wagtail.models import Workflow

    reviews = ReviewTask.objects.values("pk")
    plain = Workflow.objects.filter(active=True).exclude(workflow_tasks__task__in=reviews)
    workflow = plain.get()
    state = workflow.start(draft, None)
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[draft.pk, "approve", state.current_task_state.pk],
    )

    response = admin_client.post(url, {}, follow=True)

    assert gettext(SIXTH) in said(response)
    assert counted(find_lesson()) == 5


def test_copy_may_be_made_but_not_published(trainer, draft):
    url = reverse("wagtailadmin_pages:copy", args=[draft.pk])
    form = {
        "new_title": "Көчүрмө", "new_slug": "copied", "new_parent_page": str(draft.topic_page.pk),
        "publish_copies": "on",
    }  # fmt: skip

    assert trainer.post(url, form).status_code == 302

    copied = LessonPage.objects.get(slug="copied")
    assert counted(copied) == 5
    assert counted(copied.get_latest_revision_as_object()) == 6
    assert gettext(SIXTH) in said(publish_several(trainer, copied))


def synced(page):
    """The source's newest words, six counted questions among them, laid over the Russian page."""
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code="ru"
    )
    translation.source.update_from_db()
    return translation


def test_translation_does_not_bring_it_in(trainer, find_lesson, django_capture_on_commit_callbacks):
    page = find_lesson()
    more_counted(page)
    LessonPage.objects.filter(pk=page.pk).update(questions=page.questions)
    synced(page)
    russian = find_lesson(language="ru")

    with django_capture_on_commit_callbacks(execute=True):
        response = trainer.post(edit_url(russian), {"action": "publish"}, follow=True)

    assert gettext(SIXTH) in said(response)
    assert counted(find_lesson(language="ru")) == 5


def test_lesson_file_with_six_is_refused():
    data = yaml.safe_load((CONTENT / "lessons" / "not-just-a-joke.yaml").read_text("utf-8"))
    extra = dict(data["quiz"]["questions"][0], id="extra")
    data["quiz"]["questions"].append(extra)

    found = {(p.path, str(p.what)) for p in lesson_check.problems(data, "not-just-a-joke")}

    assert ("quiz.questions[8].counted", gettext(SIXTH)) in found


@pytest.mark.parametrize("count", [0, 1])
def test_author_reads_how_many_count_and_why_no_more(trainer, find_lesson, count):
    page = find_lesson()
    more_counted(page, count)
    send(trainer, page)
    read_in(trainer, "en")

    shown = trainer.get(edit_url(page)).content.decode()

    assert f"{5 + count} of 5 count" in shown
    assert "so a lesson may count five" in shown
