"""A lesson at its worst moment: a question of the quiz is open, some tablets have answered."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from benchmarks.classroom import form
from tests.actors import Seat, Teacher
from tests.server import Reply, Server

SEATS = 6
ANSWERED = 4


@dataclass
class Asked:
    """`teacher` at the board, whose page shows the open question; `seats` at their tablets."""

    server: Server
    teacher: Teacher
    seats: list[Seat]
    code: str

    def rows(self, sql: str) -> list[tuple]:
        """What is in the database file; the server keeps running."""
        return rows(self.server, sql)

    def released(self) -> list[tuple]:
        return self.rows("select submitted from quizzes_release")

    def pooled(self) -> list[tuple]:
        return self.rows("select submitted, runs from classrooms_pool")

    def close(self) -> Reply:
        """Close the question on the board, though not everybody has sent."""
        path, hidden = form(self.teacher.page, "quiz/close-question/")
        return self.teacher.client.post(path, hidden | {"confirmed": "1"})

    def come_back(self) -> None:
        """Every tablet polls, as it does after a restart."""
        for seat in self.seats:
            assert seat.pulse() in (200, 204)


def rows(server: Server, sql: str) -> list[tuple]:
    path = f"file:{server.data / 'birge.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(path, uri=True)) as database:
        return database.execute(sql).fetchall()


def ask(server: Server, answered: int = ANSWERED, of: int = SEATS, title: str = "тамаша") -> Asked:
    """Start a lesson, open its last quiz, and let the first `answered` of the seats answer."""
    teacher = Teacher.of(server, "teacher")
    teacher.start(title, 24, present=of)
    code = teacher.open_last_quiz()
    joined = [Seat.join(server, code) for _ in range(of)]
    teacher.press("quiz/next/")
    for seat in joined[:answered]:
        assert seat.answer()
    teacher.refresh()
    return Asked(server, teacher, joined, code)
