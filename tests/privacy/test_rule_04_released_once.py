"""Rule 4: whatever happens in whatever order, a question is released once and never changed."""

from collections import defaultdict
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes import actions
from quizzes.models import LessonSum, Lineage, Release, Run
from quizzes.states import Pace, Phase
from quizzes.tablets import Refused
from tests.quizzes.plays import opened, quiz, restart

SEATS = 4
QUESTIONS = 2
STEPS = st.one_of(
    st.just(("join",)),
    st.just(("ask",)),
    st.just(("talk",)),
    st.tuples(
        st.just("answer"),
        st.integers(0, SEATS - 1),
        st.sampled_from("abc"),
        st.integers(0, QUESTIONS - 1),
    ),
    st.tuples(st.just("old paper"), st.integers(0, SEATS - 1)),
    st.tuples(st.just("poll"), st.integers(0, SEATS - 1)),
    st.tuples(st.just("replace"), st.integers(0, SEATS - 1)),
    st.tuples(st.just("old tablet"), st.integers(0, SEATS - 1), st.sampled_from("abc")),
    st.just(("crash",)),
    st.just(("close what is asked",)),
    st.tuples(st.just("explain"), st.integers(-1, QUESTIONS)),
    st.just(("close",)),
    st.tuples(st.just("reopen"), st.sampled_from(Pace), st.booleans()),
)


class Lesson:
    """A class that does things in any order, and remembers what was released."""

    def __init__(self, commit, pace, rounds):
        self.commit, self.rounds = commit, rounds
        self.play = opened(
            commit, questions=quiz(QUESTIONS), present=SEATS, pace=pace, rounds=rounds
        )
        # Who has sent in a round that counts: run and seat, by question.
        self.counted = defaultdict(set)
        self.first_papers = {}
        self.replaced = {}
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

    def talk(self):
        self.play.let_talk()

    def answer(self, seat, option, which):
        run = self.play.run
        if seat in self.play.papers and run.open_questions:
            asked = run.open_questions
            _, question = asked[which % len(asked)]
            if run.phase == Phase.ASKING:
                self.counted[UUID(question.lineage)].add((run.id, seat))
            try:
                self.play.answer(seat, option, question.id)
            except Refused:
                raise AssertionError("an open question refused an answer") from None

    def old_paper(self, seat):
        if seat in self.first_papers:
            self.play.papers[seat] = self.first_papers[seat]

    def poll(self, seat):
        if seat in self.play.papers:
            self.play.poll(seat)

    def replace(self, seat):
        if seat in self.play.papers and self.play.run.is_open:
            self.replaced[seat] = self.play.papers[seat]
            self.play.replace(seat)
            self.first_papers[seat] = self.play.papers[seat]

    def old_tablet(self, seat, option):
        """It polls and answers with the paper that speaks no more, and changes nothing."""
        if seat not in self.replaced or not self.play.run.open_questions:
            return
        before = actions.progress(self.play.run)
        new, self.play.papers[seat] = self.play.papers[seat], self.replaced[seat]
        self.play.poll(seat)
        with pytest.raises(Refused):
            self.play.answer(seat, option)
        self.play.papers[seat] = new
        assert actions.progress(self.play.run) == before

    def crash(self):
        restart()

    def close_what_is_asked(self):
        self.play.close_questions()

    def explain(self, index):
        self.play.explain(index)

    def close(self):
        self.play.close()

    def reopen(self, pace, only_new):
        self.play = opened(
            self.commit,
            questions=quiz(QUESTIONS),
            present=SEATS,
            group=self.play.run.group,
            pace=pace,
            only_new=only_new,
            rounds=self.rounds,
        )
        self.first_papers = {}
        self.replaced = {}

    def check(self):
        rows = {(r.group, r.lineage, r.wave): r for r in Release.objects.all()}
        assert len(rows) == Release.objects.count()
        for identity, (submitted, band) in self.released.items():
            assert (rows[identity].submitted, rows[identity].band) == (submitted, band)
        for identity, row in rows.items():
            assert 0 < row.submitted <= SEATS
            # What was sent for practice is in no release.
            assert row.submitted <= len(self.counted[row.lineage])
            self.released[identity] = (row.submitted, row.band)


@pytest.mark.parametrize(("pace", "rounds"), [(Pace.LED, 1), (Pace.OWN, 1), (Pace.LED, 2)])
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=5, max_size=25))
def test_at_most_one_release_in_any_order(commit, pace, rounds, steps):
    for model in (LessonSum, Release, Lineage, Run):
        model.objects.all().delete()
    restart()
    lesson = Lesson(commit, pace, rounds)
    for step in [("join",), ("join",), ("ask",), *steps]:
        lesson.do(step)
