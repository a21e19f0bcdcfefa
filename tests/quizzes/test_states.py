import pytest

from quizzes.states import Course, IllegalMove, Phase, check_move

ALLOWED = {
    Course.ONE_ROUND: {
        ("lobby", "asking"),
        ("lobby", "closed"),
        ("asking", "explained"),
        ("asking", "closed"),
        ("explained", "asking"),
        ("explained", "closed"),
    },
    Course.TWO_ROUNDS: {
        ("lobby", "first"),
        ("lobby", "closed"),
        ("first", "talk"),
        ("first", "closed"),
        ("talk", "asking"),
        ("talk", "closed"),
        ("asking", "explained"),
        ("asking", "closed"),
        ("explained", "first"),
        ("explained", "closed"),
    },
    Course.ASIDE: {
        ("lobby", "asking"),
        ("lobby", "closed"),
        ("asking", "explained"),
        ("asking", "resting"),
        ("asking", "closed"),
        ("explained", "asking"),
        ("explained", "resting"),
        ("explained", "closed"),
        ("resting", "asking"),
        ("resting", "closed"),
    },
}


@pytest.mark.parametrize("course", Course)
@pytest.mark.parametrize("before", Phase.values)
@pytest.mark.parametrize("after", Phase.values)
def test_every_move_is_allowed_or_refused(course, before, after):
    if (before, after) in ALLOWED[course]:
        check_move(before, after, course)
    else:
        with pytest.raises(IllegalMove):
            check_move(before, after, course)
