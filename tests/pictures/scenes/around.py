"""What anybody may open, and the teacher's pages before a lesson."""

from playwright.sync_api import Page

from tests.pictures.album import Album
from tests.pictures.scenes import forms, people

SOUGHT = {"ky": "сүрөт", "ru": "фото"}


def public(album: Album) -> None:
    """What anybody may open."""
    language = album.language
    album.take("home", f"/{language}/", down=True)
    album.take("topic", f"/{language}/harassment/", down=True)
    album.take("lesson", f"/{language}/harassment/not-just-a-joke/", down=True)
    album.take("search", f"/{language}/search/?q={SOUGHT[language]}", down=True)
    album.take("search-none", f"/{language}/search/?q=xyz", down=True)
    album.take("not-found", f"/{language}/nothing/")
    album.take("help", "/help/", down=True)
    album.take("privacy", f"/{language}/privacy/", down=True)
    album.take("16-days", f"/{language}/16-days/", down=True)
    album.take("exit", "/exit/")
    album.take("login", "/login/")
    album.take("login-wrong", "/login/", first=_log_in_wrongly)


def _log_in_wrongly(page: Page) -> None:
    forms.send(page, "form.login button", forms.REFUSED, username="aigul", password="unknown")


def before_a_lesson(album: Album) -> None:
    """The teacher's pages."""
    one = people.teacher(album)
    one.open("/teach/")
    album.take("teach-home", "/teach/", one.client, down=True)
    room = people.first(one.page, r"/teach/class/[^\"/]+/")
    album.take("class", room, one.client, down=True)
    one.open(room + "start/")
    album.take("start", one.path, one.client, down=True)
    prepare = people.first(one.page, r"/teach/class/[^\"/]+/prepare/[^\"/]+/")
    album.take("prepare", prepare, one.client, down=True)
    album.take("check", room + "check/", one.client, down=True)


def campaign(album: Album) -> None:
    """The 16 Days: a class's calendar, a day, its board, the school's carpet."""
    one = people.teacher(album)
    one.open("/teach/")
    room = people.first(one.page, r"/teach/class/[^\"/]+/")
    one.open(room + "16-days/")
    album.take("campaign-calendar", one.path, one.client, down=True)
    day = people.first(one.page, r"/teach/class/[^\"/]+/16-days/\d+/")
    one.open(day)
    album.take("campaign-day", day, one.client, down=True)
    board = people.first(one.page, r"/teach/class/[^\"/]+/16-days/\d+/board/[^\"]+")
    album.take("campaign-board", board, one.client)
    album.take("campaign-board-step", f"{board}2/", one.client)
    one.open(room + "16-days/")
    place = people.first(one.page, r"/teach/place/[^\"/]+/16-days/")
    album.take("campaign-school", place, one.client, down=True)
