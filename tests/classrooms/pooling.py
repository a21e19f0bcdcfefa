"""Runs in tests of figures: counts pooled as a close does it, and terms that end."""

from fractions import Fraction
from uuid import UUID

from classrooms.calendar import Term
from classrooms.figures import fixing
from classrooms.models import Pool
from quizzes.closing import Tally
from quizzes.disclosure import ALPHA
from quizzes.states import Kind, Wave

LINEAGE = UUID("00000000-0000-4000-8000-000000000001")
HALF, ATTITUDE = ALPHA[Kind.KNOWLEDGE], ALPHA[Kind.ATTITUDE]


def pool(
    school,
    yes=15,
    submitted=20,
    *,
    runs=1,
    lineage=LINEAGE,
    wave=Wave.POST,
    alpha: Fraction = HALF,
):
    """So many runs of one question, each with these counts."""
    for _ in range(runs):
        Pool.objects.add(school, Tally(lineage, wave, yes, submitted, alpha))


def fix(number, year=2026):
    """The term of this number is over."""
    return fixing.fix(Term(year, number))
