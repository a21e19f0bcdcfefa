"""What the board shows at this moment: a slide, or the quiz in its phase.

Only what the whole class may see is here: no cue, no note, no seat, no count of what was chosen
(PRIVACY.md, rules 5 and 6).  Nothing here writes.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from classrooms import asked, milestones, moving
from classrooms.asides import Vote, plan_of, vote_on
from classrooms.asked import NotCounted, QuestionOnBoard
from classrooms.journey import Yurt
from classrooms.models import Taught, TaughtQuiz
from classrooms.moving import Move
from classrooms.states import Answers
from curriculum.acts import Play
from curriculum.help import Help, help_for_pupils
from curriculum.lessons import Deck
from curriculum.playing import play_of
from curriculum.slides import Slide
from curriculum.states import SlideKind
from curriculum.story_maps import StoryMap, map_of
from curriculum.story_play import StoryPlay
from quizzes import actions as engine
from quizzes import seating, showing
from quizzes.live import Progress
from quizzes.models import Run
from quizzes.questions import Words
from quizzes.seating import Proposal
from quizzes.states import Pace, Phase, Way


@dataclass(frozen=True)
class Stage:
    """The board of one lesson.  `quiz`: the open one, else the last one of the present slide."""

    taught: Taught
    deck: Deck | None
    quiz: TaughtQuiz | None
    # Of the words: that of the board, or the one that a teacher reads.
    language: str

    @property
    def slides(self) -> tuple[Slide, ...]:
        return self.deck.slides if self.deck else ()

    @property
    def position(self) -> int:
        """The slide shown, from 0."""
        return min(self.taught.position, max(len(self.slides) - 1, 0))

    @cached_property
    def places(self) -> list[int]:
        """The positions that this lesson goes through: a short one leaves some out, but never the
        slide that is on the board."""
        short = self.taught.is_short
        return [
            place
            for place, slide in enumerate(self.slides)
            if place == self.position or not (short and slide.skip_if_short)
        ]

    @property
    def number(self) -> int:
        """Which of `count` slides this is, from 1."""
        return sum(place <= self.position for place in self.places)

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def slide(self) -> Slide | None:
        return self.slides[self.position] if self.slides else None

    @property
    def previous(self) -> int | None:
        return max((place for place in self.places if place < self.position), default=None)

    @property
    def next(self) -> int | None:
        return min((place for place in self.places if place > self.position), default=None)

    @cached_property
    def play(self) -> Play | None:
        """What the class does with the slide, where it is one to play with."""
        slide = self.slide
        return play_of(slide, self.taught.plays.get(slide.id, {})) if slide else None

    @property
    def story_map(self) -> StoryMap | None:
        """The paths of the story, when they are to be shown."""
        play = self.play
        return map_of(play) if isinstance(play, StoryPlay) and play.shows_map else None

    @cached_property
    def help(self) -> Help | None:
        """For a help slide: the words for the class's age and the services checked by now."""
        if not self.deck or not self.slide or self.slide.kind is not SlideKind.HELP:
            return None
        return help_for_pupils(self.deck.age_band, self.slide.language)

    @property
    def name(self) -> str:
        """What is going on: slide, lobby, first, talk, asking, explained, closed, paused, finished
        or gone."""
        if not self.taught.is_running:
            return "finished"
        if self.taught.is_paused:
            return "paused"
        if self.quiz:
            return str(self.quiz.run.phase)
        return "slide" if self.slide else "gone"

    @property
    def picture(self) -> str:
        """Which picture to draw of it: both rounds of a question are asked in the same way, and
        what the teacher asked aloud is not explained but talked about."""
        if self.name == Phase.FIRST:
            return Phase.ASKING
        return Phase.TALK if self.is_aside and self.name == Phase.EXPLAINED else self.name

    @property
    def template(self) -> str:
        return f"classrooms/stage/{self.picture}.html"

    @property
    def is_blank(self) -> bool:
        """Whether the board is dark."""
        return self.taught.is_blank and self.name not in ("paused", "finished")

    @property
    def is_quiz_slide(self) -> bool:
        return bool(self.slide and self.slide.kind is SlideKind.QUIZ)

    @property
    def can_open_quiz(self) -> bool:
        """Whether this slide has a quiz, with something to ask."""
        if not self.slide or not self.deck or not self.is_quiz_slide:
            return False
        return self.slide.wave in self.deck.waves

    @property
    def shows_slides(self) -> bool:
        """Whether Back and Next turn slides: not while a quiz is open."""
        return self.name in ("slide", Phase.CLOSED)

    @property
    def plays_next(self) -> bool:
        """Whether Next stays within the slide: the next card, question or scene."""
        return bool(self.name == "slide" and self.play and self.play.has_next)

    @property
    def plays_back(self) -> bool:
        return bool(self.name == "slide" and self.play and self.play.has_back)

    @property
    def waits_for_quiz(self) -> bool:
        """Whether the next step is to open this slide's quiz for the first time."""
        return self.can_open_quiz and self.quiz is None

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """How this class can take a quiz, the recommended way first."""
        return seating.propose(self.taught.present, self.taught.tablets)

    @property
    def plan(self) -> Proposal | None:
        """How it takes the one that was opened."""
        here = (self.taught.present, self.taught.tablets)
        return self.run.plan_for(*here) if self.run else None

    @property
    def quizzes_so_far(self) -> int:
        """What a screen posts as its step when it opens a quiz from this slide."""
        return self.quiz.number if self.quiz else 0

    @property
    def run(self) -> Run | None:
        return self.quiz.run if self.quiz else None

    @property
    def takes_answers(self) -> bool:
        """Whether tablets answer now, for practice or not."""
        return self.name in (Phase.FIRST, Phase.ASKING)

    @property
    def has_rounds(self) -> bool:
        """Whether each question is asked twice, with talk between."""
        return self.run is not None and self.run.rounds > 1

    @property
    def is_aside(self) -> bool:
        """Whether it is a question beside the lesson."""
        return self.run is not None and self.run.is_aside

    @property
    def is_vote(self) -> bool:
        """Whether the tablets choose the way of a story, or will as soon as they have joined."""
        return self.is_aside and bool(self.run and self.run.questions[-1].votes)

    @property
    def own_answers(self) -> list[Answers]:
        """What the tablets can offer for a question that is asked aloud."""
        return list(Answers)

    @property
    def may_ask_aside(self) -> bool:
        """Whether the teacher may ask a question of their own now."""
        is_through = self.is_aside and self.name == Phase.EXPLAINED
        is_free = self.shows_slides or is_through
        return self.taught.is_running and is_free and plan_of(self.taught) is not None

    @cached_property
    def vote(self) -> Vote | None:
        """Where a story has several ways on: whether the tablets may choose, or have chosen."""
        play = self.play if self.name == "slide" else None
        return vote_on(self.taught, play) if isinstance(play, StoryPlay) else None

    @property
    def chosen_words(self) -> Words | None:
        """The way that the tablets have chosen here."""
        if self.vote is None:
            return None
        options = self.vote.question.options
        found = (each.text for each in options if each.id == self.vote.chosen)
        text = next(found, None)
        return text.words(self.language) if text else None

    @property
    def is_own_pace(self) -> bool:
        """Whether each seat goes through the quiz by itself."""
        return self.run is not None and self.run.pace == Pace.OWN

    @property
    def has_tablets(self) -> bool:
        """Whether pupils answer on tablets, and not by hands or with cards."""
        return self.run is None or self.run.has_tablets

    @property
    def has_cards(self) -> bool:
        """Whether an answer has a number: that is what a pupil writes on a card."""
        return self.run is not None and self.run.way == Way.CARDS

    @property
    def takes_numbers(self) -> bool:
        """Whether the teacher types how many chose each answer, which closes the question."""
        counts = self.question is not None and self.question.counts
        return self.name == Phase.ASKING and not self.has_tablets and counts

    @property
    def counted(self) -> int:
        """How many questions of the quiz count."""
        return sum(question.counted for question in self.run.questions) if self.run else 0

    @property
    def not_counted(self) -> list[NotCounted]:
        """The questions of the quiz that are practice, each with the reason."""
        return asked.not_counted(self.run, self.language) if self.run else []

    @property
    def closes_at_once(self) -> bool:
        """Whether closing asks nothing first: everybody has sent, or nothing is counted anyway,
        without tablets or because the teacher asks aloud."""
        is_free = self.is_aside and not self.is_vote
        return self.everybody_sent or is_free or not (self.has_tablets or self.takes_numbers)

    @property
    def may_replace(self) -> bool:
        """Whether tablets are in use, so that one may have to be replaced."""
        return self.run is not None and self.run.is_open and self.run.has_tablets

    @property
    def step(self) -> int:
        return self.run.step if self.run else 0

    @property
    def mark(self) -> str:
        """Changes whenever another picture is to be drawn."""
        state = f"{self.name}-{self.taught.step}-{self.quizzes_so_far}-{self.step}{self._signs}"
        return f"{state}-{moving.mark(self.move)}" if self.may_replace else state

    @property
    def _signs(self) -> str:
        """How many files of the present question may no longer be shown."""
        current = self.run.current_question if self.run else None
        gone = len(showing.off([current])) if current else 0
        return f"-{gone}" if gone else ""

    @cached_property
    def move(self) -> Move | None:
        """Where tablets find this computer after its address changed in the middle of a quiz."""
        return moving.of(self.run) if self.run and self.may_replace else None

    @cached_property
    def progress(self) -> Progress | None:
        """How many tablets' seats are here and have sent, while a quiz is open."""
        return engine.progress(self.run) if self.run and self.run.is_open else None

    def counted_anew(self) -> "Stage":
        """The same board, its counts as they are now."""
        return replace(self)

    @property
    def everybody_sent(self) -> bool:
        """Whether a question may be closed without asking; nobody at all is not everybody."""
        return bool(self.progress and self.progress.seats and self.progress.is_complete)

    @property
    def seen(self) -> str:
        """Changes whenever another count is to be drawn."""
        p = self.progress
        back = f"-{self.move.back}" if self.move else ""
        return f"{p.submitted}-{p.seats}-{p.back}{back}" if p else ""

    @cached_property
    def growth(self) -> milestones.Growth | None:
        """What the lesson brought to the class's boz üy, when it is over."""
        return None if self.taught.is_running else milestones.growth(self.taught)

    @cached_property
    def yurt(self) -> Yurt | None:
        """The class's boz üy as it stood at the end of this lesson."""
        return Yurt(self.growth.pieces) if self.growth else None

    @cached_property
    def question(self) -> QuestionOnBoard | None:
        current = self.run.current_question if self.run else None
        return asked.on_board(self.run, current, self.language) if self.run and current else None


def of(taught: Taught, language: str = "") -> Stage:
    """The board of a lesson as it is now, in its own language or another one."""
    language = language or taught.language
    quiz = taught.open_quiz() if taught.is_running else None
    stage = Stage(taught, taught.deck(language), quiz, language)
    if stage.quiz is None and stage.slide and not taught.is_paused:
        return replace(stage, quiz=taught.quizzes_at(stage.slide.id).first())
    return stage
