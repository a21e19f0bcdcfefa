"""What a reviewer reads of a lesson's history: everything that was written, and no way to write."""

import pytest
from django.test import Client
from django.urls import reverse

from curriculum import library
from tests.curriculum.people import latest_state
from tests.organisations import make_world

READERS = ["language_reviewer-ky", "language_reviewer-ru", "protection_reviewer"]
OLD, NEW = "Эски негизги ой.", "Жаңы негизги ой."
HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} =1+1"


@pytest.fixture
def world(db):
    return make_world("Ак жол")


@pytest.fixture
def draft(world, lesson):
    """A lesson of the organisation, with two versions since it was copied."""
    page = library.copy_to(
        organisation=world.organisation, lesson=lesson(), user=world.author
    ).lesson
    for text in (OLD, NEW):
        page.key_message = text
        page.save_revision(user=world.author, log_action=True, clean=False)
    return page


def of(user):
    client = Client()
    client.force_login(user)
    return client


def versions(page):
    return list(page.revisions.order_by("created_at", "pk"))


def addresses(page):
    old, new = versions(page)[-2:]
    return {
        "history": reverse("page_history", args=[page.pk]),
        "compare": reverse("compare_revisions", args=[page.pk, old.pk, new.pk]),
        "see": reverse("see_revision", args=[page.pk, old.pk]) + "?mode=print",
    }


def restoring(page):
    return reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, versions(page)[-2].pk])


def test_nobody_else_reads_it(world, draft):
    strangers = make_world("Башка уюм").people

    for at in addresses(draft).values():
        assert {of(one).get(at).status_code for one in strangers.values()} == {404}
        # Whoever looks after people is led away, as from every page that they may not open.
        assert of(world.people["admin"]).get(at).status_code == 302


def test_no_version_of_another_page_is_read_through_one_s_own(world, draft, lesson):
    theirs = lesson().latest_revision.pk
    mine = of(world.people["protection_reviewer"])

    assert mine.get(reverse("see_revision", args=[draft.pk, theirs])).status_code == 404
    compared = reverse("compare_revisions", args=[draft.pk, theirs, "latest"])
    assert mine.get(compared).status_code == 404


@pytest.mark.parametrize("is_waiting", [False, True])
def test_a_reviewer_restores_nothing(is_waiting, world, draft):
    if is_waiting:
        draft.get_workflow().start(draft, world.author)
        assert latest_state(draft).status == "in_progress"
    reader, before = of(world.people["language_reviewer-ky"]), versions(draft)

    for reply in (reader.get(restoring(draft)), reader.post(restoring(draft), {})):
        assert (reply.status_code, reply.headers["Location"]) == (302, reverse("wagtailadmin_home"))
    assert versions(draft) == before
    assert restoring(draft) not in reader.get(addresses(draft)["history"]).content.decode()


def test_its_author_may_restore(world, draft):
    writer = of(world.author)

    assert writer.get(restoring(draft)).status_code == 200
    assert restoring(draft) in writer.get(addresses(draft)["history"]).content.decode()


@pytest.mark.parametrize("role", READERS)
def test_a_reviewer_reads_compares_and_looks_at_a_version(role, world, draft):
    reader, at = of(world.people[role]), addresses(draft)

    listed, compared, seen = (reader.get(each).content.decode() for each in at.values())

    form = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert at["compare"] in listed
    assert at["see"].partition("?")[0] in listed
    assert form not in listed + compared
    assert "Эски" in compared
    assert "Жаңы" in compared
    assert OLD in seen


def test_what_was_written_is_inert_in_the_comparison(world, draft):
    draft.key_message = HOSTILE
    draft.save_revision(user=world.author, clean=False)
    reader = of(world.people["protection_reviewer"])

    compared = reader.get(addresses(draft)["compare"]).content.decode()

    assert "<script>alert" not in compared
    assert "{{ 7|add:7 }}" in compared
