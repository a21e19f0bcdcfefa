"""How a class chooses one of several options together without anybody learning who chose what.

*Report noisy max* (Dwork and Roth, "The algorithmic foundations of differential privacy", 2014,
section 3.3): each option's counter begins at a draw of two-sided geometric noise with ratio α, each
vote adds 1 to one counter, and of the counters nothing is told but which is the largest.  A pupil
who changes from one option to another moves two counters by 1, so all counters together give

    ε = 2·ln(1/α) = 2·ln(7/5) ≈ 0.673 ≤ ln 2

and the option that wins, which is made from them, gives no more.  Integers only.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.disclosure import RandBelow, noise

ALPHA = Fraction(5, 7)
# With fewer votes the noise would decide more than the class.
SMALLEST_FOR_DECISION = 5


@dataclass
class Ballot:
    """Noisy counts of the options, in memory only; in pupils, and they may lie below 0."""

    counts: dict[str, int]

    @classmethod
    def opened(cls, options: Sequence[str], randbelow: RandBelow = secrets.randbelow) -> "Ballot":
        """Each count begins at its own draw of noise."""
        return cls({option: noise(ALPHA, randbelow) for option in options})

    def add(self, option: str) -> None:
        """One vote; not sure and skip are for none of the options."""
        if option in self.counts:
            self.counts[option] += 1

    def winner(self, randbelow: RandBelow = secrets.randbelow) -> str:
        """The option with the largest count; of several such, one by a secret draw."""
        most = max(self.counts.values())
        ahead = [option for option, count in self.counts.items() if count == most]
        return ahead[randbelow(len(ahead))]
