"""Rule 4: whatever happens in whatever order, a class decides the way of a scene once."""

from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes import actions, asides
from quizzes.decisions import Decision
from quizzes.models import Run
from quizzes.states import Phase
from quizzes.votes import SMALLEST_FOR_DECISION
from tests.quizzes.plays import Play, question, restart

SEATS = 7
STEPS = st.one_of(
    st.just(("next",)),
    st.tuples(st.just("vote"), st.integers(0, SEATS - 1), st.sampled_from(["a", "b", "skip"])),
    st.just(("everybody",)),
    st.just(("close",)),
    st.just(("rest",)),
    st.just(("crash",)),
    st.just(("poll",)),
    st.just(("anew",)),
)


class Story:
    """A class that votes on one scene in any order, and remembers what was decided."""

    def __init__(self, commit):
        self.commit, self.group, self.decided = commit, uuid4(), None
        one = question("scene", key=frozenset(), counted=False, votes=True)
        self.way = question("scene", key=frozenset(), counted=False, votes=True, lineage=one.id)
        self.anew()

    def do(self, step):
        name, *rest = step
        getattr(self, name)(*rest)
        rows = [row.chosen for row in Decision.objects.for_group(self.group)]
        assert len(rows) <= 1
        assert self.decided is None or rows == [self.decided]
        self.decided = next(iter(rows), None)

    def anew(self):
        with self.commit(execute=True):
            run = asides.open_aside(
                group=self.group, question=self.way, present=SEATS, language="ky"
            )
        self.play = Play(run.id, self.commit, {})
        for _ in range(SEATS):
            self.play.join()
        self.play.ask()

    def next(self):
        with self.commit(execute=True):
            step = self.play.run.step
            asides.ask_more(self.play.run_id, question=self.way, step=step)

    def vote(self, seat, option):
        if self.play.run.phase == Phase.ASKING:
            self.play.answer(seat, option)

    def everybody(self):
        for seat in range(SEATS):
            self.vote(seat, "ab"[seat % 2])

    def close(self):
        sent, asked = actions.progress(self.play.run).submitted, self.play.run.asks_a_vote
        before = self.decided
        decision = self.play._do(asides.close_vote)
        enough = asked and sent >= SMALLEST_FOR_DECISION
        assert (decision is not None) == enough
        assert not enough or before in (None, decision.chosen)

    def rest(self):
        self.play._do(asides.rest)

    def crash(self):
        restart()

    def poll(self):
        for seat in range(SEATS):
            self.play.poll(seat)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=4, max_size=15))
def test_at_most_one_decision_in_any_order(commit, steps):
    Decision.objects.all().delete()
    Run.objects.all().delete()
    restart()
    story = Story(commit)
    for step in [("everybody",), *steps, ("close",)]:
        story.do(step)
