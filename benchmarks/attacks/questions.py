"""The questions of the attacks: made up, each with a lineage of its own."""

from math import log
from uuid import UUID, uuid5

from quizzes import votes
from quizzes.disclosure import ALPHA
from quizzes.questions import Option, Question, Text
from quizzes.states import Kind

NAMESPACE = UUID("6c5f1f0c-5e57-4d53-a5a4-3b9e7ad1c0de")
COUNTED = 5
ATTITUDES = 4
YES, NO = "agree", "disagree"
OPTIONS = (YES, NO)
# Kinds that are counted with the same noise are judged together.
SHARP, BROAD = "knowledge_scenario", "attitude"
# None of these is counted: a class chooses the way of a story together.
VOTE = "vote"
GROUP_OF = {Kind.KNOWLEDGE: SHARP, Kind.SCENARIO: SHARP, Kind.ATTITUDE: BROAD}
EPSILON = {group: -log(ALPHA[kind]) for kind, group in GROUP_OF.items()}
# A pupil who changes sides moves two counters.
EPSILON[VOTE] = -2 * log(votes.ALPHA)


def question(name: str, kind: Kind) -> Question:
    """One counted question of two options, of which YES is the key set."""
    is_attitude = kind is Kind.ATTITUDE
    why = Text({} if is_attitude else {"ky": f"why {name}"})
    return Question(
        id=str(uuid5(NAMESPACE, name)),
        name=name,
        kind=kind,
        prompt=prompt(name),
        options=tuple(Option(o, Text({"ky": f"{o} {name}"}), why) for o in OPTIONS),
        key=frozenset({YES}),
        counted=True,
        norm=is_attitude,
        explanation=Text({"ky": f"why {name}"} if is_attitude else {}),
    )


def prompt(name: str) -> Text:
    """What is asked: the name in a sentence that stands nowhere else."""
    return Text({"ky": f"Суроо {name} үчүн?"})


def quiz(lesson: str) -> list[Question]:
    """The five questions of a lesson, of both kinds that a lesson counts."""
    kinds = (Kind.KNOWLEDGE, Kind.SCENARIO)
    return [question(f"{lesson}-q{number}", kinds[number % 2]) for number in range(COUNTED)]


def attitudes(lesson: str) -> list[Question]:
    """The four norm questions of a year."""
    return [question(f"{lesson}-a{number}", Kind.ATTITUDE) for number in range(ATTITUDES)]
