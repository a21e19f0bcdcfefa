"""Playing the engine in tests: questions, and a run whose moves are committed at once."""

from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from quizzes import actions, frames, keys, live, tablets
from quizzes.models import Run
from quizzes.papers import Paper
from quizzes.questions import Option, Question, Text
from quizzes.states import Kind, Phase, Wave

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

    def close_question(self):
        return self._do(actions.close_question)

    def close(self):
        return self._do(actions.close_run)

    def join(self) -> int:
        with self.commit(execute=True):
            _, _, sealed = tablets.take_seat(tablets.Tablet(), keys.of(self.run_id).code)
        seat = len(self.papers)
        self.papers[seat] = sealed
        return seat

    def tablet(self, seat: int) -> tablets.Tablet:
        return tablets.Tablet(self.run_id, 0, ((0, self.papers[seat]),))

    def answer(self, seat: int, option: str, question_id: str | None = None) -> Paper:
        frame = tablets.welcome(self.tablet(seat))
        at = tablets.seat_in_turn(self.tablet(seat), frame)
        asked = frame.question
        token = tablets.option_token(at, asked, option)
        paper = tablets.submit(at, question_id or asked.id, token)
        self.papers[seat] = at.sealed(paper)
        return paper

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


def opened(commit, *, questions=None, present=30, wave=Wave.POST, group=None) -> Play:
    with commit(execute=True):
        run = actions.open_run(
            group=group or uuid4(),
            questions=questions or quiz(),
            wave=wave,
            present=present,
            language="ky",
        )
    assert run.phase == Phase.LOBBY
    return Play(run.id, commit, {})
