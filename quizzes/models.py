"""What the engine keeps: runs, releases, decisions, and the lineage of questions.  No answers, no
seats."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn
from uuid import UUID, uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from quizzes import disclosure, keys, seating
from quizzes.decisions import Decision, Immutable
from quizzes.disclosure import Band
from quizzes.questions import Question
from quizzes.seating import Proposal
from quizzes.states import ROUNDS, Course, Kind, Pace, Phase, Sharing, Wave, Way, check_move


class RunQuerySet(models.QuerySet["Run"]):
    """Runs in the engine's words."""

    def open(self) -> "RunQuerySet":
        """Runs that are not over."""
        return self.exclude(phase=Phase.CLOSED)

    def of_group(self, group: UUID) -> "RunQuerySet":
        """The runs of one group."""
        return self.filter(group=group)

    def of_lesson(self, group: UUID, lesson: UUID | None) -> "RunQuerySet":
        """The group's runs of one lesson; none where no lesson is named."""
        return self.of_group(group).filter(lesson=lesson) if lesson else self.none()

    def outlived(self, minutes: int) -> "RunQuerySet":
        """Open runs that have been running for `minutes` or longer."""
        return self.open().filter(minutes_open__gte=minutes)


class Run(models.Model):
    """A group taking one lesson's quiz.  The engine knows the group only as an opaque id."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.UUIDField(db_index=True)
    wave = models.CharField(max_length=4, choices=Wave.choices)
    pace = models.CharField(max_length=4, choices=Pace.choices, default=Pace.LED)
    way = models.CharField(max_length=7, choices=Way.choices, default=Way.TABLETS)
    # Two: each question is asked for practice first, then talked about, then asked again.
    rounds = models.PositiveSmallIntegerField(default=1)
    # Its questions come one by one, from beside the lesson; none counts.
    is_aside = models.BooleanField(default=False)
    sharing = models.CharField(max_length=7, choices=Sharing.choices, default=Sharing.EACH)
    # Seats that a tablet is meant for at most (quizzes.seating); it may hold more, up to eight.
    at_a_tablet = models.PositiveSmallIntegerField(default=1)
    # What is taught, as an opaque id: the budget of a lesson is counted by it.
    lesson = models.UUIDField(null=True)
    phase = models.CharField(max_length=9, choices=Phase.choices, default=Phase.LOBBY)
    # Raised by every move; what screens compare to know whether they are still right.
    step = models.PositiveIntegerField(default=0)
    index = models.SmallIntegerField(default=-1)
    # Frozen when the run opened; later edits in the CMS do not reach it.
    frozen_questions = models.JSONField()
    language = models.CharField(max_length=2)
    # How many may take a seat: the pupils present, in groups the groups.
    present = models.PositiveSmallIntegerField()
    seats_given = models.PositiveSmallIntegerField(default=0)
    # How often a seat's tablet was replaced, by the seat's number as text; emptied at the close.
    turns = models.JSONField(default=dict)
    # Where tablets found this computer when the quiz opened: the server's own addresses.
    addresses = models.JSONField(default=list)
    # After the router gave it others: these, and the seats taken up there; emptied at the close.
    moved_to = models.JSONField(default=list)
    returned = models.JSONField(default=list)
    minutes_open = models.PositiveSmallIntegerField(default=0)
    lesson_band = models.CharField(max_length=4, choices=Band.choices, blank=True, default="")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seats_given__lte=F("present")), name="run_no_more_seats_than_present"
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="run_phase_is_known"),
            models.CheckConstraint(condition=Q(rounds__in=ROUNDS), name="run_has_one_round_or_two"),
            models.CheckConstraint(
                condition=Q(sharing__in=Sharing.values), name="run_sharing_is_known"
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=~Q(phase=Phase.CLOSED),
                name="run_one_open_in_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave} {self.phase}"

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The frozen questions; `counted` says whether each counts in this run."""
        return tuple(Question.from_data(data) for data in self.frozen_questions)

    @property
    def question_count(self) -> int:
        """How many questions the run asks."""
        return len(self.frozen_questions)

    @property
    def current_question(self) -> Question | None:
        """The question that is asked or explained now; at own pace the one on the projector."""
        if self.phase in (Phase.FIRST, Phase.TALK, Phase.ASKING, Phase.EXPLAINED):
            return self._question(self.index)
        return None

    def _question(self, index: int) -> Question:
        """One alone, where the others are not asked for."""
        if "questions" in self.__dict__:
            return self.questions[index]
        return Question.from_data(self.frozen_questions[index])

    @property
    def course(self) -> Course:
        """Which moves the run may make."""
        if self.is_aside:
            return Course.ASIDE
        return Course.TWO_ROUNDS if self.rounds > 1 else Course.ONE_ROUND

    @property
    def asking(self) -> int:
        """Which asking is led to, from 0: each question once, in two rounds twice; -1 before the
        first."""
        if self.rounds == 1 or self.index < 0:
            return self.index
        return 2 * self.index + (self.phase in (Phase.ASKING, Phase.EXPLAINED))

    @property
    def asks_a_vote(self) -> bool:
        """Whether the class is choosing the way of a story."""
        question = self.current_question
        return self.phase == Phase.ASKING and question is not None and question.votes

    @property
    def open_questions(self) -> tuple[tuple[int, Question], ...]:
        """The questions that take answers now, each with its index: led one, at own pace all; in
        the first of two rounds as it asks them."""
        if self.phase == Phase.FIRST:
            return tuple((index, each.for_practice()) for index, each in self._in_turn())
        return self._in_turn() if self.phase == Phase.ASKING else ()

    @property
    def explained_questions(self) -> tuple[tuple[int, Question], ...]:
        """The questions that every tablet explains now, each with its index."""
        return self._in_turn() if self.phase == Phase.EXPLAINED else ()

    def _in_turn(self) -> tuple[tuple[int, Question], ...]:
        numbered = tuple(enumerate(self.questions))
        return numbered if self.pace == Pace.OWN else numbered[self.index : self.index + 1]

    @property
    def is_last_question(self) -> bool:
        """Whether no question follows the current one."""
        return self.index + 1 >= self.question_count

    @property
    def has_more_to_ask(self) -> bool:
        """Whether a question was not asked yet: at own pace all are asked at once."""
        return self.index < 0 if self.pace == Pace.OWN else not self.is_last_question

    @property
    def is_open(self) -> bool:
        """Whether the run is not over."""
        return self.phase != Phase.CLOSED

    @property
    def has_tablets(self) -> bool:
        """Whether pupils answer on tablets; else the teacher types what was counted."""
        return self.way == Way.TABLETS

    @property
    def turns_by_seat(self) -> dict[int, int]:
        """The turn of each seat whose tablet was replaced."""
        return {int(seat): turn for seat, turn in self.turns.items()}

    def begin_turn(self, seat: int) -> int:
        """The next turn of a seat, saved: papers of its earlier turns speak no more."""
        turn: int = self.turns.get(str(seat), 0) + 1
        self.turns = {**self.turns, str(seat): turn}
        self.save(update_fields=["turns"])
        return turn

    def has_moved(self, present: Sequence[str]) -> bool:
        """Whether tablets have lost this computer: an address of it is gone, others are there."""
        is_in_use = self.is_open and self.has_tablets and self.seats_given > 0
        return is_in_use and bool(present) and not set(self.addresses) <= set(present)

    def seats_away(self, present: Sequence[str]) -> list[int]:
        """The seats that may still come back from the old address, none where it is good."""
        if not self.has_moved(present):
            return []
        return [seat for seat in range(self.seats_given) if seat not in self._returned_to(present)]

    def _returned_to(self, present: Sequence[str]) -> list[int]:
        """The seats that are back since the last change of address."""
        is_latest = bool(self.moved_to) and set(self.moved_to) <= set(present)
        return self.returned if is_latest else []

    def note_back(self, seat: int, present: Sequence[str]) -> None:
        """The seat's tablet is at the new address, saved; nothing where the old one is good."""
        if self.has_moved(present):
            self.returned = sorted({*self._returned_to(present), seat})
            self.moved_to = list(present)
            self.save(update_fields=["returned", "moved_to"])

    def settle_at(self, present: Sequence[str]) -> None:
        """From now on the tablets are expected at these addresses; saved."""
        self.addresses, self.moved_to, self.returned = list(present), [], []
        self.save(update_fields=["addresses", "moved_to", "returned"])

    @property
    def code(self) -> str | None:
        """What pupils type to join, None once the run is closed."""
        try:
            return keys.of(self.id).code
        except keys.NoKey:
            return None

    def release_of(self, question: Question) -> "Release | None":
        """What the group may see of one of the run's questions, None if nothing was released."""
        return Release.objects.filter(
            group=self.group, lineage=question.lineage, wave=self.wave
        ).first()

    def add_question(self, question: Question) -> None:
        """One more question of an aside, saved; nothing of the earlier ones changes."""
        self.frozen_questions = [*self.frozen_questions, question.to_data()]
        self.__dict__.pop("questions", None)
        self.save(update_fields=["frozen_questions"])

    def plan_for(self, pupils: int, tablets: int | None) -> Proposal:
        """The way that it was opened in, with other numbers than it was opened with."""
        way, sharing, pace = Way(self.way), Sharing(self.sharing), Pace(self.pace)
        return seating.today(pupils, tablets, way=way, sharing=sharing, pace=pace)

    def plan_seats(self, present: int, at_a_tablet: int) -> bool:
        """Plan for other numbers than before, and save; False if that many seats are gone."""
        if present < self.seats_given:
            return False
        self.present, self.at_a_tablet = present, at_a_tablet
        self.step += 1
        self.save(update_fields=["present", "at_a_tablet", "step"])
        return True

    def turn_to(self, index: int) -> None:
        """Explain another question on the projector, and save."""
        self.index = index
        self.step += 1
        self.save(update_fields=["step", "index"])

    def move_to(self, phase: Phase) -> None:
        """Go to another phase and save: the only place that assigns it.  Raises IllegalMove."""
        check_move(self.phase, phase, self.course)
        is_again = self.phase == Phase.TALK
        self.phase = phase
        self.step += 1
        if phase in (Phase.FIRST, Phase.ASKING) and not is_again:
            self.index += 1
        if phase is Phase.CLOSED:
            self.closed_at = this_minute()
            self.turns, self.moved_to, self.returned = {}, [], []
        self.save(
            update_fields=[
                "phase", "step", "index", "closed_at", "lesson_band",
                "turns", "moved_to", "returned",
            ]
        )  # fmt: skip


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases in the engine's words."""

    def for_group(self, group: UUID) -> "ReleaseQuerySet":
        """All that one group may see."""
        return self.filter(group=group)

    def spent(self, group: UUID, lesson: UUID | None = None) -> disclosure.Spent:
        """What the group has used of its budget, in all and in one lesson."""
        own = self.for_group(group).values_list("lineage", "wave", "kind")
        rows = list(own.union(Decision.objects.spent(group), all=True))
        released = frozenset((str(lineage), wave) for lineage, wave, _ in rows)
        return disclosure.Spent(
            released=released,
            releases=sum(kind != Kind.ATTITUDE for *_, kind in rows),
            attitudes=frozenset(str(one) for one, _, kind in rows if kind == Kind.ATTITUDE),
            lesson=_released_in(Run.objects.of_lesson(group, lesson), released),
        )

    def update(self, **fields: Any) -> NoReturn:
        """A release never changes."""
        raise Immutable


def _released_in(runs: RunQuerySet, released: frozenset[tuple[str, str]]) -> frozenset[str]:
    """Lineages of the knowledge and scenario questions that these runs released."""
    return frozenset(
        question.lineage
        for run in runs
        for question in run.questions
        if question.counted
        and question.kind is not Kind.ATTITUDE
        and (question.lineage, run.wave) in released
    )


class Release(models.Model):
    """What a group may see of one question in one wave: made once, at its close, for ever."""

    group = models.UUIDField()
    lineage = models.UUIDField()
    wave = models.CharField(max_length=4, choices=Wave.choices)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    submitted = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=4, choices=Band.choices, blank=True)
    released_on = models.DateField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "lineage", "wave"], name="released_once"),
            models.CheckConstraint(condition=Q(submitted__gt=0), name="release_is_never_of_nobody"),
        ]

    def __str__(self) -> str:
        return f"{self.wave} {self.band}"

    def save(self, **options: Any) -> None:
        """Insert.  Raises Immutable for a row that exists."""
        if not self._state.adding:
            raise Immutable
        super().save(**options)


class LessonSum(models.Model):
    """The noisy counts of a run's knowledge and scenario questions, until the run closes."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, primary_key=True)
    yes = models.IntegerField()
    submitted = models.PositiveIntegerField()
    smallest = models.PositiveSmallIntegerField()
    questions = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.questions)

    def value(self) -> disclosure.Sum:
        """As arithmetic wants it."""
        return disclosure.Sum(self.yes, self.submitted, self.smallest, self.questions)


class LineageQuerySet(models.QuerySet["Lineage"]):
    """Lineages in the engine's words."""

    def known(self, question: Question) -> UUID | None:
        """The lineage of an earlier question with the same source text, else the one that this
        question had under another text, else None."""
        found = self._of_traces(_traces(question))
        return next((found[trace] for trace in _traces(question) if trace in found), None)

    def of(self, question: Question) -> UUID:
        """The question's lineage, its own id where none is known; text and id are remembered.

        A copy whose text is then changed keeps the lineage of what it was copied from: it was
        asked under that name, and both are told apart by no one who answers.
        """
        lineage = self.known(question) or UUID(question.id)
        for trace in _traces(question):
            self.get_or_create(fingerprint=trace, defaults={"lineage": lineage})
        return lineage

    def foreseen(self, questions: Sequence[Question]) -> list[UUID]:
        """The lineages that `of` would give these questions, one after the other; nothing is
        remembered."""
        found = self._of_traces([trace for each in questions for trace in _traces(each)])
        lineages = []
        for question in questions:
            traces = _traces(question)
            lineages.append(next((found[t] for t in traces if t in found), UUID(question.id)))
            for trace in traces:
                found.setdefault(trace, lineages[-1])
        return lineages

    def _of_traces(self, traces: Iterable[str]) -> dict[str, UUID]:
        known = self.filter(fingerprint__in=set(traces))
        return dict(known.values_list("fingerprint", "lineage"))


def _traces(question: Question) -> tuple[str, str]:
    """What a question is known by, the stronger first: its source text, then its own id."""
    return question.fingerprint(), UUID(question.id).hex


class Lineage(models.Model):
    """What belongs to which lineage, so that a copied question is not released again."""

    # The digest of a source text, or a question's own id in hexadecimal.
    fingerprint = models.CharField(max_length=64, primary_key=True)
    lineage = models.UUIDField()

    objects = LineageQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.lineage)


def this_minute() -> Any:
    """Now, to the minute: no finer time of a run is ever kept."""
    return timezone.now().replace(second=0, microsecond=0)
