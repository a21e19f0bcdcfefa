"""Seat plans: the arithmetic, for every class and every number of tablets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import seating
from quizzes.papers import SEATS_PER_TABLET
from quizzes.states import Pace, Sharing, Way

PUPILS = st.integers(1, 50)
TABLETS = st.integers(0, 50)


def told(pupils, tablets):
    return [
        (one.way, one.sharing, one.pace, one.seats, one.fewest, one.most)
        for one in seating.propose(pupils, tablets)
    ]


@given(PUPILS, st.none() | TABLETS)
def test_no_proposal_has_more_seats_than_pupils_nor_more_tablets_than_there_are(pupils, tablets):
    proposals = seating.propose(pupils, tablets)

    assert proposals
    assert len(set(proposals)) == len(proposals)
    for one in proposals:
        assert 1 <= one.seats <= one.pupils == pupils
        assert one.tablets <= (pupils if tablets is None else tablets)


@given(PUPILS, st.none() | TABLETS)
def test_seats_and_pupils_are_all_placed_and_never_more_than_a_tablet_holds(pupils, tablets):
    for one in seating.propose(pupils, tablets):
        if one.way is Way.TABLETS:
            assert sum(one.seats_by_tablet) == one.seats
            assert sum(one.pupils_by_tablet) == pupils
            assert len(one.seats_by_tablet) == len(one.pupils_by_tablet) == one.tablets
            assert 1 <= one.seats_at_most <= SEATS_PER_TABLET
            assert 0 <= one.most - one.fewest <= 1
        else:
            assert (one.tablets, one.seats_at_most, one.most) == (0, 0, 0)


@given(PUPILS, TABLETS)
def test_groups_have_a_tablet_each(pupils, tablets):
    groups = [one for one in seating.propose(pupils, tablets) if one.sharing is Sharing.GROUPS]

    assert len(groups) == (0 < tablets < pupils)
    assert all(one.seats == tablets for one in groups)


@given(PUPILS)
def test_without_tablets_there_are_hands_and_cards_alone(pupils):
    assert [one.way for one in seating.propose(pupils, 0)] == [Way.HANDS, Way.CARDS]


def test_a_tablet_for_each():
    expected = [
        (Way.TABLETS, Sharing.EACH, Pace.LED, 24, 1, 1),
        (Way.HANDS, Sharing.EACH, Pace.LED, 24, 0, 0),
        (Way.CARDS, Sharing.EACH, Pace.LED, 24, 0, 0),
        (Way.TABLETS, Sharing.EACH, Pace.OWN, 24, 1, 1),
    ]
    assert told(24, 24) == told(24, 30) == told(24, None) == expected


def test_few_tablets_go_round():
    assert told(24, 6) == [
        (Way.TABLETS, Sharing.PASSING, Pace.LED, 24, 4, 4),
        (Way.TABLETS, Sharing.WHOLE, Pace.OWN, 24, 4, 4),
        (Way.TABLETS, Sharing.GROUPS, Pace.LED, 6, 4, 4),
        (Way.HANDS, Sharing.EACH, Pace.LED, 24, 0, 0),
        (Way.CARDS, Sharing.EACH, Pace.LED, 24, 0, 0),
    ]


@pytest.mark.parametrize(("tablets", "goes_round"), [(6, True), (5, False)])
def test_more_than_eight_at_a_tablet_do_not_pass_it_on(tablets, goes_round):
    """45 pupils: with six tablets seven or eight at each, with five nine."""
    ways = [one.sharing for one in seating.propose(45, tablets)]

    assert (Sharing.PASSING in ways, Sharing.WHOLE in ways) == (goes_round, goes_round)
    assert Sharing.GROUPS in ways
    assert (seating.propose(45, tablets)[0].way is Way.TABLETS) == goes_round


def test_what_is_left_over_makes_one_more_at_some_tablets():
    plan = seating.propose(23, 6)[0]

    assert plan.pupils_by_tablet == (4, 4, 4, 4, 4, 3)
    assert (plan.fewest, plan.most, plan.seats_at_most) == (3, 4, 4)


@pytest.mark.parametrize(("pupils", "tablets"), [(0, 1), (51, 1), (-1, 0), (1, 51), (1, -1)])
def test_impossible_numbers(pupils, tablets):
    with pytest.raises(ValueError, match="no seats"):
        seating.propose(pupils, tablets)


def test_what_is_not_said_is_as_the_plan_has_it():
    few = seating.propose(24, 6)

    assert seating.choose(few) == few[0]
    assert seating.choose(few, pace=Pace.OWN) == few[1]
    assert seating.choose(few, sharing=Sharing.GROUPS, way=Way.TABLETS) == few[2]
    assert seating.choose(few, way=Way.CARDS) == few[4]


@pytest.mark.parametrize(
    "said",
    [
        {"sharing": Sharing.PASSING},
        {"sharing": Sharing.WHOLE},
        {"way": Way.HANDS, "sharing": Sharing.GROUPS},
        {"way": Way.CARDS, "pace": Pace.OWN},
        {"sharing": Sharing.EACH, "way": Way.TABLETS},
    ],
)
def test_a_way_that_this_class_has_not(said):
    """Nine at a tablet, or no tablet: neither is passed on."""
    assert seating.choose(seating.propose(45, 5), **said) is None
    assert seating.choose(seating.propose(45, 0), **said) is None


@given(PUPILS, st.none() | TABLETS, st.sampled_from(Sharing))
def test_a_plan_goes_on_with_other_numbers(pupils, tablets, sharing):
    plan = seating.today(pupils, tablets, way=Way.TABLETS, sharing=sharing, pace=Pace.LED)

    assert sum(plan.pupils_by_tablet) == pupils
    assert 1 <= plan.seats <= pupils
    assert plan.tablets >= 1
