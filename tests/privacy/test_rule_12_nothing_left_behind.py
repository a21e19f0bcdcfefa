"""Rules 1, 2 and 12 on the real server: no byte on the disk, in a backup or in the log points at a
pupil, during a run and after it, at both paces, whatever goes wrong.

Canaries that could leak are planted: where the tablets come from and what their browsers say, what
pupils type, their papers, the tokens of options, join codes, and the key of the run in every usual
spelling.
"""

import re
import sqlite3
from base64 import urlsafe_b64decode
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import pytest

from quizzes.animals import ANIMALS
from tests.actors import Adult, Teacher
from tests.privacy import canaries
from tests.privacy.canaries import Files, backup, everything, spellings, where, where_number
from tests.privacy.loud import SPOKEN, WRONG_CODE, LoudSeat, misbehave

SEATS = 4
KEY_BYTES = 32
# What a lesson with a quiz changes in the database, and nothing else does: a new table
# fails here until somebody has thought about what it could tell of a pupil.
OF_A_LESSON = {
    "axes_accessattempt",  # the teacher's wrong password
    "classrooms_pool",
    "classrooms_taught",
    "classrooms_taughtquiz",
    "cms_user",
    "django_session",
    "quizzes_lineage",
    "quizzes_release",
    "quizzes_run",
    "sqlite_sequence",
}


@dataclass
class Played:
    """One quiz at one pace: what was planted and what was found."""

    pace: str
    code: str
    key: bytes = b""
    held: set[str] = field(default_factory=set)
    during: Files = field(default_factory=dict)
    after: Files = field(default_factory=dict)
    by_joining: set[str] = field(default_factory=set)
    by_answering: set[str] = field(default_factory=set)
    by_all: set[str] = field(default_factory=set)
    refused: list[int] = field(default_factory=list)

    @property
    def secrets(self) -> set[bytes]:
        """Papers and tokens as they travel, and papers as they are."""
        papers = [urlsafe_b64decode(one) for one in self.held if len(one) > 16]
        return {one.encode() for one in self.held}.union(*map(spellings, papers))


@contextmanager
def broken_database(server):
    """A table is missing for a moment: whatever asks for it fails in the middle of a page."""

    def rename(old, new):
        with closing(sqlite3.connect(server.data / "birge.sqlite3", timeout=20)) as database:
            database.execute(f"alter table {old} rename to {new}")

    rename("quizzes_run", "gone")
    yield
    rename("gone", "quizzes_run")


def mistype_password(server):
    """A teacher's failed login, which is noted; it must stay the only thing that is."""
    adult = Adult(server.client())
    adult.open("/login/")
    adult.send("/login/", username="teacher", password="wrong")
    assert adult.path == "/login/"


def play(server, pace: str, title: str, foreign: str) -> Played:
    began = canaries.tables(server)
    teacher = Teacher.of(server, "teacher")
    mistype_password(server)
    teacher.start(title, 24, present=SEATS)
    teacher.to_last_slide()
    played = Played(pace, teacher.open_last_quiz(pace=pace))
    (path,) = (server.data / "keys").iterdir()
    played.key = path.read_bytes()[:KEY_BYTES]

    before = canaries.tables(server)
    seats = [LoudSeat.join(server, played.code) for _ in range(SEATS)]
    seats[0].client.get("/play/here")
    played.refused = misbehave(seats[0], foreign)
    with broken_database(server):
        lost = LoudSeat(server.client())
        lost.listen()
        played.refused.append(lost.client.post("/play/join", {"code": played.code}).status)
        lost.client.cookies = {"seat": f"{'7' * 32}0", "p0": foreign}
        played.refused.append(lost.client.get("/play/").status)
        played.refused.append(lost.client.get("/play/pulse").status)
    played.by_joining = canaries.changes(before, canaries.tables(server))

    teacher.refresh()
    teacher.press("quiz/next/")
    before = canaries.tables(server)
    for number, seat in enumerate(seats):
        assert seat.answer_by_htmx(number) if number % 2 else answer(seat, pace, number)
    played.refused += misbehave(seats[1], foreign)
    played.by_answering = canaries.changes(before, canaries.tables(server))
    played.held = set().union(*(seat.held for seat in seats))
    played.during = everything(server) | backup(server, f"during-{pace}")

    teacher.refresh()
    teacher.close_question()
    assert {seat.screen for seat in seats} == {"explained"}
    teacher.press("quiz/end/")
    if 'name="confirmed"' in teacher.page:
        teacher.press("quiz/end/", confirmed="1")
    teacher.press("finish/")
    assert {seat.screen for seat in seats} == {"finished"}
    played.after = everything(server) | backup(server, f"after-{pace}")
    played.by_all = canaries.changes(began, canaries.tables(server))
    return played


def answer(seat: LoudSeat, pace: str, nth: int) -> bool:
    return seat.answer(nth) if pace == "led" else seat.answer_own(nth=nth)


@pytest.fixture(scope="module")
def lessons(shared_server):
    """A quiz led, then one at own pace, in which papers of the first turn up."""
    led = play(shared_server, "led", "тамаша", "A" * 48)
    foreign = next(one for one in led.held if len(one) > 16)
    own = play(shared_server, "own", "Тартуудан", foreign)
    own.held.discard(foreign)
    return [led, own]


@pytest.fixture(params=[0, 1], ids=["led", "own"])
def played(lessons, request):
    return lessons[request.param]


def test_what_was_planted_could_leak(played):
    """A leak test needs data that could leak: papers, tokens, errors of every kind."""
    assert len([one for one in played.held if len(one) > 16]) >= SEATS * 2
    assert len([one for one in played.held if len(one) == 16]) >= SEATS * 4
    assert {400, 403, 404, 405, 413, 415, 500} <= set(played.refused)
    assert {"data/birge.sqlite3", "data/birge.sqlite3-wal", "data/birge.sqlite3-shm"} <= set(
        played.during
    )
    assert f"during-{played.pace}/birge.sqlite3" in played.during
    assert f"after-{played.pace}/birge.sqlite3" in played.after


@pytest.mark.parametrize("when", ["during", "after"])
def test_no_byte_points_at_a_pupil(played, when):
    files = getattr(played, when)

    for secret in played.secrets:
        assert where(files, secret) == []
    for spoken in SPOKEN:
        assert (where_number if spoken == WRONG_CODE else spoken_in)(files, spoken) == []


def spoken_in(files: Files, spoken: str) -> list[str]:
    return where(files, spoken.encode())


def test_key_and_code_stand_in_the_key_file_alone_and_die_with_the_run(played):
    (key_file,) = where(played.during, played.key)
    assert re.fullmatch(r"data/keys/[0-9a-f]{32}", key_file)
    for spelling in spellings(played.key) - {played.key}:
        assert where(played.during, spelling) == []
    assert set(where_number(played.during, played.code)) | {key_file} == {key_file}
    assert played.code.encode() in played.during[key_file]

    for spelling in spellings(played.key):
        assert where(played.after, spelling) == []
    assert where_number(played.after, played.code) == []
    assert [name for name in played.after if name.startswith("data/keys/")] == []


def test_joining_changes_one_number_and_answering_changes_nothing(played):
    """The keeper counts a minute now and then."""
    kept = {"quizzes_run.minutes_open"}

    assert played.by_joining - kept == {"quizzes_run.seats_given"}
    assert played.by_answering - kept == set()


def test_a_lesson_changes_these_tables_and_no_other(lessons):
    changed = {change for played in lessons for change in played.by_all}

    assert {change.split(".")[0] for change in changed} == OF_A_LESSON
    assert {change for change in changed if change.startswith("cms_user")} == {
        "cms_user.last_login"
    }


def test_logs_and_temporary_files_say_nothing_of_the_pupils_part(lessons, shared_server):
    after = lessons[-1].after
    written = after["data.log"].decode().split("Ctrl+C", 1)[1]

    assert [name for name in after if name.startswith("tmp/")] == []
    assert "OperationalError" in written
    assert "no such table" not in written
    for path in re.findall(r"/play\S*", written):
        assert path == "/play/…"
    for animal in ANIMALS:
        assert animal.id not in written
    for word in ("option", "question=", "code=", "127.0.0.1", "wrong", "HTTP_"):
        assert word not in written.replace("take_seat(tablet, code)", "")
