"""A teacher leads lessons over HTTP; every screen on the way is kept."""

from functools import partial

from playwright.sync_api import Page

from tests.actors import Seat, Teacher
from tests.pictures.album import Album
from tests.pictures.scenes import forms, people


def one_each(album: Album) -> None:
    """A lesson with a led quiz, a tablet for each: board, desk and tablet at each step."""
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24)
    desk = one.path + "desk/notes/"
    album.take("board-slide", one.path, one.client)
    album.take("desk-slide", desk, one.client, down=True)
    _doors(album, one)
    album.take("today", one.path + "today/", one.client, down=True)
    _pause(album, one)
    one.to_last_slide()
    album.take("board-quiz-slide", one.path, one.client)
    album.take("desk-quiz-slide", desk, one.client, down=True)
    album.take("tablet-join", "/play/")
    one.press("/quiz/open/")
    album.take("board-lobby", one.path, one.client)
    seats = [people.seat_at(album, one.code()) for _ in range(3)]
    album.take("tablet-lobby", "/play/", seats[0].client)
    one.press("/quiz/next/")
    _question(album, seats[0])
    seats[1].answer()
    album.take("tablet-sent", "/play/", seats[1].client)
    album.take("board-asking", one.path, one.client)
    album.take("desk-asking", desk, one.client, down=True)
    one.press("/quiz/close-question/")
    album.take("replace", one.path + "replace/", one.client, down=True)
    if 'name="confirmed"' in one.page:
        one.press("/quiz/close-question/", confirmed="1")
    album.take("board-explained", one.path, one.client)
    album.take("desk-explained", desk, one.client, down=True)
    album.take("tablet-explained", "/play/", seats[1].client, down=True)
    one.press("/quiz/end/")
    album.take("board-closed", one.path, one.client)
    album.take("tablet-finished", "/play/", seats[0].client)
    people.finish(one)
    album.take("board-finished", one.path, one.client)


def _pause(album: Album, one: Teacher) -> None:
    """The bell rings, and the class goes on another day."""
    one.press("/pause/")
    album.take("board-paused", one.path, one.client)
    album.take("desk-paused", one.path + "desk/notes/", one.client, down=True)
    one.send(one.path + "resume/", present="24", tablets="")


def _doors(album: Album, one: Teacher) -> None:
    """The way to the desk on a phone."""
    board = one.path
    album.take("desk-door", f"{board}desk/", one.client, down=True)
    album.take("desk-door-code", f"{board}desk/", one.client, down=True, first=_ask_for_code)
    one.send(f"{board}desk/link/")
    link = people.first(one.page, r"/teach/desk/[^<\s]+")
    phone = album.server.client()
    phone.post("/language/", {"language": album.language})
    album.take("desk-phone", link, phone, down=True)
    one.open(board)


def _ask_for_code(page: Page) -> None:
    forms.send(page, "form[action$='/desk/link/'] button", ".qr__code")


def _question(album: Album, seat: Seat) -> None:
    """A question on a tablet, also in forced colours and to be read in sentences."""
    album.take("tablet-question", "/play/", seat.client, down=True)
    forced = {"down": True, "forced_colors": "active"}
    album.take("tablet-question-forced", "/play/", seat.client, **forced)
    seat.client.post("/play/easy", {"easy": "1"})
    album.take("tablet-question-easy", "/play/", seat.client, down=True)


def passing_on(album: Album) -> None:
    """24 pupils, six tablets that go round at each question."""
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24, tablets=6)
    one.to_last_slide()
    album.take("passing-quiz-slide", one.path, one.client)
    one.press("/quiz/open/", sharing="passing")
    album.take("passing-lobby", one.path, one.client)
    tablet = people.seat_at(album, one.code())
    album.take("passing-tablet-seat", "/play/", tablet.client)
    tablet.client.post("/play/done", {})
    album.take("passing-tablet-next", "/play/", tablet.client)
    tablet.client.post("/play/join", {})
    one.press("/quiz/next/")
    album.take("passing-tablet-cover", "/play/", tablet.client)
    tablet.client.post("/play/next", {})
    album.take("passing-tablet-question", "/play/", tablet.client, down=True)
    tablet.answer()
    album.take("passing-tablet-sent", "/play/", tablet.client)
    tablet.client.post("/play/next", {})
    tablet.answer()
    album.take("passing-tablet-all-sent", "/play/", tablet.client)
    people.end_quiz(one)
    for name, sharing in (("whole", "whole"), ("groups", "groups")):
        one.press("/quiz/open/", sharing=sharing)
        album.take(f"{name}-lobby", one.path, one.client)
        tablet = people.seat_at(album, one.code())
        album.take(f"{name}-tablet-lobby", "/play/", tablet.client)
        one.press("/quiz/next/")
        album.take(f"{name}-asking", one.path, one.client)
        album.take(f"{name}-tablet-question", "/play/", tablet.client, down=True)
        if name == "whole":
            one.close_question()
            album.take("whole-tablet-explained", "/play/", tablet.client, down=True)
        people.end_quiz(one)
    people.finish(one)


def other_plans(album: Album) -> None:
    """A tablet for each, and so few that they are not passed on."""
    for name, tablets in (("each", 24), ("few", 2)):
        one = people.teacher(album)
        one.start(people.TITLE[album.language], 24, tablets=tablets)
        one.to_last_slide()
        album.take(f"{name}-quiz-slide", one.path, one.client)
        if name == "each":
            one.press("/quiz/open/")
            album.take("each-lobby", one.path, one.client)
            people.end_quiz(one)
        people.finish(one)


def without_tablets(album: Album) -> None:
    """Hands and cards."""
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24, tablets=0)
    one.to_last_slide()
    album.take("hands-quiz-slide", one.path, one.client)
    for way in ("hands", "cards"):
        one.press("/quiz/open/", way=way)
        album.take(f"{way}-lobby", one.path, one.client)
        one.press("/quiz/next/")
        album.take(f"{way}-asking", one.path, one.client)
        people.end_quiz(one)
    people.finish(one)


def two_rounds(album: Album) -> None:
    """Two rounds with talk between."""
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24)
    one.to_last_slide()
    one.press("/quiz/open/", rounds="2")
    seat = people.seat_at(album, one.code())
    one.press("/quiz/next/")
    album.take("rounds-first", one.path, one.client)
    album.take("rounds-tablet-first", "/play/", seat.client, down=True)
    seat.answer()
    one.press("/quiz/talk/")
    album.take("rounds-talk", one.path, one.client)
    album.take("rounds-desk-talk", one.path + "desk/notes/", one.client, down=True)
    album.take("rounds-tablet-talk", "/play/", seat.client)
    one.press("/quiz/next/")
    album.take("rounds-second", one.path, one.client)
    people.end_quiz(one)
    people.finish(one)


def beside_the_lesson(album: Album) -> None:
    """A question of the teacher's own, a story chosen by tablets, a dark board, the bell."""
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24)
    step = people.first(one.page, r'name="step" value="(\d+)"')
    one.send(f"{one.path}ask/", step=step, answers="three")
    album.take("aside-lobby", one.path, one.client)
    seat, *others = (people.seat_at(album, one.code()) for _ in range(8))
    one.press("/quiz/next/")
    album.take("aside-asking", one.path, one.client)
    album.take("aside-tablet", "/play/", seat.client, down=True)
    one.close_question()
    album.take("aside-explained", one.path, one.client)
    one.press("/quiz/rest/")
    album.take("aside-tablet-resting", "/play/", seat.client)
    album.take("aside-more", one.path, one.client, first=_more)
    _to_story(one)
    album.take("story", one.path, one.client)
    one.press("/vote/")
    album.take("story-vote", one.path, one.client)
    album.take("story-tablet", "/play/", seat.client, down=True)
    for each in (seat, *others):
        each.answer(1)
    one.close_question()
    album.take("story-chosen", one.path, one.client)
    step = people.first(one.page, r'name="step" value="(\d+)"')
    one.send(one.path + "blank/", blank="1", step=step)
    album.take("board-dark", one.path, one.client)
    one.refresh()
    one.press("/blank/")
    one.to_last_slide()
    people.finish(one)


def _more(page: Page) -> None:
    page.locator("details.more > summary").click()


def _to_story(one: Teacher) -> None:
    while "slide--story" not in one.page:
        one.press("/move/", to=str(one._next()))


def new_address(album: Album) -> None:
    """The router has given the computer another address."""
    one = people.teacher(album)
    one.start(people.TITLE[album.language], 24)
    one.to_last_slide()
    one.press("/quiz/open/")
    code = one.code()
    for _ in range(5):
        people.seat_at(album, code)
    one.press("/quiz/next/")
    album.server.stop()
    album.server.more["BIRGE_PUBLIC_URL"] = "http://192.168.7.41:8000"
    album.server.start()
    album.take("moved-board", one.path, one.client)
    stranger = album.server.client()
    stranger.post("/play/language", {"language": album.language})
    again = partial(forms.join, code, ".screen--back")
    album.take("moved-tablet", "/play/", stranger, down=True, first=again)
