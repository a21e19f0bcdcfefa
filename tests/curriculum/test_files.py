"""Who gets a picture or a recording: everybody what is public, else those of its collection."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from PIL import Image as Drawing
from wagtail.images import get_image_model

from classrooms import actions
from classrooms.models import LessonCopy
from cms import old_names
from cms.models import Recording, User
from cms.organisations import Role
from curriculum import library, roles
from curriculum.models import LessonPage
from tests.classrooms.factories import ClassroomFactory
from tests.organisations import again, make_world
from tests.rights import CLEAR
from tests.sounds import recording


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Ак жол")


@pytest.fixture
def world(of_module, db):
    return again(of_module)


@pytest.fixture
def picture(world):
    content = BytesIO()
    Drawing.new("RGB", (80, 60), "teal").save(content, "PNG")
    file = ImageFile(BytesIO(content.getvalue()), name="айгүл-үйү.png")
    collection = world.organisation.collection
    return get_image_model().objects.create(title="teal", file=file, collection=collection, **CLEAR)


@pytest.fixture
def voice(world):
    made = recording("айгүл")
    made.collection = world.organisation.collection
    made.save()
    return made


@pytest.fixture
def draft(world, lesson, picture, voice):
    """A draft with a picture and a recording that no other page shows."""
    copy = library.copy_to(organisation=world.organisation, lesson=lesson(), user=world.author)
    page = LessonPage.objects.get(pk=copy.lesson.pk)
    option = page.questions[0].value["options"][0]
    option["picture"], option["alt"], option["sound"] = picture, "Көк сүрөт", voice
    page.save()
    page.save_revision()
    return page


@pytest.fixture
def addresses(draft, picture, voice):
    return [picture.get_rendition("max-480x360").url, voice.address]


def statuses(client, addresses):
    found = []
    for address in addresses:
        reply = client.get(address)
        found.append(reply.status_code)
        list(reply.streaming_content if reply.streaming else reply)
    return found


def taught_in_a_class(draft):
    """The run of the draft, published for it."""
    draft.save_revision().publish()
    return actions.start_lesson(
        classroom=ClassroomFactory(), lesson=LessonPage.objects.get(pk=draft.pk), present=20,
        language="ky",
    )  # fmt: skip


def test_a_draft_s_files_are_for_those_of_its_collection(world, addresses, client):
    assert statuses(client, addresses) == [404, 404]
    for person in world.people.values():
        client.force_login(person)
        assert statuses(client, addresses) == [200, 200], person


def test_they_are_not_for_other_organisations_teachers_and_those_who_left(world, addresses, client):
    teacher = User.objects.create(username="teacher")
    other = make_world("Башка")
    for person in (teacher, *other.people.values()):
        client.force_login(person)
        assert statuses(client, addresses) == [404, 404], person
    world.author.is_active = False
    world.author.save()
    client.force_login(world.author)
    assert statuses(client, addresses) == [404, 404]


def test_the_programme_s_own_trainers_have_them(addresses, client):
    trainer = User.objects.create(username="asel")
    trainer.groups.add(roles.make_trainer_group())
    client.force_login(trainer)

    assert statuses(client, addresses) == [200, 200]


def test_they_are_for_all_while_a_live_page_shows_them(draft, addresses, client):
    draft.save_revision().publish()
    assert statuses(client, addresses) == [200, 200]

    LessonPage.objects.get(pk=draft.pk).unpublish()
    assert statuses(client, addresses) == [404, 404]


def test_a_class_goes_on_with_them_whatever_becomes_of_the_page(draft, addresses, client):
    taught = taught_in_a_class(draft)
    LessonPage.objects.get(pk=draft.pk).unpublish()

    assert statuses(client, addresses) == [200, 200]

    LessonCopy.objects.filter(pk=taught.pk).delete()
    assert statuses(client, addresses) == [404, 404]


def test_a_recording_of_a_lesson_keeps_its_old_name_until_the_lesson_is_over(draft, voice, client):
    old = "recordings/айгүл.wav"
    Path(voice.file.path).rename(default_storage.path(old))
    Recording.objects.filter(pk=voice.pk).update(file=old)
    taught = taught_in_a_class(draft)

    old_names.draw()
    assert statuses(client, [default_storage.url(old)]) == [200]

    LessonCopy.objects.filter(pk=taught.pk).delete()
    old_names.draw()
    assert statuses(client, [default_storage.url(old)]) == [404]
    assert statuses(client, [Recording.objects.get(pk=voice.pk).address]) == [200]


def test_a_picture_of_a_lesson_keeps_the_old_name_of_its_size_until_the_lesson_is_over(
    draft, picture, client
):
    """The class holds that address; the original is never asked for, and has a new name at once."""
    scaled = picture.get_rendition("max-480x360")
    old = "images/айгүл.max-480x360.png"
    Path(scaled.file.path).rename(default_storage.path(old))
    picture.renditions.update(file=old)
    scaled.purge_from_cache()
    taught = taught_in_a_class(draft)

    old_names.draw()
    assert statuses(client, [default_storage.url(old)]) == [200]

    LessonCopy.objects.filter(pk=taught.pk).delete()
    old_names.draw()
    assert statuses(client, [default_storage.url(old)]) == [404]
    assert statuses(client, [picture.get_rendition("max-480x360").url]) == [200]


def test_files_have_names_that_nobody_guesses(picture, voice, addresses):
    names = [picture.file.name, voice.file.name, *addresses]

    assert not [name for name in names if "айгүл" in name or "teal" in name]
    stems = [name.rsplit("/", 1)[1].split(".")[0] for name in names]
    assert {len(stem) for stem in stems} == {32}
    assert len(set(stems)) == 2


@pytest.mark.parametrize("path", ["images/lost.png", "images/../secret-key", "images/%2e%2e/x"])
def test_nothing_else_lies_there(path, client, world, tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "loose.png").write_bytes(b"x")
    client.force_login(world.people[Role.AUTHOR])

    assert client.get(f"/media/{path}").status_code in (400, 404)
    assert client.get("/media/images/loose.png").status_code == 404
