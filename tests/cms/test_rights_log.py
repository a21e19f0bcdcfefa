"""Who changed the rights to a file, and when, is kept; whose name stood there is not."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from cms import rights_log
from cms.models import Picture, User
from cms.organisations import Role
from tests import rights
from tests.organisations import make_world
from tests.rights import day
from tests.sounds import recording

pytestmark = pytest.mark.django_db
QUERIES = 23
CHILD = "Айгүл Исакызы"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def noted():
    return list(ModelLogEntry.objects.filter(action=rights_log.CHANGED).order_by("pk"))


def said(row):
    with translation.override("en"):
        return [sentences for _entry, sentences in row.rights_history]


def send(client, picture, **changed):
    """Save the form of a picture, as a trainer does."""
    address = reverse("wagtailimages:edit", args=[picture.pk])
    form = client.get(address).context["form"]
    kept = {name: form[name].value() for name in form.fields if name != "file"}
    reply = client.post(address, {name: kept[name] or "" for name in kept} | changed)
    assert reply.status_code == 302, reply.context["form"].errors


def test_no_name_that_somebody_wrote_is_in_the_log_also_when_the_file_is_gone():
    told = {
        name: f"{CHILD} {name}"
        for name in ("author", "source", "licence_note", "consent_paper", "consent_for")
    }
    picture = rights.picture(CHILD, **rights.children(**told))
    for name in told:
        setattr(picture, name, f"{CHILD} again")
    picture.save()
    picture.delete()

    kept = noted()
    assert len(kept) == 2
    for entry in kept:
        assert CHILD not in f"{entry.label} {entry.data} {entry.message} {entry.comment}"
        assert CHILD not in " ".join(rights_log.sentences(entry))


def test_whatever_else_is_saved_is_no_change_of_rights(trainer):
    picture = rights.picture()
    before = len(noted())

    picture.save()
    picture.get_file_hash()
    send(trainer, picture, title="another")

    assert len(noted()) == before == 1


def test_a_change_that_is_not_kept_is_not_noted(trainer):
    picture = rights.picture()
    address = reverse("wagtailimages:edit", args=[picture.pk])

    trainer.post(address, {"title": "", "withdrawn_on": str(day(0)), "collection": "1"})

    assert len(noted()) == 1
    assert Picture.objects.get().withdrawn_on is None


def test_each_change_is_told_with_who_made_it(trainer):
    picture = rights.picture(**rights.children())
    until, gone = day(400), day(0)

    send(trainer, picture, consent_until=str(until), withdrawn_on=str(gone), consent_paper="")

    entry, first = picture.rights_history[0][0], picture.rights_history[-1][0]
    assert (entry.user_display_name, first.user_id) == ("Асел", None)
    with translation.override("en"):
        was = date_format(day(365))
        assert said(picture)[0] == [
            "Paper with the consent: emptied",
            f"Last day: was “{was}”, is now “{date_format(until)}”",
            f"Withdrawn on: “{date_format(gone)}”",
        ]
    assert "Who can be seen or heard: “children who can be recognised”" in said(picture)[-1]
    assert "Who made it: filled in" in said(picture)[-1]


def test_a_withdrawal_that_is_taken_back_is_told_too(trainer):
    picture = rights.picture(withdrawn_on=day(0), licence="cc-by")

    send(trainer, picture, withdrawn_on="", licence="own", author="somebody else")

    assert [each.split(":")[0] for each in said(picture)[0]] == [
        "Who made it", "Why it may be used", "Withdrawn on",
    ]  # fmt: skip
    assert said(picture)[0][-1].endswith("is now empty")
    assert said(picture)[0][1] == (
        "Why it may be used: was “CC BY: name the author”, is now “our own work”"
    )


def test_a_recording_s_too(trainer):
    made = recording("a")
    made.withdrawn_on = day(0)
    made.save()

    page = trainer.get(reverse("wagtailmedia:edit", args=[made.pk])).content.decode()

    assert len(made.rights_history) == 2
    assert "Who changed the rights, and when" in page
    assert said(made)[0][0] in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ky", "Укуктарды ким жана качан өзгөрткөн"),
        ("ru", "Кто и когда менял права"),
        ("en", "Who changed the rights, and when"),
    ],
)
def test_the_page_of_a_picture_tells_it_in_the_reader_s_language(trainer, language, words):
    picture = rights.picture(withdrawn_on=day(0))
    User.objects.update(language=language)
    trainer.cookies["birge-language"] = language

    page = trainer.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()

    assert words in page
    with translation.override(language):
        assert all(sentence in page for sentence in picture.rights_history[0][1])


def test_the_page_costs_the_same_for_few_and_many_changes(trainer, django_assert_num_queries):
    picture = rights.picture()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    trainer.get(address)
    for times in (1, 5):
        for number in range(times):
            send(trainer, picture, source=f"place {times} {number}")
        with django_assert_num_queries(QUERIES):
            trainer.get(address)
    assert len(picture.rights_history) == 7


def test_who_may_not_change_the_file_is_not_told(client):
    """Neither on its page nor in the list of everything that was done."""
    world, other = make_world("Ак жол"), make_world("Башка")
    picture = rights.picture("theirs", collection=world.organisation.collection)
    client.force_login(world.author)
    send(client, picture, withdrawn_on=str(day(0)))

    for person in other.people.values():
        client = Client()
        client.force_login(person)
        page = client.get(reverse("wagtailimages:edit", args=[picture.pk]), follow=True)
        assert "rights-history" not in page.content.decode()
        listed = client.get(reverse("wagtailadmin_reports:site_history"), follow=True)
        assert f"picture {picture.pk}" not in listed.content.decode()
        assert "theirs" not in listed.content.decode()
    assert len(picture.rights_history) == 2
    assert {entry.user for entry, _said in picture.rights_history} == {
        None,
        world.people[Role.AUTHOR],
    }
