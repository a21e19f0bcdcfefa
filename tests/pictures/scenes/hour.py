"""What is in the album: a teacher leads lessons over HTTP; every screen on the way is kept."""

import re
from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.actors import Adult, Seat, Teacher
from tests.pictures.album import Album

TITLE = {"ky": "тамаша", "ru": "шутка"}


def everything(album: Album) -> None:
    """All scenes, one after the other on one server."""
    for scene in SCENES:
        scene(album)


def public(album: Album) -> None:
    """What anybody may open."""
    language = album.language
    album.take("home", f"/{language}/", down=True)
    album.take("help", "/help/", down=True)
    album.take("privacy", f"/{language}/privacy/", down=True)
    album.take("16-days", f"/{language}/16-days/", down=True)
    album.take("exit", "/exit/")
    album.take("login", "/login/")


def before_a_lesson(album: Album) -> None:
    """The teacher's pages."""
    one = _teacher(album)
    one.open("/teach/")
    album.take("teach-home", "/teach/", one.client, down=True)
    room = _first(one.page, r"/teach/class/[^\"/]+/")
    album.take("class", room, one.client, down=True)
    one.open(room + "start/")
    album.take("start", one.path, one.client, down=True)
    prepare = _first(one.page, r"/teach/class/[^\"/]+/prepare/[^\"/]+/")
    album.take("prepare", prepare, one.client, down=True)
    album.take("check", room + "check/", one.client, down=True)


def campaign(album: Album) -> None:
    """The 16 Days: a class's calendar, a day, its board, the school's carpet."""
    one = _teacher(album)
    one.open("/teach/")
    room = _first(one.page, r"/teach/class/[^\"/]+/")
    one.open(room + "16-days/")
    album.take("campaign-calendar", one.path, one.client, down=True)
    day = _first(one.page, r"/teach/class/[^\"/]+/16-days/\d+/")
    one.open(day)
    album.take("campaign-day", day, one.client, down=True)
    board = _first(one.page, r"/teach/class/[^\"/]+/16-days/\d+/board/[^\"]+")
    album.take("campaign-board", board, one.client)
    album.take("campaign-board-step", f"{board}2/", one.client)
    one.open(room + "16-days/")
    place = _first(one.page, r"/teach/place/[^\"/]+/16-days/")
    album.take("campaign-school", place, one.client, down=True)


def one_each(album: Album) -> None:
    """A lesson with a led quiz, a tablet for each: board, desk and tablet at each step."""
    one = _teacher(album)
    one.start(TITLE[album.language], 24)
    desk = one.path + "desk/notes/"
    album.take("board-slide", one.path, one.client)
    album.take("desk-slide", desk, one.client, down=True)
    album.take("today", one.path + "today/", one.client, down=True)
    _pause(album, one)
    one.to_last_slide()
    album.take("board-quiz-slide", one.path, one.client)
    album.take("desk-quiz-slide", desk, one.client, down=True)
    album.take("tablet-join", "/play/")
    one.press("/quiz/open/")
    album.take("board-lobby", one.path, one.client)
    seats = [_seat(album, one.code()) for _ in range(3)]
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
    album.take("tablet-explained", "/play/", seats[0].client, down=True)
    one.press("/quiz/end/")
    album.take("board-closed", one.path, one.client)
    album.take("tablet-finished", "/play/", seats[0].client)
    _finish(one)
    album.take("board-finished", one.path, one.client)


def _pause(album: Album, one: Teacher) -> None:
    """The bell rings, and the class goes on another day."""
    one.press("/pause/")
    album.take("board-paused", one.path, one.client)
    album.take("desk-paused", one.path + "desk/notes/", one.client, down=True)
    one.send(one.path + "resume/", present="24", tablets="")


def _question(album: Album, seat: Seat) -> None:
    """A question on a tablet, also in forced colours and to be read in sentences."""
    album.take("tablet-question", "/play/", seat.client, down=True)
    forced = {"down": True, "forced_colors": "active"}
    album.take("tablet-question-forced", "/play/", seat.client, **forced)
    seat.client.post("/play/easy", {"easy": "1"})
    album.take("tablet-question-easy", "/play/", seat.client, down=True)


def passing_on(album: Album) -> None:
    """24 pupils, six tablets that go round at each question."""
    one = _teacher(album)
    one.start(TITLE[album.language], 24, tablets=6)
    one.to_last_slide()
    album.take("passing-quiz-slide", one.path, one.client)
    one.press("/quiz/open/", sharing="passing")
    album.take("passing-lobby", one.path, one.client)
    tablet = _seat(album, one.code())
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
    _end(one)
    for name, sharing in (("whole", "whole"), ("groups", "groups")):
        one.press("/quiz/open/", sharing=sharing)
        album.take(f"{name}-lobby", one.path, one.client)
        tablet = _seat(album, one.code())
        album.take(f"{name}-tablet-lobby", "/play/", tablet.client)
        one.press("/quiz/next/")
        album.take(f"{name}-tablet-question", "/play/", tablet.client, down=True)
        _end(one)
    _finish(one)


def without_tablets(album: Album) -> None:
    """Hands and cards."""
    one = _teacher(album)
    one.start(TITLE[album.language], 24, tablets=0)
    one.to_last_slide()
    album.take("hands-quiz-slide", one.path, one.client)
    for way in ("hands", "cards"):
        one.press("/quiz/open/", way=way)
        album.take(f"{way}-lobby", one.path, one.client)
        one.press("/quiz/next/")
        album.take(f"{way}-asking", one.path, one.client)
        _end(one)
    _finish(one)


def two_rounds(album: Album) -> None:
    """Two rounds with talk between."""
    one = _teacher(album)
    one.start(TITLE[album.language], 24)
    one.to_last_slide()
    one.press("/quiz/open/", rounds="2")
    seat = _seat(album, one.code())
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
    _end(one)
    _finish(one)


def beside_the_lesson(album: Album) -> None:
    """A question of the teacher's own, a story chosen by tablets, a dark board, the bell."""
    one = _teacher(album)
    one.start(TITLE[album.language], 24)
    step = _first(one.page, r'name="step" value="(\d+)"')
    one.send(f"{one.path}ask/", step=step, answers="three")
    album.take("aside-lobby", one.path, one.client)
    seat = _seat(album, one.code())
    one.press("/quiz/next/")
    album.take("aside-asking", one.path, one.client)
    album.take("aside-tablet", "/play/", seat.client, down=True)
    one.close_question()
    album.take("aside-explained", one.path, one.client)
    one.press("/quiz/rest/")
    album.take("aside-tablet-resting", "/play/", seat.client)
    _to_story(one)
    album.take("story", one.path, one.client)
    one.press("/vote/")
    album.take("story-vote", one.path, one.client)
    album.take("story-tablet", "/play/", seat.client, down=True)
    one.press("/quiz/rest/")
    one.send(one.path + "blank/", blank="1", step=_first(one.page, r'name="step" value="(\d+)"'))
    album.take("board-dark", one.path, one.client)
    one.refresh()
    one.press("/blank/")
    one.to_last_slide()
    _finish(one)


def new_address(album: Album) -> None:
    """The router has given the computer another address."""
    one = _teacher(album)
    one.start(TITLE[album.language], 24)
    one.to_last_slide()
    one.press("/quiz/open/")
    code = one.code()
    for _ in range(5):
        _seat(album, code)
    one.press("/quiz/next/")
    album.server.stop()
    album.server.more["BIRGE_PUBLIC_URL"] = "http://192.168.7.41:8000"
    album.server.start()
    album.take("moved-board", one.path, one.client)
    stranger = album.server.client()
    stranger.post("/play/language", {"language": album.language})
    album.take("moved-tablet", "/play/", stranger, down=True, first=partial(_join, code))


SCENES: tuple[Callable[[Album], None], ...] = (
    public,
    before_a_lesson,
    campaign,
    one_each,
    passing_on,
    without_tablets,
    two_rounds,
    beside_the_lesson,
    new_address,
)


def _teacher(album: Album) -> Teacher:
    one = Teacher.of(album.server, "teacher")
    one.speak(album.language)
    return one


def _join(code: str, page: Page) -> None:
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.wait_for_selector(".screen--back")


def _seat(album: Album, code: str) -> Seat:
    seat = Seat.join(album.server, code)
    seat.client.post("/play/language", {"language": album.language})
    return seat


def _to_story(one: Teacher) -> None:
    while "slide--story" not in one.page:
        one.press("/move/", to=str(one._next()))


def _end(one: Adult) -> None:
    one.refresh()
    one.press("/quiz/end/")
    if 'name="confirmed"' in one.page:
        one.press("/quiz/end/", confirmed="1")


def _finish(one: Adult) -> None:
    one.refresh()
    one.press("/finish/")
    if 'name="confirmed"' in one.page:
        one.press("/finish/", confirmed="1")


def _first(page: str, pattern: str) -> str:
    return re.findall(pattern, page)[0]
