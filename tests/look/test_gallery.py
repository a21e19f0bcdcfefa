"""The gallery shows every component there is, to trainers and nobody else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from curriculum import roles

COMPONENTS = sorted((settings.BASE_DIR / "templates" / "components").glob("*.html"))
ADDRESSES = ["/gallery/", "/gallery/dark/"]


@pytest.fixture
def log_in(client, db):
    def enter(*groups):
        user = get_user_model().objects.create_user("asel", password="a long pass phrase")
        user.groups.set(groups)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def trainer(log_in):
    return log_in(roles.make_trainer_group())


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_component_is_on_the_page(trainer, address):
    response = trainer.get(address)

    shown = {template.name for template in response.templates}
    assert {f"components/{file.name}" for file in COMPONENTS} - shown == set()


def test_modes_differ(trainer):
    light, dark = (trainer.get(address).content.decode() for address in ADDRESSES)
    assert ('<body class="framed gallery">' in light, 'gallery dark">' in dark) == (True, True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_for_others_there_is_no_such_page(client, log_in, address):
    assert client.get(address).status_code == 404
    assert log_in().get(address).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_in_development_it_is_open(client, db, settings, address):
    settings.DEBUG = True
    assert client.get(address).status_code == 200


def test_no_other_page_links_to_it():
    templates = settings.BASE_DIR / "templates"
    linking = [
        file.relative_to(templates).as_posix()
        for file in templates.rglob("*.html")
        if "'gallery" in file.read_text("utf-8") or "/gallery/" in file.read_text("utf-8")
    ]
    assert linking == [Path("classrooms/gallery.html").as_posix()]
