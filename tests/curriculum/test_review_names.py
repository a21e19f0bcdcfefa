"""Reviews and their steps are named in the reader's language, also in rows and logs of old."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageLogEntry, Task, Workflow

from curriculum.models import ReviewTask
from curriculum.states import ReviewStep
from tests.curriculum.people import author, person, reviewers

pytestmark = pytest.mark.django_db
# The step for child protection, and the whole.
NAMES = {
    "ky": ("Балдарды коргоо", "Сабакты текшерүү (ky)"),
    "ru": ("Защита детей", "Проверка урока (ky)"),
    "en": ("Child protection", "Review of a lesson (ky)"),
}
BOTH = "Балдарды коргоо · Защита детей"


@pytest.fixture
def sent(lesson):
    """A lesson at its second step, whose review has names as older versions gave them."""
    ReviewTask.objects.filter(step=ReviewStep.PROTECTION).update(name=BOTH)
    page = lesson()
    page.key_message = "Жаңы негизги ой."
    author().submit(page)
    reviewers()[0].act(lesson())
    return lesson()


def administrator(language):
    one = person("temir")
    one.user.language = language
    one.user.is_superuser = True
    one.user.save()
    one.client.cookies["birge-language"] = language
    return one.client


@pytest.mark.parametrize(
    "name",
    ["Биздики", "", "Language?", "Language\n(ky)", "<script>alert(1)</script>", "Publishing 2",
     "(ky)", "%(name)s"],
)  # fmt: skip
def test_the_names_of_others_stay_as_they_are(name):
    task = Task(name=name)

    for language in NAMES:
        with override(language):
            assert (task.name, str(task)) == (name, name)


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("form", [BOTH, *(step for step, _review in NAMES.values())])
def test_a_step_s_name_in_whatever_language_it_is_kept(form, language):
    task = ReviewTask.objects.filter(step=ReviewStep.PROTECTION).first()
    task.name = form
    task.save()

    with override(language):
        found = Task.objects.get(pk=task.pk)
        assert found.name == str(found) == NAMES[language][0]
        assert ReviewTask.objects.get(pk=task.pk).name == NAMES[language][0]
        found.save()
    with override("ru"):
        assert Task.objects.get(pk=task.pk).name == NAMES["ru"][0]


def test_a_new_row_holds_a_name_that_no_language_changes():
    """What the database was prepared with, in Kyrgyz."""
    kept = set(ReviewTask.objects.values_list("name", flat=True))
    assert kept == {"Language", "Child protection", "Publishing"}
    kept = set(Workflow.objects.values_list("name", flat=True))
    assert kept >= {f"Review of a lesson ({language})" for language in NAMES}


@pytest.mark.parametrize("language", NAMES)
def test_every_screen_of_a_review_speaks_one_language(sent, language):
    client = administrator(language)
    task = sent.current_workflow_task
    workflow = sent.current_workflow_state.workflow
    history = reverse("wagtailadmin_pages:workflow_history_detail",
                      args=[sent.pk, sent.current_workflow_state.pk])  # fmt: skip
    screens = [
        reverse("lesson_review", args=[sent.pk]),
        reverse("wagtailadmin_pages:edit", args=[sent.pk]),
        reverse("wagtailadmin_pages:history", args=[sent.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[sent.pk]),
        history,
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_workflows:index"),
        reverse("wagtailadmin_workflows:edit_task", args=[task.pk]),
        reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
    ]
    others = {name for other in NAMES if other != language for name in NAMES[other]}

    for address in screens:
        page = client.get(address).content.decode()
        assert any(name in page for name in NAMES[language]), address
        assert [name for name in others if name in page] == [], address


def test_the_history_tells_what_was_kept_in_two_languages(sent):
    """The log of an older version holds the names themselves."""
    entry = PageLogEntry.objects.filter(action="wagtail.workflow.start").latest("timestamp")
    entry.data["workflow"]["title"] = "Сабакты текшерүү · Проверка урока (ky)"
    entry.data["workflow"]["next"]["title"] = BOTH
    entry.data["comment"] = BOTH
    entry.save()

    for language, (step, review) in NAMES.items():
        with override(language):
            told = PageLogEntry.objects.get(pk=entry.pk)
            assert step in told.message
            assert review in told.message
            assert "·" not in told.message
            assert told.comment == BOTH


def test_a_log_entry_without_names_is_told_too():
    entry = PageLogEntry(action="wagtail.workflow.start", data={})

    with override("en"):
        assert entry.message == "Workflow started"
