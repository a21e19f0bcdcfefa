"""A picture or recording whose consent has ended is nowhere to be had, at once and by its date."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from wagtail.images.models import Image, Rendition
from wagtail.models import ReferenceIndex

from cms import withheld
from cms.models import Picture, PictureRendition, Recording
from tests import rights
from tests.rights import day
from tests.sounds import recording


@pytest.fixture
def client(admin_client):
    """Somebody who may have every file; who may not is in tests/curriculum/test_files.py."""
    return admin_client


@pytest.fixture(autouse=True)
def _media(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


GONE = [{"withdrawn_on": day(0)}, {"consent_until": day(-1)}, rights.children(consent_by="self")]
THERE = [{}, {"consent_until": day(0)}, {"withdrawn_on": day(1)}, rights.children(), {"author": ""}]


def get(client, address):
    """The reply, read to its end."""
    reply = client.get(address)
    if reply.streaming:
        b"".join(reply.streaming_content)
    return reply


@pytest.mark.parametrize("changed", GONE)
def test_in_its_place_is_a_drawn_sign_of_the_same_size(client, changed):
    address = rights.picture(**changed).get_rendition("max-480x360").url

    reply = client.get(address, headers={"If-Modified-Since": "Thu, 01 Jan 2037 00:00:00 GMT"})

    assert (reply.status_code, reply["Content-Type"]) == (200, "image/svg+xml")
    assert b'width="480" height="360"' in reply.content
    assert reply["Cache-Control"] == "no-store"


@pytest.mark.parametrize("changed", THERE)
def test_what_may_be_shown_is_served(client, changed):
    reply = get(client, rights.picture(**changed).get_rendition("max-480x360").url)

    assert (reply.status_code, reply["Content-Type"]) == (200, "image/png")
    assert reply["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize("spelling", ["./{}", "a/../{}", "/{}", "{}/", "%2e/{}", "{}?x"])
def test_no_other_spelling_of_its_path_leads_to_it(client, spelling):
    gone = rights.picture(withdrawn_on=day(0)).get_rendition("max-480x360")
    voice = recording("voice", withdrawn_on=day(0))
    for folder, file in (("images", gone.file), ("recordings", voice.file)):
        name = file.name.partition("/")[2]
        reply = client.get(f"/media/{folder}/{spelling.format(name)}")
        is_sign = reply.get("Content-Type") == "image/svg+xml"
        assert is_sign or reply.status_code in (301, 400, 404)


def test_a_file_that_no_row_speaks_for_is_not_served(client):
    scaled = rights.picture().get_rendition("max-480x360")
    voice = recording("voice")
    PictureRendition.objects.filter(pk=scaled.pk).update(file="images/other.png")
    Recording.objects.filter(pk=voice.pk).update(file="recordings/other.wav")

    assert client.get(scaled.url).status_code == 404
    assert client.get(voice.address).status_code == 404


def test_every_size_goes_at_once_when_it_is_withdrawn_and_comes_back(client):
    made = rights.picture()
    addresses = [made.get_rendition(how).url for how in ("max-480x360", "max-165x165", "original")]

    def kinds():
        return {get(client, each)["Content-Type"] for each in addresses}

    assert kinds() == {"image/png"}
    made.withdrawn_on = day(0)
    made.save()
    assert kinds() == {"image/svg+xml"}
    made.withdrawn_on = None
    made.save()
    assert kinds() == {"image/png"}


def test_a_picture_costs_its_rights_its_uses_and_who_asks(client, django_assert_num_queries):
    address = rights.picture().get_rendition("max-480x360").url

    with django_assert_num_queries(4):
        get(client, address)


@pytest.mark.parametrize("changed", GONE)
def test_a_recording_is_not_served(client, changed):
    assert client.get(recording("voice", **changed).address).status_code == 404


@pytest.mark.parametrize("changed", THERE)
def test_a_recording_that_may_be_heard_is_served(client, changed):
    reply = get(client, recording("үн", **changed).address)

    assert (reply.status_code, reply["Cache-Control"]) == (200, "private, max-age=300")


def test_the_addresses_of_today_are_asked_once(django_assert_num_queries):
    gone = rights.picture(withdrawn_on=day(0))
    small, other = gone.get_rendition("max-480x360").url, rights.picture().get_rendition("original")
    voice = recording("voice", withdrawn_on=day(0)).address

    with django_assert_num_queries(2):
        assert withheld.addresses() == {small, voice}
        assert withheld.addresses() == {small, voice}
    assert other.url not in withheld.addresses()


def test_a_size_that_is_made_later_is_known(client):
    gone = rights.picture(withdrawn_on=day(0))
    assert withheld.addresses() == frozenset()

    made = gone.get_rendition("max-480x360").url

    assert withheld.addresses() == {made}


def test_another_day_is_asked_anew(monkeypatch):
    lasts_today = rights.picture(consent_until=day(0)).get_rendition("max-480x360").url
    assert withheld.addresses() == frozenset()

    tomorrow = day(1)

    monkeypatch.setattr(withheld.timezone, "localdate", lambda: tomorrow)

    assert withheld.addresses() == {lasts_today}


# The migration that carries wagtail's own images over.


@pytest.fixture
def carry():
    module = import_module("cms.migrations.0004_pictures")

    def forward():
        # It is not entered: within a test's transaction SQLite could change no table.
        module.carry_over(apps, connection.schema_editor())
        cache.clear()  # sizes of images are remembered by their ids

    return forward


def test_images_become_pictures_with_the_same_ids_files_and_uses(carry):
    file = ContentFile(rights.image_bytes(size=(640, 480)), name="yurt.png")
    old = Image.objects.create(id=977, title="Боз үй", file=file, description="two")
    old.tags.add("home")
    scaled = old.get_rendition("max-480x360")
    image, page = (ContentType.objects.get_for_model(one) for one in (Image, Picture))
    ReferenceIndex.objects.create(
        content_type=page, base_content_type=page, object_id="1", to_content_type=image,
        to_object_id="977", model_path="x", content_path="x", content_path_hash=uuid4(),
    )  # fmt: skip

    carry()

    made = Picture.objects.get(pk=977)
    assert (made.title, made.file.name, made.description) == ("Боз үй", old.file.name, "two")
    assert (made.width, made.height, made.collection_id) == (640, 480, old.collection_id)
    assert made.created_at == old.created_at
    assert [tag.name for tag in made.tags.all()] == ["home"]
    assert made.get_rendition("max-480x360").file.name == scaled.file.name
    assert made.get_usage().count() == 1
    assert (made.author, made.licence, made.withdrawn_on) == ("", "", None)
    assert not Image.objects.exists()
    assert not Rendition.objects.exists()


def test_a_picture_made_after_it_has_an_id_of_its_own(carry):
    file = ContentFile(rights.image_bytes(), name="yurt.png")
    Image.objects.create(id=977, title="old", file=file)

    carry()

    assert rights.picture().pk > 977
