import pytest

from quizzes.states import IllegalMove, Phase, check_move

ALLOWED = {
    ("lobby", "asking"),
    ("lobby", "closed"),
    ("asking", "explained"),
    ("asking", "closed"),
    ("explained", "asking"),
    ("explained", "closed"),
}


@pytest.mark.parametrize("before", Phase.values)
@pytest.mark.parametrize("after", Phase.values)
def test_every_move_is_allowed_or_refused(before, after):
    if (before, after) in ALLOWED:
        check_move(before, after)
    else:
        with pytest.raises(IllegalMove):
            check_move(before, after)
