"""The review of a lesson: author, language, child protection, publisher; four eyes at each door."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from wagtail.models import TaskState, Workflow, WorkflowPage

from curriculum import four_eyes, must_not, review, roles
from curriculum.models import HomePage, LessonPage, ReviewTask
from curriculum.states import AgeBand, ReviewStep
from tests.curriculum.forms import lesson_form
from tests.curriculum.people import (
    STEPS,
    author,
    latest_state,
    person,
    reviewer,
    reviewers,
    step_of,
)
from tests.privacy.lessons import another_trainer, publish, read_in, said

NEW = "Жаңы негизги ой."


def written(page, text=NEW):
    page.key_message = text
    return page


@pytest.fixture
def asel():
    return author()


@pytest.fixture
def sent(asel, lesson):
    """A lesson with a new sentence by Asel, sent to the review."""
    assert asel.submit(written(lesson())).status_code == 302
    return lesson()


def approve_all(page, people):
    for one in people:
        one.act(page)


def test_lesson_goes_through_three_people_and_is_live(sent, lesson):
    for step, one in zip(STEPS, reviewers(), strict=True):
        assert step_of(lesson()) == step
        assert lesson().key_message != NEW
        one.act(sent, comment="Жакшы.")

    assert lesson().key_message == NEW
    assert lesson().live
    assert not lesson().workflow_in_progress


def test_making_the_house_again_changes_nothing():
    before = (Group.objects.count(), ReviewTask.objects.count(), WorkflowPage.objects.count())

    roles.make_house()

    after = (Group.objects.count(), ReviewTask.objects.count(), WorkflowPage.objects.count())
    assert before == after
    assert ReviewTask.objects.count() == 3 * HomePage.objects.count()


def test_workflow_that_somebody_chose_is_left_alone():
    home = HomePage.objects.get(locale__language_code="ru")
    own = Workflow.objects.create(name="Биздики")
    WorkflowPage.objects.filter(page=home).update(workflow=own)

    assert review.make_workflow(home) == own
    assert home.get_workflow() == own


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_language_is_reviewed_by_people_of_that_language(language, lesson):
    (first, _second, _third) = reviewers(language)
    others = [reviewer(f"x{one}", ReviewStep.LANGUAGE, language=one)
              for one in ("ky", "ru", "en") if one != language]  # fmt: skip
    page = lesson(language=language)
    page.get_workflow().start(page, author("bakyt").user)

    for one in others:
        one.act(page)
        assert step_of(lesson(language=language)) == ReviewStep.LANGUAGE
    first.act(page)
    assert step_of(lesson(language=language)) == ReviewStep.PROTECTION


def doors(one, page):
    """Every way to say yes to what the page waits for."""
    yield one.act(page)
    state = latest_state(page)
    collect = "wagtailadmin_pages:collect_workflow_action_data"
    yield one.client.post(reverse(collect, args=[page.pk, "approve", state.pk]), {}, follow=True)
    approving = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    form = lesson_form(page.get_latest_revision_as_object()) | approving
    yield one.client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)
    yield one.publish_several(page)


def test_nobody_approves_what_they_wrote(lesson):
    group = Group.objects.get(name=roles.AUTHORS)
    both = reviewer("asel", *STEPS)
    both.user.groups.add(group)
    both.submit(written(lesson()))

    for reply in doors(both, lesson()):
        assert step_of(lesson()) == ReviewStep.LANGUAGE
        assert lesson().key_message != NEW
        assert reply.status_code == 200
    assert latest_state(lesson()).status == TaskState.STATUS_IN_PROGRESS


def test_nobody_approves_two_steps_of_one_review(sent, lesson):
    one = reviewer("bermet", *STEPS)

    one.act(sent)
    assert step_of(lesson()) == ReviewStep.PROTECTION
    for _reply in doors(one, sent):
        assert step_of(lesson()) == ReviewStep.PROTECTION
    assert lesson().key_message != NEW


@pytest.mark.parametrize("reason", [four_eyes.WROTE, four_eyes.APPROVED_BEFORE])
def test_who_may_not_approve_reads_why(reason, lesson):
    one = reviewer("bermet", *STEPS)
    one.user.groups.add(Group.objects.get(name=roles.AUTHORS))
    writer = one if reason == four_eyes.WROTE else author()
    writer.submit(written(lesson()))
    if writer is not one:
        one.act(lesson())

    assert gettext(reason) in said(one.act(lesson()))
    assert gettext(reason) in said(one.get("wagtailadmin_pages:edit", lesson().pk))


def test_list_of_what_waits_names_only_what_one_may_approve(sent):
    language, protection, _publisher = reviewers()
    both = reviewer("bermet", *STEPS)

    def waits_for(one):
        return sent.title in one.get("wagtailadmin_home").content.decode()

    assert waits_for(language)
    assert not waits_for(protection)
    assert waits_for(both)
    both.act(sent)
    assert not waits_for(both)
    assert waits_for(protection)


def test_reviewer_who_mends_the_text_has_written_it(sent, lesson):
    language = reviewer("nurlan", ReviewStep.LANGUAGE)
    page = lesson().get_latest_revision_as_object()
    assert language.edit(written(page, "Оңдолгон негизги ой.")).status_code == 302

    assert gettext(four_eyes.WROTE) in said(language.act(sent))

    reviewer("saule", ReviewStep.LANGUAGE).act(sent)
    assert step_of(lesson()) == ReviewStep.PROTECTION


def test_saving_without_another_word_is_no_writing(sent, lesson):
    language = reviewer("nurlan", ReviewStep.LANGUAGE)
    language.edit(lesson().get_latest_revision_as_object())

    assert four_eyes.writers_of(lesson()) == {latest_state(sent).revision.user_id}
    language.act(sent)
    assert step_of(lesson()) == ReviewStep.PROTECTION


def test_changed_text_goes_back_to_the_step_that_has_not_seen_it(sent, lesson):
    language, protection, publisher = reviewers()
    language.act(sent)
    page = lesson().get_latest_revision_as_object()
    reviewer("saule", ReviewStep.PROTECTION).edit(written(page, "Оңдолгон негизги ой."))

    protection.act(sent)
    assert step_of(lesson()) == ReviewStep.LANGUAGE
    language.act(sent)
    assert step_of(lesson()) == ReviewStep.PUBLISHING
    publisher.act(sent)

    assert lesson().key_message == "Оңдолгон негизги ой."


def test_request_for_changes_comes_back_with_its_comment(sent, asel, lesson):
    language, protection, publisher = reviewers()
    language.act(sent, action="reject", comment="Бул сөз түшүнүксүз.")
    state = lesson().workflow_states.get()
    assert (state.status, latest_state(sent).comment) == ("needs_changes", "Бул сөз түшүнүксүз.")

    asel.submit(written(lesson(), "Түшүнүктүү ой."))
    approve_all(sent, [language, protection, publisher])

    assert lesson().key_message == "Түшүнүктүү ой."
    assert lesson().workflow_states.count() == 1


@pytest.mark.parametrize("door", ["form", "several"])
@pytest.mark.parametrize("who", ["author", *STEPS])
def test_nobody_of_them_publishes_past_the_review(who, door, lesson):
    one = author() if who == "author" else reviewer("bermet", who)
    writer = one if who == "author" else author()
    writer.edit(written(lesson()))

    if door == "form":
        one.edit(written(lesson()), "action-publish")
    else:
        one.publish_several(lesson())

    assert lesson().live
    assert lesson().key_message != NEW


@pytest.mark.parametrize("is_reviewed", [False, True])
def test_author_and_publisher_in_one_cannot_publish_alone(is_reviewed, lesson):
    """Nor when what is there has been through the review, and only what is typed has not."""
    if is_reviewed:
        page = lesson()
        page.get_workflow().start(page, author().user)
        approve_all(page, reviewers())
    one = reviewer("bermet", ReviewStep.PUBLISHING)
    one.user.groups.add(Group.objects.get(name=roles.AUTHORS))

    one.edit(written(lesson()), "action-publish")
    assert lesson().key_message != NEW
    one.publish_several(lesson())

    assert lesson().key_message != NEW


def test_author_and_publisher_in_one_creates_no_live_lesson(lesson):
    one = reviewer("bermet", ReviewStep.PUBLISHING)
    one.user.groups.add(Group.objects.get(name=roles.AUTHORS))
    topic = lesson().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["curriculum", "lessonpage", topic.pk])

    one.client.post(url, lesson_form(lesson(), slug="new") | {"action-publish": "1"})

    assert not LessonPage.objects.get(slug="new").live


def test_publisher_may_take_back_and_publish_again_what_was_reviewed(sent, lesson):
    people = reviewers()
    approve_all(sent, people)
    publisher = people[-1]

    publisher.client.post(reverse("wagtailadmin_pages:unpublish", args=[sent.pk]))
    assert not lesson().live
    publisher.publish_several(lesson())
    assert lesson().live


def test_trainer_of_the_house_mends_a_typo_at_once(trainer, lesson):
    publish(trainer, written(lesson()))

    assert lesson().key_message == NEW
    assert lesson().checks == {}


def test_set_time_is_kept_for_what_was_reviewed(asel, lesson):
    page = written(lesson())
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.save_revision(user=asel.user)
    page.get_workflow().start(page, asel.user)
    approve_all(page, reviewers())
    revision = lesson().get_latest_revision()
    assert revision.approved_go_live_at

    revision.content["go_live_at"] = None
    revision.save()
    revision.publish()

    assert lesson().key_message == NEW


def test_set_time_of_an_unreviewed_text_is_refused(asel, lesson):
    page = written(lesson())
    revision = page.save_revision(user=asel.user)

    revision.publish()

    assert lesson().key_message != NEW


def test_lesson_that_may_not_be_live_is_not_published_by_its_last_step(sent, lesson):
    language, protection, publisher = reviewers()
    page = lesson().get_latest_revision_as_object()
    page.questions[2].value["prompt"] = "Сени мектепте шылдыңдаганбы?"
    page.save_revision(user=author("bakyt").user)
    approve_all(sent, [language, protection])

    reply = publisher.act(sent)

    assert "“Сени мектепте" not in lesson().questions[2].value["prompt"]
    assert lesson().key_message != NEW
    assert "шылдыңда" in said(reply)
    assert step_of(lesson()) == ReviewStep.PUBLISHING


def test_teachers_may_read_when_it_was_checked(sent, lesson):
    assert lesson().checks == {}
    approve_all(sent, reviewers())

    today = timezone.localdate()
    assert lesson().checks == {ReviewStep.LANGUAGE: today, ReviewStep.PROTECTION: today}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_readers_learn_when_and_by_which_step_never_by_whom(language, lesson, client):
    page = lesson(language=language)
    page.get_workflow().start(page, author().user)
    people = reviewers(language)
    approve_all(page, people)

    html = client.get(lesson(language=language).url).content.decode()

    with override(language):
        today = date_format(timezone.localdate())
        for step in (ReviewStep.LANGUAGE, ReviewStep.PROTECTION):
            assert f"{step.label}: {today}" in html
        assert f"{ReviewStep.PUBLISHING.label}: " not in html
    assert not any(one.user.username in html for one in people)


def test_changed_text_is_no_longer_checked(sent, lesson, client):
    approve_all(sent, reviewers())
    client.force_login(another_trainer("nurlan"))

    publish(client, written(lesson(), "Дагы башка ой."))

    assert lesson().checks == {}


def test_copy_in_another_house_was_not_checked(sent, lesson):
    approve_all(sent, reviewers())

    copied = lesson().copy(update_attrs={"slug": "another"}, keep_live=False)

    assert copied.checks == {}


def test_reviewer_of_child_protection_sees_what_must_not_be_there(sent, lesson):
    language, protection, _publisher = reviewers()
    language.act(sent)
    state = latest_state(sent)
    url = reverse("wagtailadmin_pages:workflow_action", args=[sent.pk, "approve", state.pk])

    reply = protection.client.get(url, headers={"X-Requested-With": "XMLHttpRequest"})

    html = reply.json()["html"]
    for line in must_not.of(lesson().age_band):
        assert str(line) in html.replace("&#x27;", "'")
    names = [(name, is_modal) for name, _label, is_modal in
             lesson().current_workflow_task.get_actions(lesson(), protection.user)]  # fmt: skip
    assert names == [("reject", True), ("approve", True)]


def test_a_reviewer_is_asked_in_the_language_that_they_read(sent):
    language, _protection, _publisher = reviewers()
    state = latest_state(sent)
    url = reverse("wagtailadmin_pages:workflow_action", args=[sent.pk, "approve", state.pk])
    read_in(language.client, "ru")

    html = language.client.get(url, headers={"X-Requested-With": "XMLHttpRequest"}).json()["html"]

    assert "Комментарий" in html
    assert "Пикир" not in html


def test_page_of_the_review_leads_through_it(sent, asel, lesson):
    """With the list for child protection, and nothing to press for whoever may not."""
    language, protection, _publisher = reviewers()
    url = reverse("lesson_review", args=[sent.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[sent.pk])

    assert f'href="{url}"' in language.client.get(edit).content.decode()
    language.act(sent)
    seen = protection.client.get(url).content.decode()
    assert str(must_not.of(lesson().age_band)[0]) in seen
    assert "/approve/" in seen
    for other in (asel, reviewer("bermet", ReviewStep.LANGUAGE)):
        assert "/approve/" not in other.client.get(url).content.decode()


def test_every_age_has_its_list():
    assert [len(must_not.of(age)) for age in AgeBand] == [7, 6, 5, 5]
    assert must_not.of("") == ()


def test_reviewers_reach_comparison_comments_and_history(sent, lesson):
    language = reviewer("nurlan", ReviewStep.LANGUAGE)

    compare = language.get("wagtailadmin_pages:revisions_compare", sent.pk, "live", "latest")
    edit = language.get("wagtailadmin_pages:edit", sent.pk)
    history = language.get("wagtailadmin_pages:workflow_history", sent.pk)

    assert NEW in compare.content.decode()
    assert "data-comment-add" in edit.content.decode() or "comments-TOTAL" in edit.content.decode()
    assert history.status_code == 200


def test_stranger_reviews_nothing(sent, lesson):
    stranger, state = person("stranger"), latest_state(sent)

    for name in ("workflow_action", "collect_workflow_action_data"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[sent.pk, "approve", state.pk])
        assert stranger.client.post(url).status_code == 302
    assert step_of(lesson()) == ReviewStep.LANGUAGE
