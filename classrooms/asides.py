"""Questions beside the lesson: one that the teacher asks aloud, and which way a story goes.

Every change names the step that the screen was drawn with, like those in `actions`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import uuid4, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from classrooms.models import Taught, TaughtQuiz
from classrooms.states import Answers, NoVote
from curriculum.slides import Scene, Slide
from curriculum.story_play import StoryPlay
from quizzes import asides as engine
from quizzes import seating
from quizzes.decisions import Decision
from quizzes.disclosure import RELEASES_IN_YEAR
from quizzes.models import Lineage, Release
from quizzes.questions import SOURCE_LANGUAGE, Option, Question, Text
from quizzes.seating import Proposal
from quizzes.states import Kind, Pace, Way

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def improvised(answers: Answers) -> Question:
    """A question for practice whose words are the teacher's own, said aloud; neither its options
    nor anything else of it tells what was asked.

    Its options are a scale: torn apart, “first” and “second” could not be found.
    """
    options = tuple(Option(name, _spoken(say)) for name, say in _OPTIONS[answers])
    identity = str(uuid4())
    return Question(
        id=identity,
        lineage=identity,
        kind=Kind.ATTITUDE,
        prompt=_spoken(lambda: _("Listen to your teacher’s question. What do you say?")),
        options=options,
        key=frozenset(),
        counted=False,
    )


def _spoken(say: Callable[[], str]) -> Text:
    """What the catalogues have for it in each language."""
    words = {}
    for language in LANGUAGES:
        with translation.override(language):
            words[language] = say()
    return Text(words)


_NUMBERED: tuple[tuple[str, Callable[[], str]], ...] = (
    ("1", lambda: _("First answer")),
    ("2", lambda: _("Second answer")),
    ("3", lambda: _("Third answer")),
    ("4", lambda: _("Fourth answer")),
)
_OPTIONS: dict[Answers, tuple[tuple[str, Callable[[], str]], ...]] = {
    Answers.YES_NO: (("yes", lambda: _("Yes")), ("no", lambda: _("No"))),
    Answers.TWO: _NUMBERED[:2],
    Answers.THREE: _NUMBERED[:3],
    Answers.FOUR: _NUMBERED,
}


@dataclass(frozen=True)
class Vote:
    """A scene of a story whose way on the tablets may choose.

    `chosen`: the scene that they have chosen, "" if none; `reason`: why they may not now, if so.
    """

    question: Question
    chosen: str
    reason: NoVote | None


def vote_on(taught: Taught, play: StoryPlay) -> Vote | None:
    """The vote on the scene where the class is, None where there is nothing to choose between
    or the class has no tablets."""
    question = _way_question(taught, play)
    if question is None or plan_of(taught) is None:
        return None
    group = taught.classroom.group
    decided = Decision.objects.for_group(group).filter(lineage=question.lineage).first()
    chosen = decided.chosen if decided and decided.chosen in play.ways else ""
    return Vote(question, chosen, _reason(taught, is_decided=decided is not None))


def _reason(taught: Taught, *, is_decided: bool) -> NoVote | None:
    if is_decided:
        return NoVote.DECIDED
    if taught.is_talk_only:
        return NoVote.FEW
    spent = Release.objects.spent(taught.classroom.group)
    return NoVote.YEAR_FULL if spent.releases >= RELEASES_IN_YEAR else None


def _way_question(taught: Taught, play: StoryPlay) -> Question | None:
    """The scene as a question, with its lineage: its text's, wherever it was copied to."""
    scenes = _scenes(taught, play.scene.name)
    source = scenes.get(SOURCE_LANGUAGE, play.scene)
    ways = list(dict.fromkeys(play.ways))
    slide = taught.slide
    if slide is None or len(ways) < 2 or len(ways) != len(play.ways):
        return None
    question = Question(
        id=str(uuid5(taught.lesson_key, f"{slide.id}/{source.name}")),
        kind=Kind.SCENARIO,
        prompt=Text({language: scene.text for language, scene in scenes.items()}),
        options=tuple(_option(scenes, way) for way in ways),
        key=frozenset(),
        counted=False,
        votes=True,
    )
    (lineage,) = Lineage.objects.foreseen([question])
    return replace(question, lineage=str(lineage))


def _scenes(taught: Taught, name: str) -> dict[str, Scene]:
    """The scene in every language that the lesson has."""
    decks = (taught.deck(language) for language in LANGUAGES)
    slides = (_slide(deck.slides, taught.position) for deck in decks if deck)
    found = ((slide.language, slide.story and slide.story.scene(name)) for slide in slides if slide)
    return {language: scene for language, scene in found if scene}


def _slide(slides: Iterable[Slide], position: int) -> Slide | None:
    return dict(enumerate(slides)).get(position)


def _option(scenes: dict[str, Scene], way: str) -> Option:
    texts = {
        language: choice.text
        for language, scene in scenes.items()
        for choice in scene.choices
        if choice.goto == way
    }
    return Option(way, Text(texts))


def plan_of(taught: Taught) -> Proposal | None:
    """How the class's tablets answer a question that is led to; None where it has no tablets."""
    proposals = seating.propose(taught.present, taught.tablets)
    return seating.choose(proposals, way=Way.TABLETS, pace=Pace.LED)


@transaction.atomic
def ask_aside(*, taught: Taught, question: Question, step: int) -> bool:
    """Ask a question beside the lesson.  Tablets that are here from the last such question get it
    at once; else they join first.

    False if another screen was quicker, a quiz is open, the class has no tablets, or the lesson is
    over or broken off.
    """
    taught = Taught.objects.select_for_update().select_related("classroom").get(pk=taught.pk)
    on_board = taught.open_quiz()
    is_free = on_board is None or engine.is_through(on_board.run)
    if taught.step != step or not taught.is_running or taught.is_paused or not is_free:
        return False
    here = on_board or taught.resting()
    if here and engine.can_ask_more(here.run):
        return engine.ask_more(here.run_id, question=question, step=here.run.step)
    plan = plan_of(taught)
    if plan is None:
        return False
    run = engine.open_aside(
        group=taught.classroom.group,
        question=question,
        present=plan.seats,
        language=taught.language,
        sharing=plan.sharing,
        at_a_tablet=plan.seats_at_most,
    )
    number = taught.quizzes_at("").count() + 1
    TaughtQuiz.objects.create(taught=taught, slide_id="", number=number, run=run)
    return True


@transaction.atomic
def open_vote(*, taught: Taught, question: Question, step: int) -> bool:
    """Let the tablets choose the way of the story; its scene is given its lineage."""
    lineage = Lineage.objects.of(question)
    return ask_aside(taught=taught, question=replace(question, lineage=str(lineage)), step=step)


def rest(*, quiz: TaughtQuiz, step: int) -> bool:
    """Back to the lesson: what was asked beside it waits, a question still open is void."""
    return engine.rest(quiz.run_id, step=step)
