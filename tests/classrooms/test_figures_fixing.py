from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from classrooms.calendar import Term
from classrooms.figures import fixing
from classrooms.models import Figure, FixedTerm, Place, Pool
from quizzes.models import Immutable
from quizzes.states import Wave
from tests.classrooms.factories import CountryFactory, DistrictFactory, RegionFactory, SchoolFactory
from tests.classrooms.pooling import ATTITUDE, LINEAGE, fix, pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return DistrictFactory()


@pytest.fixture
def schools(district):
    return SchoolFactory.create_batch(3, parent=district)


@pytest.fixture
def today(monkeypatch):
    """Sets the machine's clock."""

    def set_to(year, month, day):
        moment = datetime(year, month, day, 6, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def published():
    """(place, term) → (Σv, N, m)."""
    return {(f.place, f.term): (f.total, f.submitted, f.runs) for f in Figure.objects.all()}


def test_three_runs_of_a_school_are_its_figure(schools):
    pool(schools[0], 15, 20, runs=3)

    assert fix(1)

    assert published() == {(schools[0], "2026T1"): (45, 60, 3)}
    assert Pool.objects.get().pending_runs == 0


def test_two_runs_wait_and_are_a_figure_with_a_third(schools):
    pool(schools[0], 15, 20, runs=2)
    fix(1)
    assert published() == {}
    assert Pool.objects.get().has_waited

    pool(schools[0], 4, 10)
    fix(2)

    assert published() == {(schools[0], "2026T2"): (34, 50, 3)}
    assert not Pool.objects.get().has_waited


def test_only_what_is_new_is_fixed_in_the_next_term(schools):
    pool(schools[0], 15, 20, runs=3)
    fix(1)
    pool(schools[0], 1, 30, runs=4)
    fix(2)

    assert published() == {
        (schools[0], "2026T1"): (45, 60, 3),
        (schools[0], "2026T2"): (4, 120, 4),
    }
    assert (Pool.objects.get().total, Pool.objects.get().runs) == (49, 7)


def test_what_waited_goes_up_together_to_the_district(schools, district):
    for school in schools[:2]:
        pool(school, 10, 20, runs=2)
    fix(1)
    pool(schools[2], 9, 20)
    fix(2)

    assert published() == {(district, "2026T2"): (40, 80, 4)}
    assert {p.school: p.pending_runs for p in Pool.objects.pending()} == {schools[2]: 1}


def test_what_is_too_little_for_a_district_goes_to_the_region_or_the_country():
    country = CountryFactory()
    near, far = RegionFactory.create_batch(2, parent=country)
    here = [SchoolFactory(parent=DistrictFactory(parent=near)) for _ in range(3)]
    there = SchoolFactory(parent=DistrictFactory(parent=far))
    for school in here:
        pool(school, 10, 20)
    pool(there, 10, 20, runs=2)
    fix(1)
    fix(2)
    assert published() == {(near, "2026T2"): (30, 60, 3)}

    pool(here[0], 10, 20)
    fix(3)
    fix(4)

    assert published()[country, "2026T4"] == (30, 60, 3)
    assert not Pool.objects.pending().exists()


def test_what_is_too_little_for_all_waits_on(schools):
    pool(schools[0], 10, 20, runs=2)
    for number in (1, 2, 3, 4):
        fix(number)

    assert published() == {}
    assert Pool.objects.get().pending_runs == 2


def test_a_school_right_below_its_country():
    school = SchoolFactory(parent=CountryFactory())
    pool(school, 10, 20, runs=2)
    other = SchoolFactory(parent=school.parent)
    pool(other, 10, 20)
    fix(1)
    fix(2)

    assert published() == {(school.parent, "2026T2"): (30, 60, 3)}


def test_questions_and_waves_are_kept_apart(schools):
    pool(schools[0], 10, 20, runs=2)
    pool(schools[0], 10, 20, runs=2, wave=Wave.PRE)
    pool(schools[0], 10, 20, runs=2, lineage="00000000-0000-4000-8000-000000000002")
    fix(1)
    fix(2)

    assert published() == {}


def test_runs_of_different_noise_have_the_wider(schools):
    pool(schools[0], 10, 20, runs=2)
    pool(schools[0], 10, 20, alpha=ATTITUDE)
    fix(1)

    assert Figure.objects.get().alpha == "3/5"


def test_a_term_is_fixed_once_and_terms_go_forward(schools):
    assert fix(2)
    pool(schools[0], 10, 20, runs=3)

    assert not fix(2)
    assert not fix(1)
    assert not fix(4, year=2025)
    assert published() == {}
    assert fix(3)
    assert published() == {(schools[0], "2026T3"): (30, 60, 3)}


def test_the_calendar_fixes_the_term_that_ended(schools, today):
    pool(schools[0], 10, 20, runs=3)
    today(2026, 11, 4)
    fixing.fix_ended_term()
    assert set(published()) == {(schools[0], "2025T4")}

    pool(schools[0], 11, 20, runs=3)
    today(2026, 11, 5)
    for _minute in range(3):
        fixing.fix_ended_term()

    assert published()[schools[0], "2026T1"] == (33, 60, 3)
    assert FixedTerm.objects.latest_term() == Term(2026, 1)


def test_a_clock_that_jumps_loses_nothing_and_fixes_nothing_twice(schools, today):
    pool(schools[0], 10, 20, runs=3)
    today(2027, 11, 25)
    fixing.fix_ended_term()
    assert set(published()) == {(schools[0], "2027T1")}

    pool(schools[0], 11, 20, runs=3)
    for year, month, day in ((2026, 11, 25), (2026, 12, 31), (2025, 11, 25), (2027, 11, 30)):
        today(year, month, day)
        fixing.fix_ended_term()
    assert len(published()) == 1
    today(2028, 1, 1)
    fixing.fix_ended_term()

    assert published() == {
        (schools[0], "2027T1"): (30, 60, 3),
        (schools[0], "2027T2"): (33, 60, 3),
    }


def test_a_fixing_that_breaks_off_changes_nothing(schools, monkeypatch):
    pool(schools[0], 10, 20, runs=3)

    def full_disk(*args, **options):
        raise IntegrityError

    with monkeypatch.context() as broken:
        broken.setattr(type(Figure.objects.all()), "bulk_create", full_disk)
        with pytest.raises(IntegrityError), transaction.atomic():
            fix(1)
    assert FixedTerm.objects.latest_term() is None
    assert Pool.objects.get().pending_runs == 3

    assert fix(1)
    assert len(published()) == 1


def test_a_figure_never_changes(schools):
    pool(schools[0], 10, 20, runs=3)
    fix(1)
    figure = Figure.objects.get()

    for change in (
        figure.save,
        figure.delete,
        Figure.objects.all().delete,
        lambda: Figure.objects.all().update(total=1),
    ):
        with pytest.raises(Immutable):
            change()
    assert Figure.objects.get().total == 30


@pytest.mark.parametrize("wrong", [{"runs": 2}, {"submitted": 2}, {"wave": "mid"}])
def test_the_database_refuses_a_figure_of_few(schools, wrong):
    good = {"lineage": LINEAGE, "wave": Wave.POST, "term": "2026T1", "alpha": "1/2"}
    counts = {"total": 5, "submitted": 60, "runs": 3}

    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(place=schools[0], **good | counts | wrong)
    Figure.objects.create(place=schools[0], **good | counts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(place=schools[0], **good | counts)


def test_the_database_refuses_a_pool_with_more_fixed_than_there_is(schools):
    pool(schools[0], 10, 20, runs=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.update(fixed_runs=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.update(fixed_submitted=58)


def test_huge_and_negative_sums_are_published_as_they_are(schools):
    pool(schools[0], -3, 20, runs=3)
    pool(schools[1], 600_000_000, 650_000_000, runs=3)
    fix(1)

    assert published()[schools[0], "2026T1"] == (-9, 60, 3)
    assert published()[schools[1], "2026T1"] == (1_800_000_000, 1_950_000_000, 3)


def test_a_school_that_became_something_else_still_has_its_figure(schools):
    pool(schools[0], 10, 20, runs=3)
    Place.objects.filter(pk=schools[0].pk).update(kind="district")

    fix(1)

    assert set(published()) == {(schools[0], "2026T1")}
