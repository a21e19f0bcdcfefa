"""Rule 4: whatever happens in whatever order, a question is released once and never changed."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.models import LessonSum, Lineage, Release, Run
from quizzes.states import Phase
from quizzes.tablets import Refused
from tests.quizzes.plays import opened, quiz, restart

SEATS = 4
STEPS = st.one_of(
    st.just(("join",)),
    st.just(("ask",)),
    st.tuples(st.just("answer"), st.integers(0, SEATS - 1), st.sampled_from("abc")),
    st.tuples(st.just("old paper"), st.integers(0, SEATS - 1)),
    st.tuples(st.just("poll"), st.integers(0, SEATS - 1)),
    st.just(("crash",)),
    st.just(("close question",)),
    st.just(("close",)),
    st.just(("reopen",)),
)


class Lesson:
    """A class that does things in any order, and remembers what was released."""

    def __init__(self, commit):
        self.commit = commit
        self.play = opened(commit, questions=quiz(2), present=SEATS)
        self.first_papers = {}
        self.released = {}

    def do(self, step):
        name, *rest = step
        getattr(self, name.replace(" ", "_"))(*rest)
        self.check()

    def join(self):
        if not self.play.run.is_open or self.play.run.seats_given == SEATS:
            return
        seat = self.play.join()
        self.first_papers[seat] = self.play.papers[seat]

    def ask(self):
        self.play.ask()

    def answer(self, seat, option):
        if seat in self.play.papers and self.play.run.phase == Phase.ASKING:
            try:
                self.play.answer(seat, option)
            except Refused:
                raise AssertionError("an open question refused an answer") from None

    def old_paper(self, seat):
        if seat in self.first_papers:
            self.play.papers[seat] = self.first_papers[seat]

    def poll(self, seat):
        if seat in self.play.papers:
            self.play.poll(seat)

    def crash(self):
        restart()

    def close_question(self):
        self.play.close_question()

    def close(self):
        self.play.close()

    def reopen(self):
        self.play = opened(self.commit, questions=quiz(2), present=SEATS, group=self.play.run.group)
        self.first_papers = {}

    def check(self):
        rows = {(r.group, r.lineage, r.wave): r for r in Release.objects.all()}
        assert len(rows) == Release.objects.count()
        for identity, (submitted, band) in self.released.items():
            assert (rows[identity].submitted, rows[identity].band) == (submitted, band)
        for identity, row in rows.items():
            assert 0 < row.submitted <= SEATS
            self.released[identity] = (row.submitted, row.band)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=5, max_size=25))
def test_at_most_one_release_in_any_order(commit, steps):
    for model in (LessonSum, Release, Lineage, Run):
        model.objects.all().delete()
    restart()
    lesson = Lesson(commit)
    for step in [("join",), ("join",), ("ask",), *steps]:
        lesson.do(step)
