"""A lesson's way through the review, and into another language."""

from playwright.sync_api import Page

from tests.pictures.album import Album
from tests.pictures.scenes import people


def review(album: Album) -> None:
    """A task that waits for child protection: seen, compared, commented, approved; what was
    written when, as its author and as whoever only reads it sees it."""
    page = f"/cms/pages/{people.staged(album)['review']}"
    reader = people.adult(album, "protection")
    who = reader.client
    album.take_room("cms-review-home", "/cms/", who, down=True)
    album.take_room(
        "cms-review-steps", page.replace("pages", "lessons") + "/review/", who, down=True
    )
    album.take_room("cms-review-edit", f"{page}/edit/", who)
    album.take_room(
        "cms-review-compare", f"{page}/revisions/compare/earliest...latest/", who, down=True
    )
    author = people.adult(album, "author").client
    album.take_room("cms-review-history", f"{page}/history/", author, down=True)
    album.take_room("cms-review-history-read", f"{page}/history/", who, down=True)
    reader.open(f"{page}/history/")
    revision = people.first(reader.page, r"/cms/pages/\d+/revisions/\d+/view/")
    album.take("cms-review-revision", revision, who, down=True)
    album.take_room("cms-review-approve", f"{page}/edit/", who, first=_ask_to_approve)


def _ask_to_approve(page: Page) -> None:
    page.locator("button[data-workflow-action-name=approve]").first.dispatch_event("click")
    page.locator(".modal-dialog").wait_for()


def translation(album: Album) -> None:
    """Side by side, with a text whose source has changed; before the first translation."""
    there = people.staged(album)
    author = people.adult(album, "author").client
    album.take_room("cms-translation", f"/cms/pages/{there['translation']}/edit/", author)
    submit = f"/cms/localize/submit/page/{there['draft']}/"
    album.take_room("cms-translation-begin", submit, author)
