"""Results out of a school's computer, and into a hub's."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.figures import Figure, questions
from classrooms.places import Place
from classrooms.pools import Pool
from classrooms.results import documents
from classrooms.results.documents import Cell, Results
from classrooms.results.models import ResultsSource
from classrooms.states import PlaceKind
from curriculum import signing
from curriculum.models import Signer
from quizzes.questions import SOURCE_LANGUAGE


class Why(models.TextChoices):
    """Why a file is not taken, as a sentence."""

    NO_RESULTS = "no_results", _("This is no results file, or it was changed after it was signed.")
    UNKNOWN_SIGNER = (
        "unknown_signer",
        _(
            "It is signed by somebody who is not trusted here. Compare the number below with the "
            "school, over the telephone; then an administrator can add the signer."
        ),
    )
    REVOKED_SIGNER = "revoked_signer", _("The key that signed it was withdrawn.")
    NO_SCHOOL = "no_school", _("Results are those of one school.")
    OTHER_SCHOOL = "other_school", _("These are the results of another school.")
    OWN_CLASSES = "own_classes", _("Classes of this school are led on this computer itself.")
    OTHER_FIGURE = (
        "other_figure",
        _("A figure in it differs from the one published here, and what was published stays."),
    )


class NotTaken(Exception):
    """Nothing was changed.  `signer`: whose key it was, where that matters."""

    def __init__(self, why: Why, signer: str = "") -> None:
        super().__init__(why.value)
        self.why, self.signer = why, signer

    @property
    def fingerprint(self) -> str:
        return signing.fingerprint(self.signer) if self.signer else ""


def written(school: Place) -> bytes | None:
    """The results file of a school, signed by this computer; None while nothing of it is
    published.  Only the school's own cells: what went up to a wider place is of several schools."""
    asked = questions.published()
    cells = [
        Cell(
            lineage=each.lineage,
            wave=each.wave,
            term=each.term,
            runs=each.runs,
            submitted=each.submitted,
            total=each.total,
            alpha=each.alpha,
            question=_words(asked.get(each.lineage)),
        )
        for each in Figure.objects.filter(place=school)
    ]
    return documents.write(school.pk, school.name, cells, signing.own_key()) if cells else None


def _words(question: questions.Published | None) -> str:
    return question.prompt.words(SOURCE_LANGUAGE).text if question else ""


@transaction.atomic
def take(file: bytes, *, school: Place) -> int:
    """Publish here what a school has published there; how many of its figures are new.

    The same file again changes nothing.  Raises NotTaken for a file that nobody trusted signed, for
    another school's, and for a figure that differs from the one that is here: what was published
    never changes.
    """
    results = _trusted(file)
    if school.kind != PlaceKind.SCHOOL:
        raise NotTaken(Why.NO_SCHOOL)
    if Pool.objects.filter(school=school).exists():
        raise NotTaken(Why.OWN_CLASSES)
    _bind(results, school)
    there = {
        (figure.lineage, figure.wave, figure.term): figure
        for figure in Figure.objects.filter(place=school)
    }
    fresh = []
    for cell in results.cells:
        figure = there.get((cell.lineage, cell.wave, cell.term))
        if figure is None:
            fresh.append(_figure(cell, school))
        elif not _is_same(figure, cell):
            raise NotTaken(Why.OTHER_FIGURE)
    Figure.objects.bulk_create(fresh)
    return len(fresh)


def _trusted(file: bytes) -> Results:
    try:
        results = documents.read(file)
    except documents.NoResults:
        raise NotTaken(Why.NO_RESULTS) from None
    signer = Signer.objects.filter(key=results.signer).first()
    if signer is None:
        raise NotTaken(Why.UNKNOWN_SIGNER, results.signer)
    if signer.revoked_on:
        raise NotTaken(Why.REVOKED_SIGNER, results.signer)
    return results


def _bind(results: Results, school: Place) -> None:
    """One school there is one school here, for good."""
    said = {"signer": results.signer, "school_there": results.school}
    sources = list(ResultsSource.objects.filter(Q(**said) | Q(place=school)))
    if not sources:
        ResultsSource.objects.create(place=school, **said)
        return
    one = sources[0]
    is_this = (one.signer, one.school_there) == (results.signer, results.school)
    if len(sources) > 1 or not is_this or one.place_id != school.pk:
        raise NotTaken(Why.OTHER_SCHOOL)


def _figure(cell: Cell, school: Place) -> Figure:
    return Figure(
        place=school,
        lineage=cell.lineage,
        wave=cell.wave,
        term=cell.term,
        total=cell.total,
        submitted=cell.submitted,
        runs=cell.runs,
        alpha=cell.alpha,
    )


def _is_same(figure: Figure, cell: Cell) -> bool:
    here = (figure.total, figure.submitted, figure.runs, figure.alpha)
    return here == (cell.total, cell.submitted, cell.runs, cell.alpha)
