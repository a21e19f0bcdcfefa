"""People of an organisation: a new one logs in, another one has forgotten the password."""

from functools import partial

from playwright.sync_api import Page

from tests.actors import Adult
from tests.pictures.album import Album
from tests.pictures.scenes import forms, people

NAME = "aigul"


def first_logins(album: Album) -> None:
    people.staged(album)
    publisher = people.adult(album, "publisher")
    publisher.open("/cms/organisations/")
    room = people.first(publisher.page, r"/cms/organisations/[0-9a-f-]{36}/")
    album.take_room("cms-organisation-edit", f"{room}edit/", publisher.client, down=True)
    publisher.open(room)
    post = people.first(publisher.page, r'<option value="(\d+)"')
    publisher.send(room, username=NAME, post=post)
    password = people.first(publisher.page, r"<br>[^<]*<strong>([^<]+)</strong>")
    album.take_room("cms-people-invited", room, publisher.client, down=True,
                    first=partial(_invite, post))  # fmt: skip
    _choose(album, password)
    publisher.open(room)
    of_person = people.first(publisher.page, rf'{NAME}\s*<p><a[^>]*href="([^"]+)"')
    album.take_room("cms-password", of_person, publisher.client)
    album.take_room("cms-password-given", of_person, publisher.client, first=_give)


def _invite(post: str, page: Page) -> None:
    page.locator("#id_post").select_option(post)
    forms.send(page, "form:has(#id_post) button", forms.DONE, username=f"{NAME}-2")


def _choose(album: Album, password: str) -> None:
    """What somebody with a first password meets."""
    new = Adult(album.server.client())
    new.open("/login/")
    new.speak(album.language)
    new.send("/login/", username=NAME, password=password)
    album.take("password", "/password/", new.client, down=True)
    album.take("password-again", "/password/", new.client, down=True, first=_choose_badly)


def _choose_badly(page: Page) -> None:
    typed = {"new_password1": "password12", "new_password2": "password13"}
    forms.send(page, "form.login button", forms.REFUSED, **typed)


def _give(page: Page) -> None:
    forms.send(page, "main form button.button", forms.DONE)
