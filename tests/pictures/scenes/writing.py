"""The trainers' own rooms: who is there, and a lesson as it is being written."""

from functools import partial

from playwright.sync_api import Page

from tests.pictures.album import Album
from tests.pictures.scenes import people

PREVIEWS = ("projector", "tablet", "desk", "print")


def house(album: Album) -> None:
    """The first page, an organisation's part of the tree, people, the library, one's account."""
    there = people.staged(album)
    author = people.adult(album, "author").client
    album.take_room("cms-house-home", "/cms/", author, down=True)
    album.take_room("cms-house-topic", f"/cms/pages/{there['topic']}/", author)
    album.take_room("cms-house-library", "/cms/library/", author, down=True)
    album.take_room("cms-account", "/cms/account/", author, down=True)
    admin = people.adult(album, "admin").client
    album.take_room("cms-house-organisations", "/cms/organisations/", admin, down=True)
    publisher = people.adult(album, "publisher")
    publisher.open("/cms/organisations/")
    room = people.first(publisher.page, r"/cms/organisations/[0-9a-f-]{36}/")
    album.take_room("cms-house-people", room, publisher.client, down=True)


def lesson(album: Album) -> None:
    """From the choice of an age to what still keeps a lesson from going live, and its previews."""
    there = people.staged(album)
    author = people.adult(album, "author").client
    new = f"/cms/pages/add/curriculum/lessonpage/{there['topic']}/"
    album.take_room("cms-lesson-new", new, author, down=True)
    draft = f"/cms/pages/{there['draft']}/edit/"
    album.take_room("cms-lesson-edit", draft, author, down=True)
    album.take_room("cms-lesson-ready", draft, author, first=partial(_open_panel, "ready"))
    whole = f"/cms/pages/{there['whole']}/edit/"
    for mode in PREVIEWS:
        album.take_room(f"cms-lesson-as-{mode}", whole, author, first=partial(_preview, mode))


def wording(album: Album) -> None:
    """What a second person must look at."""
    people.staged(album)
    publisher = people.adult(album, "publisher").client
    album.take_room("cms-wording", "/cms/wording/", publisher, down=True)


def _open_panel(name: str, page: Page) -> None:
    toggle = page.locator(f"[data-side-panel-toggle={name}]")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    page.locator(f"[data-side-panel={name}]").wait_for()


def _preview(mode: str, page: Page) -> None:
    """Choose the mode once the first one is drawn: a choice made earlier is passed over."""
    _open_panel("preview", page)
    _wait_for_preview("projector", page)
    if mode != "projector":
        page.locator("#id_preview_mode").select_option(mode)
        _wait_for_preview(mode, page)


def _wait_for_preview(mode: str, page: Page) -> None:
    # While it is drawn anew there are two frames, the old one first.
    drawn = page.locator(f"iframe[data-w-preview-target=iframe][src*='mode={mode}']").last
    drawn.content_frame.locator("body > *").first.wait_for()
    page.wait_for_load_state("networkidle")


def pictures(album: Album) -> None:
    """Rights of pictures; the sign that stands where a consent has ended.  Who works for several
    organisations chooses for which of them a file is."""
    there = people.staged(album)
    author = people.adult(album, "author").client
    album.take_room("cms-rights", "/cms/rights/", author, down=True)
    album.take_room("cms-picture", f"/cms/images/{there['picture']}/", author, down=True)
    heard = f"/cms/media/edit/{there['recording']}/"
    album.take_room("cms-recording", heard, author, down=True)
    admin = people.adult(album, "admin").client
    album.take_room("cms-picture-new", "/cms/images/add/", admin, down=True)
    album.take_room("cms-recording-new", "/cms/media/audio/add/", admin, down=True)
    people.run_staged(album, "consent_ends()")
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24)
    one.to_last_slide()
    one.press("/quiz/open/")
    seat = people.seat_at(album, one.code())
    one.press("/quiz/next/")
    album.take("consent-ended-board", one.path, one.client)
    album.take("consent-ended-tablet", "/play/", seat.client, down=True)
    people.end_quiz(one)
    people.finish(one)
