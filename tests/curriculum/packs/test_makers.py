"""An organisation's publisher makes packs: of which lessons, and what is in them of anybody."""

import pytest
from django.test import Client

from curriculum import library, organising
from curriculum.models import KnownPack, LessonPage
from curriculum.packs import building, incoming, jobs
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG
from tests.curriculum.packs.test_importing import bring_in, find
from tests.organisations import again, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data", "waiting")]
PAGE, JOB, MADE, UPLOAD = (f"/cms/packs/{end}" for end in ("", "job/", "made/", "upload/"))


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Биринчи уюм"), make_world("Купуя уюм", public_name="Жарык")


@pytest.fixture
def world(of_module, db):
    return again(of_module[0])


@pytest.fixture
def other(of_module, db):
    return again(of_module[1])


def enter(world, role="publisher"):
    client = Client()
    client.force_login(world.people[role])
    return client


def published_in(world, title):
    """A lesson of the organisation, live."""
    copy = library.copy_to(organisation=world.organisation, lesson=find(), user=world.author)
    page = copy.lesson
    page.title, page.pen_name = title, "Капар"
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


def make(client, *pages, title="Уюмдуку"):
    sent = {"lessons": [page.pk for page in pages], "title": title}
    assert client.post(PAGE, sent)["Location"] == JOB
    list(jobs._jobs.values())[-1].run()
    return b"".join(client.get(MADE).streaming_content)


@pytest.mark.parametrize("role", ["author", "protection_reviewer", "language_reviewer-ky", "admin"])
def test_no_other_role_makes_one(world, role):
    client = enter(world, role)

    for path in (PAGE, JOB, MADE):
        assert client.get(path)["Location"] == "/cms/"
    assert client.post(PAGE, {"lessons": [find().pk], "title": "x"})["Location"] == "/cms/"
    assert jobs._jobs == {}


def test_a_publisher_brings_nothing_in(world):
    client, token = enter(world), incoming.keep([crafting.packed()])

    assert 'type="file"' not in client.get(PAGE).content.decode()
    for path in (UPLOAD, f"{PAGE}{token}/"):
        assert client.post(path)["Location"] == "/cms/"


def test_at_rest_an_organisation_makes_none(world):
    client, page = enter(world), find()
    world.organisation.is_active = False
    organising.change(world.organisation)

    assert client.post(PAGE, {"lessons": [page.pk], "title": "x"}).status_code in (302, 403)
    assert jobs._jobs == {}


def test_a_publisher_chooses_among_what_is_published_and_readable(world, other):
    own, foreign = published_in(world, "Биздин сабак"), published_in(other, "Алардын сабагы")
    shut = published_in(other, "Жабык сабак")
    shut.view_restrictions.create(restriction_type="login")
    draft = library.copy_to(
        organisation=other.organisation, lesson=find(), user=other.author
    ).lesson
    client = enter(world)

    page = client.get(PAGE).content.decode()

    offered = {each for each in (own, foreign, shut, draft, find()) if f'value="{each.pk}"' in page}
    assert offered == {own, foreign, find()}
    assert "· Биринчи уюм" in page
    assert "Купуя" not in page
    for each in (shut, draft):
        reply = client.post(PAGE, {"lessons": [each.pk], "title": "x"})
        assert 'role="alert"' in reply.content.decode()
    assert jobs._jobs == {}


def test_titles_of_packs_that_others_made_are_not_told(world, own, trainer, tmp_path):
    building.build(tmp_path / "a", building.of_lessons(slugs=[SLUG], title="Купуя топтом"))

    assert "Купуя топтом" not in enter(world).get(PAGE).content.decode()
    assert "Купуя топтом" in trainer.get(PAGE).content.decode()


def test_another_publisher_gets_no_file(world, other):
    make(enter(world), find())

    client = enter(other)
    assert client.get(MADE).status_code == 404
    assert "Уюмдуку" not in client.get(JOB).content.decode()


def test_a_copy_travels_beside_the_lesson_that_it_was_made_of(world, own):
    written = make(enter(world), find(), published_in(world, "Биздин сабак"))

    pack = crafting.read(written)
    assert len(pack.lessons) == len({lesson.slug for lesson in pack.lessons}) == 2
    assert set(bring_in(written, own)) == {lesson.slug for lesson in pack.lessons}


def test_nobody_is_named_in_it(world):
    written = make(enter(world), published_in(world, "Биздин сабак"))

    assert "Капар".encode() in written
    people = world.people.values()
    names = {world.organisation.name, str(world.organisation.uuid), "Жаркынай", "Сыдыкова"}
    for name in names | {user.username for user in people} | {user.email for user in people}:
        assert name.encode() not in written


def test_one_title_of_two_makers_is_two_packs(world, other, trainer):
    for client in (enter(world), enter(other), trainer):
        make(client, find(), title="Бир ат")

    assert [each.version for each in KnownPack.objects.filter(title="Бир ат")] == [1, 1, 1]
