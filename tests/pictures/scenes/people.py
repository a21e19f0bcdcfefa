"""Who is in the scenes, and what they press."""

import json
import re

from tests.actors import Adult, Seat, Teacher
from tests.pictures.album import Album
from tests.server import manage

# A word of the title of the lesson that is led.
TITLE = {"ky": "тамаша", "ru": "шутка"}


def teacher(album: Album) -> Teacher:
    one = Teacher.of(album.server, "teacher")
    one.speak(album.language)
    return one


def adult(album: Album, role: str) -> Adult:
    """Who has this login."""
    one = Adult.of(album.server, role)
    one.speak(album.language)
    return one


def staged(album: Album) -> dict[str, int]:
    """What there is for the trainers' pages; made when it is asked for first."""
    file = album.server.data / "staged.json"
    if not file.exists():
        run_staged(album, f"everything({album.language!r})")
    return json.loads(file.read_text())


def run_staged(album: Album, act: str) -> None:
    """Do something of staged.py while nobody serves."""
    album.server.stop()
    done = manage(
        album.server.data, "shell", "--no-imports", "-c",
        f"from tests.pictures import staged; staged.{act}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    album.server.start()


def seat_at(album: Album, code: str) -> Seat:
    seat = Seat.join(album.server, code)
    seat.client.post("/play/language", {"language": album.language})
    return seat


def end_quiz(one: Adult) -> None:
    one.refresh()
    one.press("/quiz/end/")
    if 'name="confirmed"' in one.page:
        one.press("/quiz/end/", confirmed="1")


def finish(one: Adult) -> None:
    one.refresh()
    one.press("/finish/")
    if 'name="confirmed"' in one.page:
        one.press("/finish/", confirmed="1")


def first(page: str, pattern: str) -> str:
    return re.findall(pattern, page)[0]
