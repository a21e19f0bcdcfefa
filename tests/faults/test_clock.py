"""The clock of the computer jumps three years in a question.  School laptops lose theirs."""

import re
from pathlib import Path

import pytest

from tests.actors import Adult
from tests.faults.lessons import ANSWERED, SEATS, ask

NOW = "+0d"


class Clock:
    """What the server takes for the time; it looks into the file each time it asks.  Its monotonic
    clock goes on, as a real one does."""

    def __init__(self, file: Path) -> None:
        self.file = file
        (library,) = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
        self.environment = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self.shift(NOW)

    def shift(self, days: str) -> None:
        draft = self.file.with_name("draft")
        draft.write_text(f"{days}\n")
        draft.replace(self.file)


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path / "clock")


def test_the_clock_jumps_three_years_around_a_close(make_server, clock):
    """Papers, polls, answers, the close, the board of a teacher who is logged in and a phone that
    is the desk go on; then the clock is put right again."""
    server = make_server(**clock.environment)
    server.start()
    asked = ask(server)
    teacher, releases = asked.teacher, []
    lesson, phone = teacher.path, desk_on_a_phone(server, teacher)
    teacher.open(lesson)

    for days in ("-1095d", "+1095d"):
        clock.shift(days)
        asked.come_back()
        assert asked.seats[ANSWERED].answer()
        no_nonsense(phone, f"{lesson}desk/notes/")
        no_nonsense(teacher, f"{lesson}desk/notes/")
        assert teacher.client.get(f"{lesson}pulse/").status == 200
        teacher.open(lesson)
        assert teacher.sent() == (ANSWERED + 1, SEATS)
        teacher.close_question()
        releases.append((ANSWERED + 1,))
        assert asked.released() == releases
        assert {seat.screen for seat in asked.seats} == {"explained"}

        clock.shift(NOW)
        assert phone.open(f"{lesson}desk/notes/").status == 200
        phone.press("quiz/next/")
        teacher.open(lesson)
        assert all(seat.answer() for seat in asked.seats[:ANSWERED])
        assert teacher.sent() == (ANSWERED, SEATS)

    teacher.close_question()
    assert asked.released() == [*releases, (ANSWERED,)]
    assert asked.pooled() == [(n, 1) for (n,) in asked.released()]
    teacher.press("quiz/end/")
    teacher.press("finish/")
    assert {seat.screen for seat in asked.seats} == {"finished"}
    no_nonsense(teacher, class_page(teacher))


def desk_on_a_phone(server, teacher):
    """Opens the desk with the one-time link that the laptop shows."""
    door = f"{teacher.path}desk/"
    teacher.open(door)
    teacher.send(f"{door}link/")
    phone = Adult(server.client())
    phone.open(re.findall(r"http://[^<\s]+(/teach/desk/[\w-]+/)", teacher.page)[0])
    phone.send(phone.path)
    assert "birge-desk" in phone.client.cookies
    return phone


def class_page(teacher):
    teacher.open("/teach/")
    return re.findall(r'href="(/teach/class/[0-9a-f-]{36}/)"', teacher.page)[0]


def no_nonsense(teacher, path):
    """No figure below zero, and none that only a year of minutes or days would make."""
    assert teacher.open(path).status == 200
    text = re.sub(r"(?s)<(script|style|svg).*?</\1>|<[^>]*>", " ", teacher.page)
    figures = [int(figure) for figure in re.findall(r"(?<![\w.-])[-\u2212]?\d+\b", text)]
    assert figures
    assert all(0 <= figure <= 2100 for figure in figures)
