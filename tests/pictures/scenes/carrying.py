"""What comes in files and goes out in them: questions, packs, results."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.pictures.album import Album
from tests.pictures.scenes import forms, people


def questions(album: Album) -> None:
    """Into a lesson, with errors by row, and out of it."""
    lesson = people.staged(album)["draft"]
    author = people.adult(album, "author").client
    way_in = f"/cms/questions/{lesson}/in/"
    album.take_room("cms-questions-in", way_in, author, down=True)
    table = partial(_send, str(album.server.data / "questions.xlsx"))
    album.take_room("cms-questions-checked", way_in, author, down=True, first=table)
    album.take_room("cms-questions-out", f"/cms/questions/{lesson}/out/", author, down=True)


def packs(album: Album) -> None:
    """The list, who signed a pack and what it changes, how far it is, one that is refused, one that
    was made."""
    people.staged(album)
    trainer = people.adult(album, "admin").client
    album.take_room("cms-packs", "/cms/packs/", trainer, down=True)
    good = partial(_send, str(album.server.data / "trusted.birge"))
    album.take_room("cms-pack-inside", "/cms/packs/", trainer, down=True, first=good)
    album.take_room("cms-pack-running", "/cms/packs/", trainer, sizes=("board",),
               first=lambda page: _bring_in(good, page))  # fmt: skip
    bad = partial(_send, str(album.server.data / "stranger.birge"))
    album.take_room("cms-pack-refused", "/cms/packs/", trainer, down=True, first=bad)
    album.take_room("cms-pack-made", "/cms/packs/", trainer, down=True, first=_make)
    album.take_room("cms-pack-signers", "/cms/snippets/curriculum/signer/", trainer)


def _bring_in(send: Callable[[Page], None], page: Page) -> None:
    """Look into the pack, take theirs, and be there while it is written."""
    send(page)
    page.locator("main input[value=take]").first.check()
    forms.send(page, "main form button", "main progress")


def _make(page: Page) -> None:
    """A pack of everything that is published, and be there when it is ready."""
    for lesson in page.locator("[name=lessons]").all():
        lesson.check()
    button = "section[aria-labelledby=pack-out] button"
    forms.send(page, button, "a[download]", title="Birge 2026")


def results(album: Album) -> None:
    """A school's figures, as a file, which is not taken at home and then by a hub."""
    people.staged(album)
    one = people.adult(album, "coordinator")
    one.open("/teach/")
    place = people.first(one.page, r"/teach/place/[^\"/]+/")
    album.take("results-out", f"{place}results/", one.client, down=True)
    own = partial(_send, str(album.server.data / "results.json"))
    album.take("results-refused", f"{place}results/", one.client, down=True, first=own)
    album.take("figures", f"{place}figures/", one.client, down=True)
    people.run_staged(album, "becomes_a_hub()")
    album.take("results-in", f"{place}results/", one.client, down=True, once=True, first=own)


def _send(file: str, page: Page) -> None:
    """Choose the file and send the form that it is in."""
    chosen = page.locator("form input[type=file]")
    chosen.set_input_files(file)
    form = page.locator("form", has=page.locator("input[type=file]"))
    with page.expect_navigation():
        form.locator("button[type=submit], button:not([type])").first.click()
