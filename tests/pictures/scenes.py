"""What is in the album: a teacher leads a lesson over HTTP; every screen on the way is kept."""

import re
from collections.abc import Callable

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
    album.take("help", f"/{language}/help/", down=True)
    album.take("privacy", f"/{language}/privacy/", down=True)
    album.take("exit", "/exit/")
    album.take("login", "/login/")


def teacher(album: Album) -> None:
    """Before a lesson."""
    one = _teacher(album)
    one.open("/teach/")
    album.take("teach-home", "/teach/", one.client, down=True)
    room, prepare = _first(one.page, r"/teach/class/[^\"/]+/"), ""
    album.take("class", room, one.client, down=True)
    one.open(room + "start/")
    album.take("start", one.path, one.client, down=True)
    prepare = _first(one.page, r"/teach/class/[^\"/]+/prepare/[^\"/]+/")
    album.take("prepare", prepare, one.client, down=True)


def board(album: Album) -> None:
    """A lesson with a led quiz: board, desk and tablet at each step."""
    one = _teacher(album)
    one.start(TITLE[album.language], 24)
    desk = one.path + "desk/notes/"
    album.take("board-slide", one.path, one.client)
    album.take("desk-slide", desk, one.client, down=True)
    one.to_last_slide()
    album.take("board-quiz-slide", one.path, one.client)
    album.take("tablet-join", "/play/")
    one.press("/quiz/open/")
    album.take("board-lobby", one.path, one.client)
    seats = [_seat(album, one.code()) for _ in range(3)]
    album.take("tablet-lobby", "/play/", seats[0].client)
    one.press("/quiz/next/")
    album.take("tablet-question", "/play/", seats[0].client, down=True)
    album.take(
        "tablet-question-forced", "/play/", seats[0].client, down=True, forced_colors="active"
    )
    seats[1].answer()
    album.take("tablet-sent", "/play/", seats[1].client)
    album.take("board-asking", one.path, one.client)
    album.take("desk-asking", desk, one.client, down=True)
    one.close_question()
    album.take("board-explained", one.path, one.client)
    album.take("tablet-explained", "/play/", seats[0].client, down=True)
    one.press("/quiz/end/")
    album.take("board-closed", one.path, one.client)
    album.take("tablet-finished", "/play/", seats[0].client)
    _finish(one)
    album.take("board-finished", one.path, one.client)


SCENES: tuple[Callable[[Album], None], ...] = (public, teacher, board)


def _teacher(album: Album) -> Teacher:
    one = Teacher.of(album.server, "teacher")
    one.speak(album.language)
    return one


def _seat(album: Album, code: str) -> Seat:
    seat = Seat.join(album.server, code)
    seat.client.post("/play/language", {"language": album.language})
    return seat


def _finish(one: Adult) -> None:
    one.refresh()
    one.press("/finish/")
    if 'name="confirmed"' in one.page:
        one.press("/finish/", confirmed="1")


def _first(page: str, pattern: str) -> str:
    return re.findall(pattern, page)[0]
