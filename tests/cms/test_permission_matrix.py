"""Every role × every door of the CMS: nothing of another organisation opens.

The doors are read from the addresses themselves, so that one which is new in a later version fails
here until somebody has said what it is.
"""

import uuid

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cms import reach
from cms.models import User
from curriculum import review, roles
from curriculum.models import LessonPage
from tests.cms.doors import OTHERS, ROLES, asked, client_of, doors, is_open, opened_by, parts_of

# The groups of the programme's own house but for its trainers, who see everything.
HOUSE = [roles.AUTHORS, *(name.format(language="ky") for name in review.HOUSE_GROUPS.values())]


def test_every_door_is_classified():
    known = tuple(prefix for prefixes in OTHERS.values() for prefix in prefixes)
    unknown = {name for name in set(doors()) - asked() if not name.startswith(known)}

    assert unknown == set()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_opens_in_another_organisation(own, other, role):
    assert opened_by(own.world.people[role], other) == set()


def of_the_house(group):
    user = User.objects.create(username="of-the-house")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.parametrize("group", HOUSE)
def test_to_the_house_an_organisation_is_another(group, other):
    assert opened_by(of_the_house(group), other) == set()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_opens_that_needs_a_right_on_a_model(own, role):
    client = client_of(own.world.people[role])
    prefixes = OTHERS["by the right on the model, which no role has"] + reach.SHUT
    names = {name for name in doors() if name.startswith(prefixes) and name not in asked()}
    user, group = own.world.author, own.world.organisation.role_groups.first().group
    values = {
        "app_label": "curriculum", "model_name": "helpservice", "app_name": "curriculum",
        "document_id": 1, "doc_id": 1, "uploaded_file_id": 1, "task_id": 1,
        "collection_id": own.world.organisation.collection_id,
    }  # fmt: skip
    keys = {"wagtailusers_users": user.pk, "wagtailusers_groups": group.pk}

    def address(name):
        key = uuid.uuid4() if "_place:" in name else keys.get(name.split(":")[0], 1)
        kwargs = {part: key if part == "pk" else values[part] for part in parts_of(name)}
        return reverse(name, kwargs=kwargs)

    assert [name for name in sorted(names) if is_open(client, address(name))] == []


@pytest.mark.parametrize("role", [*ROLES, roles.AUTHORS])
def test_no_list_names_what_another_organisation_writes(own, other, role):
    """Titles of pages, pictures and recordings, names of the organisation and its people."""
    client = client_of(own.world.people.get(role) or of_the_house(role))
    page = LessonPage.objects.get(pk=other.values["page_id"])
    page.title = page.draft_title = "Купуя сабак"
    page.save(clean=False)
    get_image_model().objects.filter(pk=other.values["image_id"]).update(title="Купуя сүрөт")
    TranslationSource.objects.filter(pk=other.values["translation_source_id"]).update(
        object_repr="Купуя булак"
    )
    secrets = ("Купуя", "Башка уюм", other.world.author.username)
    texts = {address: _text(client, address) for address in _lists(own, other)}
    told = {(at, secret) for at, text in texts.items() for secret in secrets if secret in text}
    assert told == set()


def _text(client, address):
    return b"".join(client.get(address, follow=True)).decode("utf-8", "replace")


def _lists(own, other):
    home = LessonPage.objects.get(pk=own.values["page_id"]).get_ancestors()[1].pk
    page, ru = other.values["page_id"], Locale.objects.get(language_code="ru").language_code
    names = (
        "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_pages:search",
        "wagtailadmin_choose_page", "wagtailadmin_choose_page_search", "wagtailimages:index",
        "wagtailimages_chooser:choose", "wagtailmedia:index", "wagtailmedia:chooser",
        "wagtailadmin_reports:locked_pages", "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_tasks", "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:aging_pages", "wagtailadmin_reports:page_types_usage",
        "wagtail_localize:translations_report", "library", "organisations", "wording",
        "wagtailadmin_workflows:task_index", "wagtailadmin_workflows:index",
    )  # fmt: skip
    return [
        *(reverse(name) for name in names),
        reverse("wagtailadmin_explore", args=[home]),
        reverse("wagtailadmin_explore", args=[1]),
        reverse("wagtailadmin_choose_page_child", args=[home]),
        reverse("wagtailadmin_pages:search") + "?q=Купу",
        reverse("wagtailadmin_choose_page_search") + "?q=Купу",
        reverse("wagtailadmin_choose_page") + f"?locale={ru}",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page}",
        reverse("wagtailadmin_pages:type_use", args=["curriculum", "lessonpage"]),
        reverse("wagtailadmin_pages:choose_parent", args=["curriculum", "lessonpage"]),
        reverse("wagtailadmin_api:pages:listing"),
        reverse("wagtailadmin_api:images:listing"),
        reverse("wagtailadmin_api:pages:detail", args=[page]),
        reverse("wagtailimages_chooser:chosen", args=[other.values["image_id"]]),
        *(
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?{asked_for}"
            for act in ("publish", "unpublish", "move", "delete")
            for asked_for in (f"id={page}", "id=all", f"id=all&childOf={home}")
        ),
        reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
        + f"?id={other.values['image_id']}",
    ]


@pytest.mark.parametrize("field", reach.IN_FORM)
def test_no_form_names_another_s_page(own, other, field):
    client = client_of(own.world.author)
    LessonPage.objects.filter(pk=other.values["page_id"]).update(title="Купуя сабак")
    sent = {field: other.values["page_id"], "new_title": "x", "new_slug": "x"}

    for name in ("wagtailadmin_pages:copy", "wagtailadmin_pages:move"):
        reply = client.post(own.address(name), sent)
        assert reply.status_code == 404
    parent = reverse("wagtailadmin_pages:choose_parent", args=["curriculum", "lessonpage"])
    assert client.post(parent, sent).status_code == 404


def test_a_number_that_nobody_has_is_answered_like_another_s(own, other):
    client = client_of(own.world.author)
    edit = "wagtailadmin_pages:edit"

    replies = [client.get(other.address(edit)), client.get(reverse(edit, args=[999_999]))]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert replies[0].content == replies[1].content
