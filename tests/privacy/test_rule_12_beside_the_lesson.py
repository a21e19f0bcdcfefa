"""Rules 1, 4, 7 and 12 on the real server, for two rounds, a question of the teacher's own and the
way of a story: no byte on the disk or in the log points at a pupil or at what was chosen."""

import re
from base64 import urlsafe_b64decode

import pytest

from benchmarks.classroom import form
from tests.actors import Teacher
from tests.privacy import canaries
from tests.privacy.canaries import everything, spellings, where, where_number
from tests.privacy.loud import SPOKEN, WRONG_CODE, LoudSeat
from tests.privacy.test_rule_12_nothing_left_behind import OF_A_LESSON

SEATS = 6


class Beside:
    """A lesson in which everything is asked that this file is about; `files` at each moment."""

    def __init__(self, server):
        self.server, self.files, self.held = server, {}, set()
        self.began = canaries.tables(server)
        self.teacher = Teacher.of(server, "teacher")
        self.teacher.start("тамаша", 24, present=SEATS)

    def join(self):
        self.seats = [LoudSeat.join(self.server, self.teacher.code()) for _ in range(SEATS)]
        self.teacher.refresh()
        self.teacher.press("quiz/next/")

    def answer(self, moment):
        """Everybody sends; no row changes by it, and the disk is looked at."""
        before = canaries.tables(self.server)
        for number, seat in enumerate(self.seats):
            assert seat.answer(number % 3)
            self.held |= seat.held
        changed = canaries.changes(before, canaries.tables(self.server))
        assert changed <= {"quizzes_run.minutes_open"}
        self.files[moment] = everything(self.server)
        self.teacher.refresh()

    def improvised(self):
        path, hidden = form(self.teacher.page, "/ask/")
        self.teacher.send(path, **hidden | {"answers": "three"})
        self.join()
        self.answer("an own question")
        self.teacher.press("quiz/close-question/")
        self.teacher.press("quiz/rest/")

    def voted(self):
        """The same tablets, without joining again."""
        story = next(i for i in range(30) if self._turn(i))
        assert story
        self.teacher.press("/vote/")
        self.answer("a vote")
        self.teacher.press("quiz/close-question/")

    def _turn(self, number):
        path, hidden = form(self.teacher.page, "/move/")
        self.teacher.client.post(path, hidden | {"to": str(number)})
        return "slide--story" in self.teacher.refresh()

    def two_rounds(self):
        self.teacher.to_last_slide()
        path, hidden = form(self.teacher.page, "quiz/open/")
        self.teacher.send(path, **hidden | {"rounds": "2"})
        self.join()
        self.answer("the first round")
        self.teacher.press("quiz/talk/")
        self.teacher.press("quiz/next/")
        self.answer("the second round")
        self.teacher.press("quiz/close-question/")

    def finish(self):
        self.teacher.press("quiz/end/")
        self.teacher.press("finish/")
        self.files["the end"] = everything(self.server)
        return canaries.changes(self.began, canaries.tables(self.server))


@pytest.fixture(scope="module")
def lesson(shared_server):
    lesson = Beside(shared_server)
    lesson.improvised()
    lesson.voted()
    lesson.two_rounds()
    lesson.changed = lesson.finish()
    return lesson


def test_no_byte_points_at_a_pupil(lesson):
    papers = [urlsafe_b64decode(one) for one in lesson.held if len(one) > 16]
    tokens = [one for one in lesson.held if len(one) == 16]
    assert len(papers) >= 4 * SEATS
    assert len(tokens) >= 4 * SEATS
    secrets = {one.encode() for one in lesson.held}.union(*map(spellings, papers))

    for moment, files in lesson.files.items():
        assert [where(files, secret) for secret in secrets if where(files, secret)] == [], moment
        for spoken in SPOKEN:
            if spoken == WRONG_CODE:
                assert where_number(files, spoken) == [], moment
            else:
                assert where(files, spoken.encode()) == [], moment


def test_only_the_way_that_was_chosen_is_kept(lesson):
    """One row for the vote, one release for the question that was asked in two rounds."""
    changed = {change.split(".")[0] for change in lesson.changed}
    assert changed - OF_A_LESSON == {"quizzes_decision"}

    rows = canaries.tables(lesson.server)
    (decision,) = rows["quizzes_decision"].values()
    assert set(decision) == {"id", "group", "lineage", "chosen", "decided_on"}
    (release,) = rows["quizzes_release"].values()
    assert release["submitted"] == SEATS


def test_the_log_says_nothing_of_the_pupils_part(lesson):
    log = lesson.files["the end"]["data.log"].decode().split("Ctrl+C", 1)[1]

    for path in re.findall(r"/play\S*", log):
        assert path == "/play/…"
    for word in ("option", "question=", "code=", "127.0.0.1"):
        assert word not in log
