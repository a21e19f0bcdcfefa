"""Trainers see in the CMS what of theirs ends, has ended or lacks something, and nobody else's."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Collection, GroupCollectionPermission

from tests import rights
from tests.rights import day
from tests.sounds import recording

pytestmark = pytest.mark.django_db
QUERIES = 17
HOSTILE = "<script>alert(1)</script>{{ 7|add:7 }}\u202e=1+1"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def sections(page):
    """How many files each section holds, by its place."""
    return [len(rows) for _title, _sentence, rows in page.context["sections"]]


def get(trainer):
    return trainer.get(reverse("rights"))


def test_each_file_stands_where_it_belongs(trainer):
    rights.picture("fine")
    rights.picture("soon", **rights.children(consent_until=day(30)))
    rights.picture("later", **rights.children(consent_until=day(31)))
    rights.picture("over", consent_until=day(-1), author="")
    recording("gone", withdrawn_on=day(0), consent_until=day(-5))
    recording("half", licence="")
    rights.picture("lone", **rights.children(consent_by="self"))

    page = get(trainer)

    titles = [[row.file.title for row in rows] for _t, _s, rows in page.context["sections"]]
    assert titles == [["soon"], ["over"], ["gone"], ["lone", "half"]]
    assert "Say why it may be used." in page.content.decode()


def test_an_empty_page_says_so(trainer):
    page = get(trainer)

    assert sections(page) == [0, 0, 0, 0]
    assert page.content.decode().count("Nothing.") == 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_few_and_many(trainer, count, django_assert_num_queries):
    for place in range(count):
        rights.picture(f"p{place}", author="")
        recording(f"r{place}", author="")
    get(trainer)

    with django_assert_num_queries(QUERIES):
        assert sections(get(trainer)) == [0, 0, 0, 2 * count]


def test_only_own_collections_are_listed(trainer, group):
    root = Collection.get_first_root_node()
    own, other = root.add_child(name="own"), root.add_child(name="other")
    GroupCollectionPermission.objects.filter(group=group).update(collection=own)
    rights.picture("mine", author="", collection=own)
    rights.picture("theirs", author="", collection=other)
    recording("mine too", author="", collection=own)
    recording("theirs too", author="", collection=other)

    page = get(trainer)

    assert [row.file.title for row in page.context["sections"][3][2]] == ["mine", "mine too"]
    assert "theirs" not in page.content.decode()
    assert "theirs" not in trainer.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_else_enters(client, django_user_model):
    address = reverse("rights")
    assert client.get(address).status_code == 302

    client.force_login(django_user_model.objects.create_user("teacher"))
    assert client.get(address).status_code == 302


def test_who_may_change_no_file_sees_neither_page_nor_menu(client, django_user_model, group):
    GroupCollectionPermission.objects.filter(group=group).delete()
    user = django_user_model.objects.create_user("nurlan")
    user.groups.add(group)
    client.force_login(user)

    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert client.get(reverse("rights")).status_code in (302, 403)
    assert reverse("rights") not in home


def test_the_first_page_tells_30_days_ahead(trainer):
    rights.picture("Soon over", **rights.children(consent_until=day(30)))
    for place in range(2):
        recording(f"r{place}", withdrawn_on=day(0))

    home = trainer.get(reverse("wagtailadmin_home")).content.decode()

    assert "Soon over" in home
    assert "2 were withdrawn." in home
    assert reverse("rights") in home


def test_the_first_page_is_silent_while_all_is_well(trainer):
    rights.picture("fine")

    assert "rights-panel" not in trainer.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_of_a_file_says_what_it_lacks_and_links_its_uses(trainer):
    picture = rights.picture("half", licence="")
    voice = recording("voice", withdrawn_on=day(0))

    edit = trainer.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert "Say why it may be used." in edit
    assert picture.usage_url in edit
    assert "shown on no page" not in edit
    edit = trainer.get(reverse("wagtailmedia:edit", args=[voice.pk])).content.decode()
    assert "It is shown on no page now." in edit
    assert voice.usage_url in edit


def test_rights_are_written_in_the_form(trainer):
    picture = rights.picture("half", author="", licence="")
    form = {
        "title": "half", "tags": "", "collection": picture.collection_id,
        "author": "Ак куу", "source": "own", "licence": "own",
        "depicted": "children", "consent_by": "guardian", "consent_paper": "A-17",
        "consent_for": "lessons", "consent_until": "2030-01-31", "withdrawn_on": "",
    }  # fmt: skip

    trainer.post(reverse("wagtailimages:edit", args=[picture.pk]), form)

    picture.refresh_from_db()
    assert picture.problems_today == []
    assert picture.author == "Ак куу"


def test_hostile_words_are_inert_everywhere_in_the_cms(trainer):
    said = dict.fromkeys(("author", "source", "consent_paper", "consent_for"), HOSTILE)
    picture = rights.picture("one", **rights.children(consent_until=day(3), **said))
    picture.title = HOSTILE
    picture.save()

    for address in (
        reverse("rights"),
        reverse("wagtailadmin_home"),
        reverse("wagtailimages:edit", args=[picture.pk]),
        reverse("wagtailimages:index"),
    ):
        shown = trainer.get(address).content.decode()
        assert "<script>alert(1)" not in shown
        assert escape("<script>alert(1)") in shown
        assert "{{ 7|add:7 }}" in shown
