"""Rule 10: what is shown of schools and wider places tells of no run, and claims no change that
the noise may have made."""

import csv
import io
import re
from collections import defaultdict

import pytest
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classrooms.calendar import terms_of
from classrooms.figures import cells
from classrooms.figures.estimates import SMALLEST_RUNS, Change
from classrooms.figures.fixing import fix
from classrooms.figures.page import Reason, figures_of
from classrooms.models import Figure, FixedTerm, Place, Pool
from classrooms.states import Role
from quizzes.states import Wave
from tests.classrooms.factories import (
    ClassroomFactory,
    CountryFactory,
    DistrictFactory,
    MembershipFactory,
    RegionFactory,
    SchoolFactory,
)
from tests.classrooms.pooling import ATTITUDE, LINEAGE, pool
from tests.classrooms.pooling import fix as fix_term

# Runs in one play: the count of the nth is BASE**n, so that a sum tells which runs are in it.
MOST_RUNS = 16
BASE = 7
TERMS = [term for year in (2026, 2027) for term in terms_of(year)]
# What happens in a term: in which of six schools each run was.
STORIES = st.lists(st.lists(st.integers(0, 5), max_size=5), min_size=2, max_size=5)


def tree():
    """A country with two regions, three districts, and six schools of which one stands alone."""
    country = CountryFactory()
    north, south = RegionFactory.create_batch(2, parent=country)
    districts = [DistrictFactory(parent=parent) for parent in (north, north, south)]
    parents = [districts[0], districts[0], districts[0], districts[1], districts[2], country]
    return [SchoolFactory(parent=parent) for parent in parents]


def runs_in(total):
    """Which runs a sum of powers is made of; each is in it once."""
    digits = []
    while total:
        total, digit = divmod(total, BASE)
        digits.append(digit)
    assert set(digits) <= {0, 1}, "a run was counted twice"
    return frozenset(number for number, digit in enumerate(digits) if digit)


def look(place):
    """The runs of which the place's present figure is the sum."""
    sums = Figure.objects.at_or_below(place).sums()
    assert len(sums) <= 1
    count = next(iter(sums.values()), None)
    found = runs_in(count.total) if count else frozenset()
    assert len(found) == (count.runs if count else 0)
    return found


def play(story):
    """Every sum that anybody could have read, after each term, of each place."""
    schools, seen, number = tree(), [], 0
    for term, where in zip(TERMS, story, strict=False):
        for school in where[: MOST_RUNS - number]:
            pool(schools[school], BASE**number, 20)
            number += 1
        fix(term)
        seen += [look(place) for place in Place.objects.all()]
    return seen, number


def told_apart(seen):
    """The smallest groups of runs that any differences of these sums can tell apart: runs that
    are in the same sums stay together whatever is added and taken away."""
    groups = defaultdict(set)
    for run in frozenset().union(*seen):
        groups[tuple(run in each for each in seen)].add(run)
    return list(groups.values())


def clear():
    """A test begins anew, though figures are for ever."""
    for model in (Figure, FixedTerm, Pool):
        model.objects.all()._raw_delete("default")


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STORIES)
def test_no_difference_of_figures_isolates_fewer_than_three_runs(db, story):
    clear()
    seen, number = play(story)
    pending = [runs_in(one.pending_total) for one in Pool.objects.all()]
    published = frozenset().union(*seen)

    assert all(len(group) >= 3 for group in told_apart(seen))
    # Nothing is lost, nothing is in two places.
    assert sum(map(len, pending)) + len(published) == number
    assert published.union(*pending) == frozenset(range(number))


# A tree without a database: (district, region, country) of each school, numbers for names.
TREES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(10, 11), st.just(20)), min_size=1, max_size=8
)


@settings(max_examples=300, deadline=None)
@given(TREES, st.lists(st.lists(st.integers(0, 7), max_size=12), min_size=1, max_size=10))
def test_every_cell_has_three_runs_and_each_run_is_in_one(tree, story):
    """The same on any tree, with the arithmetic alone: cells are all that is published."""
    pending = defaultdict(list)
    waited, cells_made, number = set(), [], 0
    for where in story:
        for school in where:
            pending[school % len(tree)].append(number)
            number += 1
        for members in cells.cells(pendings(tree, pending, waited)).values():
            cells_made.append([run for one in members for run in pending.pop(one.pool)])
        waited = set(pending)

    assert all(len(cell) >= 3 for cell in cells_made)
    everything = [run for runs in (*cells_made, *pending.values()) for run in runs]
    assert sorted(everything) == list(range(number))
    assert all(len(runs) < 3 for runs in pending.values())


def pendings(tree, pending, waited):
    for school, runs in pending.items():
        wider = dict(zip(cells.WIDER, tree[school], strict=True))
        yield cells.Pending(school, 100 + school, wider, len(runs), school in waited)


def test_the_database_refuses_a_threshold_that_is_too_low(db, monkeypatch):
    monkeypatch.setattr(cells, "SMALLEST_RUNS", 2)

    with pytest.raises(IntegrityError, match="figure_of_three_runs_or_more"):
        play([[0, 0]])


def test_the_play_finds_figures_that_are_made_anew_each_time():
    """The term's running sum, published after three runs and again after a fourth."""
    seen = [frozenset({0, 1, 2}), frozenset({0, 1, 2, 3})]

    assert {3} in told_apart(seen)


def test_the_play_finds_a_district_that_adds_what_its_schools_hold_back():
    school, district = frozenset({0, 1, 2}), frozenset({0, 1, 2, 3})

    assert {3} in told_apart([school, district])


@pytest.fixture
def school():
    return SchoolFactory()


def shown(place, wave=Wave.POST):
    (topic,) = figures_of(place, "ky").topics
    (question,) = topic.questions
    return next(each for each in question.waves if each.wave == wave)


def test_a_run_more_changes_no_figure_within_the_term(db, school):
    pool(school, 45, 60, runs=3)
    fix_term(1)
    before = shown(school)

    for _ in range(5):
        pool(school, 0, 25)
        assert shown(school).estimate == before.estimate
        assert Figure.objects.get().total == 135


def test_two_classes_are_too_few_and_three_are_enough(db, school):
    pool(school, 45, 60, runs=2)
    fix_term(1)
    assert (shown(school).reason, shown(school).classes) == (Reason.FEW_CLASSES, 2)

    pool(school, 45, 60)
    assert shown(school).reason is Reason.NOT_YET
    fix_term(2)

    assert shown(school).estimate.share == 75


@pytest.mark.parametrize(("answers", "is_shown"), [(18, False), (19, True)])
def test_a_blur_wider_than_ten_points_is_not_shown(db, school, answers, is_shown):
    pool(school, 10, answers, runs=3)  # 3 × 19 = 57: ± 9.997 points
    fix_term(1)

    assert (shown(school).estimate is not None) is is_shown
    assert shown(school).reason is (None if is_shown else Reason.WIDE)


def test_the_next_level_up_stands_in_where_it_may_be_shown(db, school):
    pool(school, 10, 18, runs=3)
    fix_term(1)
    assert shown(school).wider is None

    pool(SchoolFactory(parent=school.parent), 20, 25, runs=3)
    fix_term(2)

    assert shown(school).estimate is None
    assert shown(school).wider.place == school.parent
    assert shown(school).wider.estimate.share == 70


def test_change_only_beyond_the_blur_of_both(db, school):
    pool(school, 40, 60, runs=3, wave=Wave.PRE)
    pool(school, 42, 60, runs=3)
    fix_term(1)
    (question,) = figures_of(school, "ky").topics[0].questions
    assert question.is_comparable
    assert question.change is None

    pool(school, 60, 60, runs=3)
    fix_term(2)

    (question,) = figures_of(school, "ky").topics[0].questions
    assert question.change == Change(20, is_rise=True)


def test_attitude_change_is_never_claimed_for_a_class(db):
    """One class alone, or two, gives a school no figure of a wave, however many answered and
    however much changed: so there is nothing to compare."""
    school = SchoolFactory()
    for runs in (1, 2):
        clear()
        pool(school, 0, 5000, runs=runs, wave=Wave.PRE, alpha=ATTITUDE)
        pool(school, 5000, 5000, runs=runs, alpha=ATTITUDE)
        for number in (1, 2, 3):
            fix_term(number)
        (question,) = figures_of(school, "ky").topics[0].questions
        assert [each.estimate for each in question.waves] == [None, None]
        assert not question.is_comparable
        assert question.change is None


@pytest.fixture
def exported(db, school, client):
    """The table of a school with a class that could leak, as its coordinator gets it."""
    person = MembershipFactory(place=school, role=Role.COORDINATOR).user
    classroom = ClassroomFactory(school=school, name="7-Ъ", opened_by=person)
    pool(school, -4, 20, runs=3)
    pool(school, 30, 40, runs=3, wave=Wave.PRE, alpha=ATTITUDE)
    fix_term(1)
    pool(school, 15, 20, runs=4)
    pool(school, 1, 20, runs=2, wave=Wave.PRE)
    fix_term(2)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    reply = client.get(reverse("teach:figures_csv", args=[school.pk]))
    return classroom, person, reply.content.decode()


def test_export_holds_what_was_fixed_and_nothing_else(exported):
    _classroom, _person, text = exported

    rows = list(csv.reader(io.StringIO(text)))

    assert rows == [
        ["level", "lineage", "wave", "term", "m", "N", "sum_v", "alpha"],
        ["school", str(LINEAGE), "post", "2026T1", "3", "60", "-12", "0.5"],
        ["school", str(LINEAGE), "post", "2026T2", "4", "80", "60", "0.5"],
        ["school", str(LINEAGE), "pre", "2026T1", "3", "120", "90", "0.6"],
    ]


def test_export_names_no_class_no_day_no_person(exported):
    classroom, person, text = exported
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}

    assert not [c for c in cells if classroom.name in c or str(classroom.group) in c]
    assert not [c for c in cells if person.username in c or classroom.school.name in c]
    assert not [c for c in cells if re.search(r"\d{4}-\d{1,2}(-\d{1,2})?$|\d\.\d\.|/|:", c)]
    assert not [c for c in cells if re.match(r"[=+@\t\r]|-(?!\d+$)", c)]


def test_smallest_number_of_runs_is_that_of_the_rule():
    assert SMALLEST_RUNS == 3
