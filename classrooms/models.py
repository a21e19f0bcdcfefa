"""Classes and the lessons taught to them."""

import uuid
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from classrooms.campaign import CampaignOpening, FeltPiece
from classrooms.figures import Figure, FixedTerm
from classrooms.passes import DeskPass
from classrooms.places import Membership, Place
from classrooms.pools import Pool
from classrooms.results.models import ResultsSource
from classrooms.states import Role
from cms.collation import in_letter_order
from cms.compiled import Compiled
from cms.models import User
from curriculum.lessons import Deck, deck_of
from curriculum.models import LessonPage
from curriculum.slides import Slide
from quizzes.models import Run
from quizzes.questions import Text, Words
from quizzes.seating import PUPILS_MAX, TABLETS_MAX
from quizzes.states import Phase, Wave

__all__ = [
    "CampaignOpening",
    "Classroom",
    "DeskPass",
    "FeltPiece",
    "Figure",
    "FixedTerm",
    "LessonCopy",
    "Membership",
    "Place",
    "Pool",
    "ResultsSource",
    "Taught",
    "TaughtQuiz",
]

LARGEST_CLASS = PUPILS_MAX
# Below this many pupils a lesson is for talking alone: no band is shown (PRIVACY.md, rule 14).
TALK_ONLY_UNDER = 5
# So long a class is among the new ones that the level above is shown.
NEW_FOR_DAYS = 30


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def open(self) -> Self:
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        return self.exclude(archived_at=None)

    def taught_by(self, user: User) -> Self:
        """The classes of this year that were given to the user, as long as he is a teacher of
        their school."""
        schools = Membership.objects.of(user, Role.TEACHER).values("place")
        return self.open().filter(teachers=user, school__in=schools)

    def below(self, user: User) -> Self:
        """All classes at the places that the user coordinates, the archived ones too."""
        return self.filter(school__in=Place.objects.coordinated_by(user))

    def coordinated_by(self, user: User) -> Self:
        """The classes of this year at the places that the user coordinates."""
        return self.open().below(user)

    def new_below(self, user: User, today: date) -> Self:
        """What the level above is shown (PRIVACY.md, rule 11): classes that were opened lately
        at schools of the wider places which the user coordinates, archived since or not, the
        newest first."""
        since = today - timedelta(days=NEW_FOR_DAYS)
        schools = Place.objects.below_wider(user)
        opened = self.filter(school__in=schools, opened_on__gte=since)
        return opened.select_related("school", "opened_by").order_by("-opened_on", "pk")

    def visible_to(self, user: User) -> Self:
        """Classes that may be named to the user: taught or coordinated."""
        taught, coordinated = self.taught_by(user), self.coordinated_by(user)
        return self.filter(Q(pk__in=taught.values("pk")) | Q(pk__in=coordinated.values("pk")))

    def by_grade(self) -> Self:
        """The youngest first, those of one grade in the order of Kyrgyz letters."""
        return self.order_by("grade", in_letter_order("name"))

    def with_people(self) -> Self:
        """Loads the school with its wider places, and the teachers."""
        return self.select_related("school__parent__parent__parent").prefetch_related("teachers")

    def with_running_lesson(self) -> Self:
        """Loads `running_lesson` of all rows in one query."""
        running = Prefetch("lessons", Taught.objects.running(), to_attr="lessons_running")
        return self.prefetch_related(running)


class Classroom(models.Model):
    """One class in one school year.  Its pupils are known by number only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # All that the quiz engine ever learns of a class.
    group = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    school = models.ForeignKey(
        Place, verbose_name=_("school"), on_delete=models.PROTECT, related_name="classrooms"
    )
    name = models.CharField(_("name"), max_length=30)
    grade = models.PositiveSmallIntegerField(
        _("grade"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    size = models.PositiveSmallIntegerField(
        _("number of pupils"), validators=[MinValueValidator(1), MaxValueValidator(LARGEST_CLASS)]
    )
    school_year = models.PositiveSmallIntegerField(_("school year"))
    teachers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("teachers"), related_name="classrooms"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Empty for a class that was opened before this was kept.
    opened_on = models.DateField(_("opened on"), null=True, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["grade", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "name"], name="class_once_a_year"
            ),
            models.CheckConstraint(condition=Q(grade__range=(1, 12)), name="class_grade_exists"),
            models.CheckConstraint(
                condition=Q(size__range=(1, LARGEST_CLASS)), name="class_size_is_possible"
            ),
            models.CheckConstraint(
                condition=Q(school_year__range=(2020, 2200)), name="class_year_is_possible"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def age_band(self) -> str:
        return settings.BIRGE_AGE_BANDS[self.grade]

    @property
    def school_years(self) -> str:
        """As people say it: 2026–2027."""
        return f"{self.school_year}–{self.school_year + 1}"

    @property
    def is_talk_only(self) -> bool:
        return self.size < TALK_ONLY_UNDER

    @property
    def running_lesson(self) -> "Taught | None":
        """The lesson that was started and not finished; see `with_running_lesson`."""
        return next(iter(self.lessons_running), None)

    @cached_property
    def lessons_running(self) -> list["Taught"]:
        return list(self.lessons.running())


class TaughtQuerySet(models.QuerySet["Taught"]):
    def led_by(self, user: User) -> Self:
        """The lessons of the classes that were given to the user."""
        return self.filter(classroom__in=Classroom.objects.taught_by(user))

    def on_screen(self) -> Self:
        """With what every screen of a lesson names; what it shows comes from the lesson's copy."""
        return self.select_related("classroom__school")

    def running(self) -> Self:
        return self.filter(finished_at=None)

    def finished(self) -> Self:
        return self.exclude(finished_at=None)

    def waiting(self, today: date) -> Self:
        """Running lessons to be sat down to again: broken off by the bell, or left open on
        another day (or what a clock that jumped takes for one)."""
        return self.running().filter(~Q(paused_at=None) | ~Q(sitting_at__date=today))

    def last_tablets(self, classroom: Classroom) -> int | None:
        """How many tablets the class had the last time that somebody said so."""
        said = self.filter(classroom=classroom).exclude(tablets=None)
        return said.newest_first().values_list("tablets", flat=True).first()

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")


class Taught(models.Model):
    """A lesson given to a class: from its start to its end one row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(
        Classroom, verbose_name=_("class"), on_delete=models.PROTECT, related_name="lessons"
    )
    # The page may be deleted; key and titles stay.
    lesson_key = models.UUIDField(editable=False)
    lesson = models.ForeignKey(
        LessonPage,
        verbose_name=_("lesson"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    titles = models.JSONField(_("title by language"), default=dict)
    language = models.CharField(
        _("language on the board"), max_length=2, choices=settings.LANGUAGES
    )
    present = models.PositiveSmallIntegerField(_("pupils present"))
    # Empty where nobody has said: then each pupil may have one.
    tablets = models.PositiveSmallIntegerField(_("tablets at hand"), null=True)
    # Leaves out the slides marked for it.
    is_short = models.BooleanField(_("short lesson"), default=False)
    position = models.PositiveSmallIntegerField(_("slide"), default=0)
    # What the class did with its slides, aloud: slide id → state of curriculum.acts.
    plays = models.JSONField(_("state of the slides"), default=dict)
    # The board is dark: its teacher wants to be looked at.
    is_blank = models.BooleanField(_("dark board"), default=False)
    # Raised by every change; what screens compare to know whether they are still right.
    step = models.PositiveIntegerField(_("step"), default=0)
    started_at = models.DateTimeField(_("started"))
    # When the class last sat down to it, and on which slide: a lesson may take two days.
    sitting_at = models.DateTimeField(_("this sitting began"))
    sitting_position = models.PositiveSmallIntegerField(_("its first slide"), default=0)
    # Since when the present slide is shown, to the minute.
    slide_at = models.DateTimeField(_("this slide since"))
    paused_at = models.DateTimeField(_("broken off"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = TaughtQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson taught")
        verbose_name_plural = _("lessons taught")
        constraints = [
            models.UniqueConstraint(
                fields=["classroom"], condition=Q(finished_at=None), name="lesson_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(present__range=(1, LARGEST_CLASS)), name="lesson_present_is_possible"
            ),
            models.CheckConstraint(
                condition=Q(tablets=None) | Q(tablets__lte=TABLETS_MAX),
                name="lesson_tablets_are_possible",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="lesson_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(finished_at=None),
                name="lesson_finished_is_not_paused",
            ),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]),
                name="lesson_language_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title('en').text} · {self.classroom}"

    def title(self, language: str) -> Words:
        return Text(self.titles).words(language)

    @property
    def is_running(self) -> bool:
        return self.finished_at is None

    @property
    def is_paused(self) -> bool:
        """Broken off by the bell, to be gone on with another day."""
        return self.is_running and self.paused_at is not None

    @property
    def is_waiting(self) -> bool:
        """Whether it is to be sat down to again; see `TaughtQuerySet.waiting`."""
        sat_down_on = timezone.localdate(self.sitting_at)
        return self.is_paused or (self.is_running and sat_down_on != timezone.localdate())

    @property
    def is_talk_only(self) -> bool:
        return self.present < TALK_ONLY_UNDER

    def deck(self, language: str = "") -> Deck | None:
        """The lesson as it was when it began, in the language on the board or another one; None
        once the lesson is over."""
        return _deck(self.pk, language or self.language) if self.is_running else None

    @property
    def slide(self) -> Slide | None:
        """The slide on the board."""
        return self._slide_of(self.deck())

    @property
    def deck_to_read(self) -> Deck | None:
        """The lesson in the language of the page that tells of it."""
        return self.deck(get_language() or "")

    @property
    def slide_to_read(self) -> Slide | None:
        """The same slide in that language."""
        return self._slide_of(self.deck_to_read)

    def _slide_of(self, deck: Deck | None) -> Slide | None:
        return deck.slides[min(self.position, len(deck.slides) - 1)] if deck else None

    @property
    def slide_number(self) -> int:
        """Its number in the lesson plan, from 1."""
        return self.position + 1

    def open_quiz(self) -> "TaughtQuiz | None":
        """The quiz that is on the board now, if any: not one whose tablets rest."""
        quiz = _on_board.first(self.pk)
        if quiz is not None:
            quiz.taught = self
        return quiz

    def resting(self) -> "TaughtQuiz | None":
        """The questions beside the lesson whose tablets are here and wait for another one."""
        resting = self.quizzes.filter(run__phase=Phase.RESTING)
        return resting.select_related("run").first()

    def quizzes_at(self, slide_id: str) -> "TaughtQuizQuerySet":
        """The quizzes opened from this slide, the newest first."""
        return self.quizzes.filter(slide_id=slide_id).select_related("run").order_by("-number")


class LessonCopy(models.Model):
    """A lesson as it was when a class began it; deleted when the class has finished it."""

    taught = models.OneToOneField(
        Taught, on_delete=models.CASCADE, primary_key=True, related_name="lesson_copy"
    )
    # As curriculum.lessons.freeze makes it.
    frozen = models.JSONField()

    class Meta:
        verbose_name = _("copy of a lesson")
        verbose_name_plural = _("copies of lessons")

    def __str__(self) -> str:
        return str(self.taught)


# A copy never changes, so it is read and understood once.
@lru_cache(maxsize=200)
def _deck(taught_id: uuid.UUID, language: str) -> Deck | None:
    copy = LessonCopy.objects.filter(pk=taught_id).first()
    return deck_of(copy.frozen, language) if copy else None


def forget_decks() -> None:
    """Drop what is kept in memory, as a restart would."""
    _deck.cache_clear()


class TaughtQuizQuerySet(models.QuerySet["TaughtQuiz"]):
    def open(self) -> Self:
        return self.exclude(run__phase=Phase.CLOSED)

    def on_board(self) -> Self:
        """Those that stand between the class and the next slide."""
        return self.open().exclude(run__phase=Phase.RESTING)

    def of_classroom(self, classroom: Classroom) -> Self:
        """All quizzes of a class with lesson and run, the earliest first; not what was asked beside
        its lessons, which counts nowhere."""
        mine = self.filter(taught__classroom=classroom, run__is_aside=False)
        return mine.select_related("taught", "run").order_by("pk")


class TaughtQuiz(models.Model):
    """A run of the engine, opened from one slide of a lesson taught.  `slide_id` is empty for
    what is asked beside the lesson."""

    taught = models.ForeignKey(
        Taught, verbose_name=_("lesson taught"), on_delete=models.PROTECT, related_name="quizzes"
    )
    slide_id = models.CharField(_("slide"), max_length=64, blank=True)
    # A quiz cut short is opened again as a new run: 1, 2, … for each slide.
    number = models.PositiveSmallIntegerField(_("number"))
    run = models.OneToOneField(
        Run, verbose_name=_("run"), on_delete=models.PROTECT, related_name="+"
    )

    objects = TaughtQuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiz of a lesson")
        verbose_name_plural = _("quizzes of lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["taught", "slide_id", "number"], name="quiz_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="quiz_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.taught} · {Wave(self.run.wave).label}"


_on_board = Compiled(
    lambda taught_id: (
        TaughtQuiz.objects.on_board()
        .filter(taught=taught_id)
        .select_related("run")
        .order_by("pk")[:1]
    ),
    uuid.UUID(int=1),
)
