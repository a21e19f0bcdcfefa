"""Every role × every door of the CMS: what opens in one's own organisation, for a draft that waits
for nobody, for one that is in the review, and for what readers have."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import User
from curriculum import roles
from curriculum.models import LessonPage
from curriculum.states import ReviewStep
from tests.cms.doors import (
    OF_ORGANISATIONS,
    ROLES,
    asked,
    client_of,
    is_open,
    opened_by,
    plain_doors,
)
from tests.curriculum.people import Person, latest_state, step_of

A, R, P, ADM = {"author"}, {"language_reviewer-ru", "protection_reviewer"}, {"publisher"}, {"admin"}
WRITE, READ, ALL = A | P, A | P | R, A | R | P | ADM
# View → who gets in, for a draft of the own organisation.  What is not here opens for nobody.
OWN = {
    "wagtailadmin_explore": ALL,
    "wagtailadmin_explore_results": ALL,
    "wagtailadmin_choose_page_child": ALL,
    "wagtailadmin_pages:add": A,
    "wagtailadmin_pages:add_subpage": A,
    "wagtailadmin_pages:preview_on_add": A,
    "edit_page": WRITE,
    "wagtailadmin_pages:edit": WRITE,
    "wagtailadmin_pages:preview_on_edit": WRITE,
    "wagtailadmin_pages:view_draft": WRITE,
    "wagtailadmin_pages:usage": WRITE,
    "wagtailadmin_pages:delete": WRITE,
    "wagtailadmin_pages:copy": WRITE,
    "wagtailadmin_pages:history": READ,
    "wagtailadmin_pages:history_results": READ,
    "page_history": READ,
    "page_history_results": READ,
    "compare_revisions": READ,
    "see_revision": READ,
    # Only lead on to the history, or say that nothing waits.
    "wagtailadmin_pages:revisions_index": ALL,
    "wagtailadmin_pages:confirm_workflow_cancellation": ALL,
    "wagtailadmin_pages:move": WRITE,
    "wagtailadmin_pages:move_confirm": A,
    "wagtailadmin_pages:set_page_position": P,
    "wagtailadmin_pages:unlock": P,
    "wagtailadmin_pages:revisions_view": READ,
    "wagtailadmin_pages:revisions_revert": WRITE,
    "wagtailadmin_pages:revisions_compare": READ,
    "wagtailadmin_pages:workflow_history": WRITE,
    "lesson_review": WRITE,
    "questions_from_file": WRITE,
    "questions_take": WRITE,
    "questions_to_file": WRITE,
    "wagtail_localize:submit_page_translation": WRITE,
    "wagtail_localize:update_translations": WRITE,
    "wagtail_localize:download_pofile": WRITE,
    "wagtail_localize:preview_translation": WRITE,
    "wagtail_localize:edit_string_translation": WRITE,
    "wagtail_localize:upload_pofile": WRITE,
    "wagtail_localize:stop_translation": WRITE,
    "wagtailimages:edit": WRITE,
    "wagtailimages:edit_multiple": WRITE,
    "wagtailimages:delete": WRITE,
    "wagtailimages:delete_multiple": WRITE,
    "wagtailimages:preview": WRITE,
    "wagtailimages:image_usage": WRITE,
    "wagtailimages_chooser:select_format": ALL,
    "wagtailmedia:edit": WRITE,
    "wagtailmedia:delete": WRITE,
    "wagtailmedia:media_chosen": WRITE,
    "wagtailmedia:media_usage": WRITE,
    "organisation": ADM,
    "edit_organisation": ADM,
    "take_role": ADM,
    "new_password": ADM,
}
# What a lesson opens beside that for the reviewer for whom it waits.
IN_REVIEW = {
    "edit_page",
    "lesson_review",
    "questions_from_file",
    "questions_take",
    "questions_to_file",
    "wagtailadmin_pages:collect_workflow_action_data",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:lock",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:usage",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:workflow_action",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:workflow_history_detail",
}
# The doors that hold nothing in their address, by how their names begin; the longest that fits
# counts.  What is not here opens for nobody.
PLAIN = {
    "library": ALL,
    "own_account": ALL,
    "organisations": ADM,
    # Packs are made by publishers; there is no file before one was made.
    "packs": P,
    "pack_job": P,
    "questions_table": ALL,
    "rights": WRITE,
    "wording": ALL,
    "wagtail_localize:javascript_catalog": ALL,
    "wagtailadmin_account": ALL,
    "wagtailadmin_api:pages:listing": ALL,
    "wagtailadmin_choose_page": ALL,
    "wagtailadmin_dismissibles": ALL,
    "wagtailadmin_explore_root": ALL,
    "wagtailadmin_home": ALL,
    "wagtailadmin_javascript_catalog": ALL,
    "wagtailadmin_pages:search": ALL,
    "wagtailadmin_sprite": ALL,
    "wagtailadmin_reports:aging_pages": WRITE,
    "wagtailadmin_reports:locked_pages": R | P | ADM,
    "wagtailadmin_reports:site_history": ALL,
    "wagtailadmin_reports:workflow": WRITE,
    # Choosers: each lists what its reader may choose.
    "wagtaildocs_chooser:cho": ALL,
    "wagtailembeds:chooser": ALL,
    "wagtailimages_chooser:cho": ALL,
    "wagtailmedia:chooser": ALL,
    "wagtailsnippetchoosers_curriculum_campaignday:cho": ALL,
    "wagtailsnippetchoosers_curriculum_helpservice:cho": ALL,
    "wagtailsnippetchoosers_curriculum_legalfact:cho": ALL,
    "wagtailsnippetchoosers_curriculum_trustedadult:cho": ALL,
    "wagtailimages:add": A,
    "wagtailimages:index": WRITE,
    "wagtailimages_chooser:create": A,
    "wagtailmedia:index": WRITE,
}
BEFORE_LOGIN = {
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_sprite",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_done",
}


def compared(opened, expected):
    """Both halves of what is not as it should be."""
    return {"open": opened - expected, "shut": expected - opened}


AS_IT_SHOULD_BE = {"open": set(), "shut": set()}


def for_role(role):
    return {name for name, who in OWN.items() if role in who}


def lesson_of(part):
    return LessonPage.objects.get(pk=part.values["page_id"])


@pytest.mark.parametrize("role", ROLES)
def test_what_opens_in_one_s_own_organisation(own, role):
    opened = opened_by(own.world.people[role], own)

    assert compared(opened, for_role(role)) == AS_IT_SHOULD_BE


def test_only_doors_that_are_there_are_listed():
    names = set(plain_doors())

    assert set(OWN) | IN_REVIEW <= asked()
    assert [start for start in PLAIN if not any(name.startswith(start) for name in names)] == []


@pytest.mark.parametrize("role", ROLES)
def test_what_opens_of_the_doors_without_a_number(own, role):
    client = client_of(own.world.people[role])

    opened = {name for name, address in plain_doors().items() if is_open(client, address)}

    starts = tuple(start for start, who in PLAIN.items() if role in who)
    expected = {name for name in plain_doors() if name.startswith(starts)}
    assert compared(opened - BEFORE_LOGIN, expected - BEFORE_LOGIN) == AS_IT_SHOULD_BE


def in_review(own):
    """The lesson is sent to the review; the doors of its reviewer name the step it waits for."""
    page = lesson_of(own)
    if not page.workflow_in_progress:
        page.get_workflow().start(page, own.world.author)
    state = latest_state(page)
    now = {"task_state_id": state.pk, "workflow_state_id": state.workflow_state_id}
    return replace(own, values=own.values | now)


def test_a_reviewer_gets_in_while_the_lesson_waits_for_them(own):
    people = own.world.people
    language, protection = people["language_reviewer-ky"], people["protection_reviewer"]
    usual = for_role("protection_reviewer")

    assert compared(opened_by(language, in_review(own)), usual | IN_REVIEW) == AS_IT_SHOULD_BE
    assert compared(opened_by(protection, in_review(own)), usual) == AS_IT_SHOULD_BE
    Person(client_of(language), language).act(lesson_of(own))
    assert step_of(lesson_of(own)) == ReviewStep.PROTECTION
    assert compared(opened_by(language, in_review(own)), usual) == AS_IT_SHOULD_BE
    assert compared(opened_by(protection, in_review(own)), usual | IN_REVIEW) == AS_IT_SHOULD_BE


def test_a_reviewer_takes_no_copy(own):
    page, before = lesson_of(in_review(own)), LessonPage.objects.count()
    client = client_of(own.world.people["language_reviewer-ky"])
    sent = {"new_title": "x", "new_slug": "x", "new_parent_page": page.get_parent().pk}

    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)

    assert LessonPage.objects.count() == before


@pytest.mark.parametrize("role", ROLES)
def test_of_what_readers_have_only_a_publisher_takes_something_away(own, role):
    lesson_of(own).save_revision().publish()
    names = {f"wagtailadmin_pages:{act}" for act in ("unpublish", "delete", "move", "set_privacy")}
    client = client_of(own.world.people[role])

    opened = {name for name in names if is_open(client, own.address(name))}

    may = {"unpublish", "delete", "move"} if role == "publisher" else set()
    assert opened == {f"wagtailadmin_pages:{act}" for act in may}


def test_the_programme_s_own_trainers_get_to_every_page_and_no_people(own):
    trainer = User.objects.create(username="asel")
    trainer.groups.add(roles.make_trainer_group())

    opened = opened_by(trainer, own)

    assert opened >= {name for name, who in OWN.items() if who & WRITE} - {
        "wagtailadmin_pages:unlock"
    }
    assert opened.isdisjoint(OF_ORGANISATIONS)


@pytest.mark.parametrize("who", ["teacher", "nobody"])
def test_teachers_and_visitors_get_to_no_door(own, who):
    client = Client()
    if who == "teacher":
        client.force_login(User.objects.create(username="teacher"))
    addresses = plain_doors() | {name: own.address(name) for name in asked()}

    opened = {name for name, address in addresses.items() if is_open(client, address)}

    assert opened <= BEFORE_LOGIN
