"""A class that never was: what each pupil of it would answer in a school year.

The model, in one place and as simple as it can be argued for:

- *Knowledge.*  Each pupil has a share of right answers for the whole year and answers each question
  right with that chance, independently.  The pupil who is attacked is weak or strong, a coin: weak
  is right half of the time (as somebody who wavers between two answers), strong in 17 of 20.  The
  others' shares are spread evenly between these two: a class holds both and all between.
- *Attitudes.*  Each pupil thinks yes or no of each of the year's four questions, before and after
  alike.  How many of the others say yes is drawn evenly from none to all; the pupil who is attacked
  is a coin, so that a guess without looking is right half of the time.

Nothing of it was fitted to a result: `Model` takes other shares, and the benchmark can be asked for
them.
"""

import random
from dataclasses import dataclass

LESSONS = 20
QUESTIONS = 5
ATTITUDES = 4


@dataclass(frozen=True)
class Model:
    """The share of right answers of a weak and of a strong pupil."""

    weak: float = 0.5
    strong: float = 0.85


@dataclass(frozen=True)
class Pupil:
    """`knows[lesson][question]`: right or not; `thinks[question]`: yes or no to an attitude."""

    knows: tuple[tuple[bool, ...], ...]
    thinks: tuple[bool, ...]


@dataclass(frozen=True)
class SchoolClass:
    """The one who is attacked, whether that pupil is strong, and the others, who are known."""

    target: Pupil
    is_strong: bool
    others: tuple[Pupil, ...]

    @property
    def size(self) -> int:
        """How many pupils there are."""
        return len(self.others) + 1

    def others_right(self, lesson: int, question: int) -> int:
        """How many of the others know it."""
        return sum(pupil.knows[lesson][question] for pupil in self.others)

    def others_agree(self, question: int) -> int:
        """How many of the others say yes to an attitude."""
        return sum(pupil.thinks[question] for pupil in self.others)


def made(size: int, chance: random.Random, model: Model = Model()) -> SchoolClass:
    """A class of that size."""
    is_strong = chance.random() < 0.5
    agreeing = [chance.randint(0, size - 1) for _ in range(ATTITUDES)]
    others = tuple(
        _pupil(
            chance.uniform(model.weak, model.strong),
            [number < many for many in agreeing],
            chance,
        )
        for number in range(size - 1)
    )
    own = [chance.random() < 0.5 for _ in range(ATTITUDES)]
    share = model.strong if is_strong else model.weak
    return SchoolClass(_pupil(share, own, chance), is_strong, others)


def _pupil(share: float, thinks: list[bool], chance: random.Random) -> Pupil:
    knows = tuple(tuple(chance.random() < share for _ in range(QUESTIONS)) for _ in range(LESSONS))
    return Pupil(knows, tuple(thinks))
