"""Rule 13 where a tablet goes round by the plan: what its screens hold, whatever is sent to it.

That no way back shows anything either is in `tests/browser/test_rule_13_hand_over.py`.
"""

import re

import pytest

from quizzes import actions, animals
from quizzes.states import Sharing
from tests.quizzes.plays import opened, quiz
from tests.quizzes.test_tablet import HTMX, Tablet
from tests.quizzes.test_turns import seated

SEATS = 3


@pytest.fixture
def play(commit):
    return opened(commit, questions=quiz(2), present=9, sharing=Sharing.PASSING, at_a_tablet=SEATS)


@pytest.fixture
def tablet(commit, play):
    one = seated(commit, play, SEATS)
    play.ask()
    return one


def plain(page):
    """A page without what is drawn anew each time."""
    return re.sub(r'every \d+ms|name="ticket" value="[0-9a-f]+"', "", page)


def picture(play, seat):
    return animals.of_seat(play.run_id, seat)[0].picture


def test_a_screen_holds_its_own_seat_and_the_name_of_the_next(play, tablet):
    """Neither an option nor the animal of anybody who has sent before."""
    sent_before = []
    for seat in range(SEATS):
        page = tablet.page()
        assert [one for one in sent_before if one in page] == []
        tablet.post("next")
        own = tablet.options()
        assert [one for one in sent_before if one in tablet.page()] == []
        tablet.answer(seat)
        sent_before += [*own, picture(play, seat)]
        assert [one for one in sent_before if one in tablet.page()] == []
    assert actions.progress(play.run).submitted == SEATS


@pytest.mark.parametrize("slot", range(SEATS))
def test_what_was_chosen_changes_no_screen(commit, slot):
    """Two classes alike but for one choice: all that the tablet shows is the same."""
    shown = []
    group = "5b9f4f0e-6a1d-4a4e-9d8e-0a9c6a1f7d11"
    for nth in (0, 3):
        play = opened(
            commit, questions=quiz(2), present=9, sharing=Sharing.PASSING, at_a_tablet=SEATS,
            group=group,
        )  # fmt: skip
        one = seated(commit, play, SEATS)
        play.ask()
        seen = []
        for seat in range(SEATS):
            seen.append(shape(one))
            one.post("next")
            one.answer(nth if seat == slot else 1)
            seen.append(shape(one))
        play.close_question()
        seen.append(shape(one))
        shown.append(seen)

    assert shown[0] == shown[1]


def shape(tablet):
    """A screen, but for animals and tokens: each run has its own."""
    page = plain(tablet.page())
    page = re.sub(r"img/animals/[a-z-]+\.svg|animal__plate--\w+|turn__picture--\w+", "", page)
    page = re.sub(r'animal__name">.*?</figcaption>|turn__name">.*?</span>', "", page)
    return re.sub(r"[0-9a-f]{16,}", "", page)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_in_another_tab_the_tablet_was_taken_over(play, tablet, headers):
    """The form of the seat before is sent when it is another's turn."""
    tablet.post("next", slot="0")
    asked, before = tablet.question(), tablet.options()
    tablet.post("next", slot="1")
    tablet.headers |= headers

    reply = tablet.post("answer", question=asked, option=before[0])

    assert reply.status_code == 422
    page = reply.content.decode()
    assert [one for one in [*before, picture(play, 0)] if f'"{one}"' in page] == []
    assert actions.progress(play.run).submitted == 0


@pytest.mark.parametrize(
    "turn",
    ["0", "--0", "1-1", "7-0", "9-0", "0-99", "0-100", "0--1", "0-0x", "-", "", "0-0-0"],
)
def test_a_forged_turn_shows_a_call_and_nothing_more(play, tablet, turn):
    """Of another question, of a slot without a paper, or no turn at all."""
    tablet.client.cookies["seat"] = f"{play.run_id.hex}{turn}"

    reply = tablet.client.get("/play/")

    page = reply.content.decode()
    assert "screen--next" in page or "screen--join" in page
    assert 'name="option"' not in page
    sent = tablet.post("answer", question=play.run.questions[0].id, option="0" * 16)
    assert sent.status_code in (400, 409)
    assert actions.progress(play.run).submitted == 0


def test_a_turn_back_to_who_has_sent_shows_nothing_of_it(play, tablet):
    tablet.post("next", slot="0")
    own = tablet.options()
    tablet.answer(2)
    tablet.post("next", slot="1")
    tablet.client.cookies["seat"] = f"{play.run_id.hex}0-0"

    page = tablet.page()

    assert "screen--sent" in page
    assert [one for one in own if one in page] == []
    assert picture(play, 0) not in page


@pytest.mark.parametrize("field", ["slot", "absent"])
@pytest.mark.parametrize("slot", ["0", "3", "7", "8", "-1", "x", "٢", "", "00"])
def test_a_forged_slot_calls_nobody_who_does_not_wait(play, tablet, field, slot):
    """Slot 0 has sent, 3 and 7 hold nothing, the others are none."""
    tablet.post("next", slot="0")
    tablet.answer()
    before = tablet.client.cookies["seat"].value
    is_none = slot not in map(str, range(8))

    tablet.post("next", **{field: slot})

    after = tablet.client.cookies["seat"].value
    # A slot that is none is as good as not said: the next one is called.
    assert after == (f"{play.run_id.hex}1-0" if is_none else before)


def test_after_the_run_there_is_no_turn(play, tablet):
    play.close()

    reply = tablet.post("next", slot="1")

    assert reply.status_code == 200
    assert "screen--finished" in reply.content.decode()
    assert not reply.cookies


def test_a_seat_of_another_tablet_cannot_be_called(commit, play, tablet):
    other = Tablet(commit)
    other.join(play)

    assert other.post("next", slot="1").status_code == 200
    assert other.screen() == "question"
