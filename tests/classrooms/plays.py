"""Teaching in tests: a lesson moved by the real actions, answered by the engine's own seats."""

from dataclasses import dataclass

from classrooms import actions, stage
from classrooms.models import Classroom, Taught
from curriculum.models import LessonPage
from quizzes.states import Pace, Way
from tests.quizzes.plays import Play

HTMX = {"HX-Request": "true"}


@dataclass
class LessonPlay:
    taught: Taught
    commit: object
    seats: Play | None = None

    def _do(self, change, **how):
        with self.commit(execute=True):
            return change(**how)

    @property
    def board(self) -> stage.Stage:
        return stage.of(Taught.objects.get(pk=self.taught.pk))

    @property
    def run(self):
        return self.board.run

    def turn_to(self, slide: str) -> None:
        board = self.board
        position = [one.id for one in board.slides].index(slide)
        if position != board.position:
            self._do(actions.move_to_slide, taught=self.taught, position=position, step=self.step)

    @property
    def step(self) -> int:
        """Of the lesson, as a screen drawn now would send it."""
        return self.board.taught.step

    def act(self, act: str, value: str = "") -> bool:
        """Do something with the slide on the board."""
        return self._do(
            actions.play_slide, taught=self.taught, act=act, value=value, step=self.step
        )

    def open_quiz(self, pace=Pace.LED, way=Way.TABLETS, rounds=1):
        board = self.board
        quiz = self._do(
            actions.open_quiz,
            taught=self.taught,
            slide=board.slide,
            step=board.quizzes_so_far,
            pace=pace,
            way=way,
            rounds=rounds,
        )
        self.seats = Play(quiz.run_id, self.commit, {})
        return quiz

    def join(self, seats: int) -> None:
        for _ in range(seats):
            self.seats.join()

    def ask(self):
        return self._do(actions.ask_next, quiz=self.board.quiz, step=self.board.step)

    def answer(self, answers: list[str]) -> None:
        for seat, option in enumerate(answers):
            self.seats.answer(seat, option)

    def close_question(self):
        self._do(actions.close_question, quiz=self.board.quiz, step=self.board.step)

    def close_typed(self, right: int):
        """Close the question with that many pupils who chose an answer that fits."""
        chosen = {self.right_answer(): right}
        board = self.board
        self._do(actions.close_typed, quiz=board.quiz, step=board.step, chosen=chosen)

    def close_quiz(self):
        return self._do(actions.close_quiz, quiz=self.board.quiz, step=self.board.step)

    def finish(self):
        self._do(actions.finish_lesson, taught=self.taught)

    def right_answer(self) -> str:
        return min(self.run.current_question.key)

    def play_quiz(self, slide: str, seats: int) -> None:
        """The whole quiz of a slide, every seat right every time."""
        self.turn_to(slide)
        self.open_quiz()
        self.join(seats)
        while self.ask():
            self.answer([self.right_answer()] * seats)
            self.close_question()
        self.close_quiz()


def started(commit, classroom: Classroom, lesson: LessonPage, present: int) -> LessonPlay:
    taught = actions.start_lesson(
        classroom=classroom, lesson=lesson, present=present, language="ky"
    )
    return LessonPlay(taught, commit)
