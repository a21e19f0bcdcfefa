"""The programme's own house: but for its trainers an organisation like others."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms import reach, shown
from cms.models import User
from curriculum import library, review, roles
from curriculum.models import HomePage
from tests.organisations import make_world

pytestmark = pytest.mark.django_db
GROUPS = [roles.AUTHORS, *(name.format(language="ru") for name in review.HOUSE_GROUPS.values())]


def rights():
    """Every right of the house's groups: on which page or collection which."""
    groups = Group.objects.filter(name__in=[*GROUPS, roles.TRAINERS])
    pages = GroupPagePermission.objects.filter(group__in=groups)
    files = GroupCollectionPermission.objects.filter(group__in=groups)
    return set(pages.values_list("group__name", "page", "permission__codename")), set(
        files.values_list("group__name", "collection", "permission__codename")
    )


@pytest.fixture
def picture():
    return get_image_model().objects.create(
        title="a", file=get_test_image_file(), collection=Collection.get_first_root_node()
    )


@pytest.fixture
def as_before(picture):
    """A data folder of an older version: rights from the home pages down and on all collections."""
    root, permissions = Collection.get_first_root_node(), Permission.objects
    own = GroupCollectionPermission.objects.filter(group__name=roles.AUTHORS).first().collection
    own.delete()
    for name, page_right in zip(
        GROUPS, ("change_page", "lock_page", "lock_page", "publish_page"), strict=True
    ):
        group = Group.objects.get(name=name)
        for home in HomePage.objects.all():
            right = permissions.get(codename=page_right, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=home, permission=right)
        right = permissions.get(codename="change_image", content_type__app_label="wagtailimages")
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=right)


def test_of_an_older_folder_it_keeps_its_pictures_and_nothing_of_others(as_before, picture):
    roles.make_house()

    on_pages, on_files = rights()
    homes, root = set(HomePage.objects.values_list("pk", flat=True)), picture.collection_id
    assert {name for name, page, _right in on_pages if page in homes} == {roles.TRAINERS}
    assert {name for name, where, _right in on_files if where == root} == {roles.TRAINERS}
    picture.refresh_from_db()
    assert picture.collection_id != root
    assert set(GROUPS) <= {name for name, at, _right in on_files if at == picture.collection_id}


def test_a_right_on_an_organisation_s_pictures_that_was_given_by_hand_is_taken_back(as_before):
    theirs = make_world("Ак жол").organisation.collection
    right = Permission.objects.get(codename="change_image", content_type__app_label="wagtailimages")
    authors = Group.objects.get(name=roles.AUTHORS)
    GroupCollectionPermission.objects.create(group=authors, collection=theirs, permission=right)

    roles.make_house()

    assert theirs.pk not in {where for _name, where, _right in rights()[1]}


def test_it_may_be_made_again(picture):
    before = rights()
    count = Collection.objects.count()

    roles.make_house()

    assert rights() == before
    assert Collection.objects.count() == count
    picture.refresh_from_db()
    assert picture.collection == Collection.get_first_root_node()


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_of_it_works_on_what_others_write(group):
    world = make_world("Ак жол")
    user = User.objects.create(username="asel")
    user.groups.add(Group.objects.get(name=group))

    assert not reach.works_on_all(user)
    assert not shown.works_with(user, world.organisation.collection)


def test_its_author_still_writes_and_deletes_drafts_of_the_house_and_no_other(lesson):
    world = make_world("Ак жол")
    draft = library.copy_to(
        organisation=world.organisation, lesson=lesson(), user=world.author
    ).lesson
    author, client = User.objects.create(username="asel"), Client()
    author.groups.add(Group.objects.get(name=roles.AUTHORS))
    client.force_login(author)

    ours, theirs = (page.permissions_for_user(author) for page in (lesson(), draft))
    topic = lesson().get_parent().specific.permissions_for_user(author)
    deleted = client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))

    assert (ours.can_edit(), topic.can_add_subpage()) == (True, True)
    assert (theirs.can_edit(), theirs.can_delete()) == (False, False)
    assert deleted.status_code == 404
    draft.refresh_from_db()


def test_wagtails_own_groups_are_not_there_to_be_given(django_user_model):
    """They would open every organisation's drafts; what an administrator has given stays."""
    kept, gone = (Group.objects.get_or_create(name=name)[0] for name in roles.OF_WAGTAIL)
    django_user_model.objects.create_user("given").groups.add(kept)

    roles.make_house()

    assert set(Group.objects.filter(name__in=roles.OF_WAGTAIL)) == {kept}
