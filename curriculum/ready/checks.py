"""What no single field can see of a lesson: what is hard, and what is worth a look."""

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from curriculum import second_look, wording
from curriculum.help import help_for_pupils
from curriculum.placeholders import PLACEHOLDER
from curriculum.ready import findings, reading, texts
from curriculum.ready.findings import Finding
from curriculum.ready.places import Place
from curriculum.ready.reading import Level, Limits
from curriculum.states import SlideKind
from quizzes.disclosure import QUESTIONS_FOR_LESSON_BAND
from quizzes.states import Wave

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

Check = Callable[["LessonPage"], Iterator[Finding]]


def wording_to_look_at(page: "LessonPage", allowed: Collection[str] = ()) -> Iterator[Finding]:
    """Own experience asked for, blame, what is not for the age: until somebody else has decided,
    here or, as those fingerprints say, elsewhere."""
    for each in second_look.undecided(second_look.in_page(page)):
        if each.fingerprint not in allowed:
            yield findings.hard(page, each.spot, each.sentence)


def placeholders(page: "LessonPage") -> Iterator[Finding]:
    """Words of the template that nobody has replaced."""
    said = _("These words in double brackets are from the template. Put your own in their place.")
    for text in texts.of(page):
        if PLACEHOLDER.search(text.text):
            yield findings.hard(page, text.place, said)


def numbers_of_helplines(page: "LessonPage") -> Iterator[Finding]:
    """A number that pupils would read without anybody having checked it."""
    said = _(
        "A helpline's number stands here. Numbers change: take it out. The help slide shows the "
        "help services that somebody has checked."
    )
    for text in texts.of(page):
        if text.is_for_pupils and wording.HELPLINE.search(text.text):
            yield findings.hard(page, text.place, said)


def avoided_words(page: "LessonPage") -> Iterator[Finding]:
    """Competition, labels, shame, letters of another alphabet, of what is no placeholder."""
    for text in texts.of(page):
        if PLACEHOLDER.search(text.text):
            continue
        said = (page.language, text.text)
        for _language, what in [*wording.banned_words(*said), *wording.odd_letters(*said)]:
            yield findings.soft(page, text.place, format_lazy(_("This text {what}."), what=what))


def unchecked(page: "LessonPage") -> Iterator[Finding]:
    """Law and help that nobody has put a name and a date to."""
    law = _("A lawyer must still check this. Teachers see it marked as not checked.")
    for field in ("slides", "questions"):
        for index, child in enumerate(getattr(page, field)):
            if child.value["verify"]:
                yield findings.soft(page, Place(field, (index, "verify")), law)
    yield from _unchecked_help(page)


def _unchecked_help(page: "LessonPage") -> Iterator[Finding]:
    slides = [i for i, child in enumerate(page.slides) if child.block_type == SlideKind.HELP]
    if slides and not help_for_pupils(page.age_band, page.language).services:
        said = _(
            "No help service is checked yet, so this slide shows pupils the words about trusted "
            "adults alone. See “Help and law”."
        )
        yield findings.soft(page, Place("slides", (slides[0],)), said)


def shape(page: "LessonPage") -> Iterator[Finding]:
    """The slides that a class counts on, and a quiz that can make a band."""
    if kinds := [child.block_type for child in page.slides]:
        yield from _missing_slides(page, kinds)
    counted = sum(bool(child.value["counted"]) for child in page.questions)
    if 0 < counted < QUESTIONS_FOR_LESSON_BAND:
        yield findings.soft(page, Place("questions"), FEW_COUNTED)
    if len(page.questions) and not _asks_after(page):
        yield findings.soft(page, Place("slides"), _("No slide starts the quiz after the lesson."))


def _missing_slides(page: "LessonPage", kinds: list[str]) -> Iterator[Finding]:
    if kinds[:2] != [SlideKind.TITLE, SlideKind.AGREEMENT]:
        yield findings.soft(page, Place("slides"), _("A lesson begins with title and agreement."))
    for kind, said in NEEDED.items():
        if kind not in kinds:
            yield findings.soft(page, Place("slides"), said)


NEEDED = {
    SlideKind.HELP: _("There is no help slide. Every lesson says where help is to be found."),
    SlideKind.KEY_MESSAGE: _("There is no slide with the key message."),
}
FEW_COUNTED = _("Fewer than four questions count, so the class gets no band for the whole lesson.")


def _asks_after(page: "LessonPage") -> bool:
    return any(
        child.block_type == SlideKind.QUIZ and child.value["wave"] == Wave.POST
        for child in page.slides
    )


def minutes(page: "LessonPage") -> Iterator[Finding]:
    """Slides that take another time than the lesson has."""
    total = sum(child.value["minutes"] or 0 for child in page.slides)
    if total and page.duration_long and total != page.duration_long:
        said = _("The slides take {slides} minutes, the full lesson {lesson}.")
        words = format_lazy(said, slides=total, lesson=page.duration_long)
        yield findings.soft(page, Place("duration_long"), words)


def too_long(page: "LessonPage") -> Iterator[Finding]:
    """More words than the age band reads from a board, or in one sentence."""
    limits = reading.limits_for(page.language, page.age_band)
    if limits is None:
        return
    for index, child in enumerate(page.slides):
        count = len(reading.words_of(child.value["body"] or ""))
        if count > limits.slide:
            said = _("{count} words on one slide; for this age at most {most}. Make two slides.")
            words = format_lazy(said, count=count, most=limits.slide)
            yield findings.soft(page, Place("slides", (index, "body")), words)
    for text in texts.of(page):
        if text.is_for_pupils:
            yield from _long_sentence(page, text, limits)


def _long_sentence(page: "LessonPage", text: texts.Said, limits: Limits) -> Iterator[Finding]:
    longest = reading.level_of(page.language, [text.text]).longest
    if longest > limits.longest:
        said = _("A sentence of {count} words; for this age at most {most}. Make two of it.")
        words = format_lazy(said, count=longest, most=limits.longest)
        yield findings.soft(page, text.place, words)


def too_hard(page: "LessonPage") -> Iterator[Finding]:
    """The whole lesson, measured (see `reading`)."""
    limits = reading.limits_for(page.language, page.age_band)
    if limits is None:
        return
    level = level_of(page)
    if level.sentence > limits.sentence:
        said = _(
            "On the whole the sentences are too long for this age: {count} words, at most {most}."
        )
        words = format_lazy(said, count=round(level.sentence, 1), most=limits.sentence)
        yield findings.soft(page, Place("slides"), words)
    if level.long_words > limits.long_words:
        said = _("Too many long words for this age: {count} of 100, at most {most}.")
        words = format_lazy(said, count=round(level.long_words), most=limits.long_words)
        yield findings.soft(page, Place("slides"), words)


def level_of(page: "LessonPage") -> Level:
    """How hard what pupils read in this lesson is."""
    said = [text.text for text in texts.of(page) if text.is_for_pupils]
    return reading.level_of(page.language, said)


HARD: tuple[Check, ...] = (placeholders, numbers_of_helplines)
SOFT: tuple[Check, ...] = (unchecked, shape, minutes, too_hard, too_long, avoided_words)
