"""What goes otherwise than planned in a lesson, and what is done about it."""

import re
from functools import partial

from playwright.sync_api import Page

from quizzes.animals import COLOURS
from tests.actors import Seat, Teacher
from tests.pictures.album import Album
from tests.pictures.scenes import forms, people


def in_a_lesson(album: Album) -> None:
    """No Wi-Fi, an empty battery, not everybody has sent, the computer was off for a moment."""
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24)
    desk = one.path + "desk/notes/"
    one.to_last_slide()
    one.press("/quiz/open/")
    wrong = partial(forms.join, "000000", forms.REFUSED)
    album.take("trouble-wrong-code", "/play/", first=wrong)
    seats = [people.seat_at(album, one.code()) for _ in range(6)]
    animal = re.findall(r"animals/([a-z-]+)\.", seats[0].page())[0]
    one.press("/quiz/next/")
    album.take("tablet-help", "/play/", seats[1].client, first=_ask_for_help)
    album.take("trouble-not-sent", "/play/", seats[1].client, first=_send_in_vain)
    for seat in seats[2:]:
        seat.answer()
    album.take("trouble-not-all-board", one.path, one.client, first=_close)
    album.take("trouble-not-all-desk", desk, one.client, first=_close)
    _replace(album, one, seats[0], animal)
    album.server.stop()
    album.server.start()
    seats[1].pulse()
    album.take("trouble-restarted-board", one.path, one.client)
    album.take("trouble-restarted-desk", desk, one.client, down=True)
    people.end_quiz(one)
    people.finish(one)


def _ask_for_help(page: Page) -> None:
    page.locator("[data-help]").click()
    page.locator("#aside .help__services, #aside #help").first.wait_for()


def _send_in_vain(page: Page) -> None:
    """The Wi-Fi is gone when a pupil sends an answer."""
    page.route("**/play/answer", lambda route: route.abort())
    page.locator(".option__choice").nth(1).click()
    page.locator("form.question button[type=submit]").click()
    page.locator("[data-unsent]").wait_for()


def _close(page: Page) -> None:
    forms.send(page, "form[action$='/quiz/close-question/'] button", forms.ASKED)


def _replace(album: Album, one: Teacher, broken: Seat, animal: str) -> None:
    """The code for another tablet, and what the old one says from then on."""
    board = one.path
    one.open(f"{board}replace/")
    one.send(one.path, animal=animal, colour=COLOURS[0].id)
    album.take("replace-code", one.path, one.client)
    (first, second) = re.findall(r"replace__code\"><span>(\d+)</span> <span>(\d+)<", one.page)[0]
    Seat.join(album.server, first + second)
    album.take("trouble-moved-away", "/play/", broken.client)
    one.open(board)
