"""A title of 90 letters and a word of 60 on the board: nothing is cut, at the projector's size and
on the narrowest screen."""

import json
import sqlite3
from contextlib import closing

from tests.actors import Teacher, logins

LONG_WORD = "Ы" + "ө" * 59
LONG_TITLE = ("Биз эмнени билебиз жана эмне кылабыз " * 3)[:90]
SIZES = [(1024, 768), (320, 568)]


def rename_slides(data, title):
    """As if the lesson had been begun with such titles."""
    with closing(sqlite3.connect(data / "birge.sqlite3")) as database:
        (frozen,) = database.execute("SELECT frozen FROM classrooms_lessoncopy").fetchone()
        lesson = json.loads(frozen)
        for deck in lesson["decks"].values():
            for slide in deck["slides"]:
                slide["title"] = title
        database.execute("UPDATE classrooms_lessoncopy SET frozen = ?", [json.dumps(lesson)])
        database.commit()


def test_long_titles_are_not_cut(server, page):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24)
    board = teacher.path
    mine = logins(server)["teacher"]
    page.goto(f"{server.url}/login/")
    page.locator("#id_username").fill(mine["username"])
    page.locator("#id_password").fill(mine["password"])
    page.locator("form.login button").click()
    page.wait_for_selector(".cards")
    wide = []
    for title in (LONG_TITLE, LONG_WORD):
        server.stop()
        rename_slides(server.data, title)
        server.start()
        for place in (0, 3, 4, 8, 9):
            teacher.open(board)
            teacher.send(f"{board}move/", step=step_of(teacher.page), to=str(place))
            page.goto(server.url + board)
            assert page.locator(".controls__progress").get_attribute("value") == str(place + 1)
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
                if over > 1:
                    wide.append((title[:10], place, width, over))
    assert wide == []


def step_of(page):
    """The step that the board's own forms would send."""
    return page.split('name="step" value="')[1].split('"')[0]
