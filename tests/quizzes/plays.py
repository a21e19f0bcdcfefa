"""Playing the engine in tests: questions, and a run whose moves are committed at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4, uuid5

from quizzes import actions, animals, closing, frames, joining, keys, live, tablets
from quizzes.models import Run
from quizzes.papers import Paper
from quizzes.questions import Option, Question, Text
from quizzes.states import Kind, Pace, Phase, Wave

NAMESPACE = UUID("0c9e2c9e-95f3-4f35-9d0e-3a3f3d8f1c11")


def text(words: str) -> Text:
    return Text({"ky": f"{words} кы", "ru": f"{words} ру", "en": words})


def question(name: str, kind: Kind = Kind.KNOWLEDGE, **fields) -> Question:
    options = tuple(Option(o, text(f"{name} {o}"), text(f"why {o}")) for o in "abc")
    defaults = {
        "id": str(uuid5(NAMESPACE, name)),
        "kind": kind,
        "prompt": text(f"question {name}"),
        "options": options,
        "key": frozenset("a"),
        "counted": True,
    }
    return Question(**(defaults | fields))


def quiz(count: int = 5) -> list[Question]:
    return [question(f"q{i}") for i in range(count)]


@dataclass
class Play:
    """One run, played through the engine's own functions."""

    run_id: UUID
    commit: object
    papers: dict[int, str]

    @property
    def run(self) -> Run:
        return Run.objects.get(id=self.run_id)

    def _do(self, act):
        with self.commit(execute=True):
            return act(self.run_id, step=self.run.step)

    def ask(self):
        return self._do(actions.ask_next)

    def let_talk(self):
        return self._do(actions.let_talk)

    def close_questions(self):
        return self._do(closing.close_questions)

    def close_question(self):
        """Close the one question that is led to; its tally, if there is one."""
        return next(iter(self.close_questions()), None)

    def close_typed(self, chosen: dict[str, int]):
        """Close the question with what a teacher counted, by option."""
        return self._do(partial(closing.close_typed, chosen=chosen))

    def explain(self, index: int):
        return self._do(partial(actions.explain, index=index))

    def close(self):
        return self._do(closing.close_run)

    def join(self) -> int:
        with self.commit(execute=True):
            seated = joining.take_seat(tablets.Tablet(), keys.of(self.run_id).code)
        seat = len(self.papers)
        self.papers[seat] = seated.sealed
        return seat

    def replace(self, seat: int) -> None:
        """A new tablet takes the seat."""
        animal, colour = animals.of_seat(self.run_id, seat)
        code = joining.offer_seat(self.run, animal=animal.id, colour=colour.id)
        with self.commit(execute=True):
            self.papers[seat] = joining.take_seat(tablets.Tablet(), code).sealed

    def tablet(self, seat: int) -> tablets.Tablet:
        return tablets.Tablet(self.run_id, 0, ((0, self.papers[seat]),))

    def answer(self, seat: int, option: str, question_id: str | None = None) -> Paper:
        """Answer the question with that id, else the first that is open."""
        frame = tablets.welcome(self.tablet(seat))
        at = tablets.seat_in_turn(self.tablet(seat), frame)
        asked = [question for _, question in frame.open_questions]
        chosen = next((q for q in asked if q.id == question_id), asked[0])
        token = at.token(chosen, option)
        paper = tablets.submit(at, question_id or chosen.id, token)
        self.papers[seat] = at.sealed(paper)
        return paper

    def answer_each(self, seat: int, options: Iterable[str]) -> None:
        """Answer the run's first questions, one option each."""
        for question, option in zip(self.run.questions, options, strict=False):
            self.answer(seat, option, question.id)

    def poll(self, seat: int) -> None:
        tablets.welcome(self.tablet(seat))

    def ask_all(self, answers: list[str]):
        """Ask the next question, let seat i answer answers[i], close; the tally."""
        assert self.ask()
        for seat, option in enumerate(answers):
            self.answer(seat, option)
        return self.close_question()


def restart() -> None:
    """What a killed process leaves behind: the database and the key files, no memory."""
    live.store.cache_clear()
    frames.forget()
    keys.forget()


def opened(
    commit, *, questions=None, present=30, wave=Wave.POST, group=None, pace=Pace.LED, **more
) -> Play:
    """A run in its lobby; `more`: way, lesson, only_new."""
    with commit(execute=True):
        run = actions.open_run(
            group=group or uuid4(),
            questions=questions or quiz(),
            wave=wave,
            present=present,
            language="ky",
            pace=pace,
            **more,
        )
    assert run.phase == Phase.LOBBY
    return Play(run.id, commit, {})
