"""The process dies at the worst step of an answer.  After its reply: test_power_cut.py."""

from http.client import HTTPException

import pytest

from tests.faults import ARMED, PLANTED
from tests.faults.lessons import ANSWERED, SEATS, ask


@pytest.mark.parametrize("step", ["asked", "counted"])
def test_an_answer_that_dies_is_not_acknowledged_and_counts_once_when_it_is_sent_again(
    make_server, step
):
    server = make_server(BIRGE_PLANTED=step)
    server.module = PLANTED
    server.start()
    asked = ask(server)
    unlucky = asked.seats[ANSWERED]
    paper = unlucky.client.cookies["p0"]
    (server.data / ARMED).touch()
    with pytest.raises((OSError, HTTPException)):
        unlucky.answer()
    server.wait_for_death()
    assert unlucky.client.cookies["p0"] == paper

    server.module = "cms.serve"
    server.start()
    asked.come_back()
    assert asked.teacher.sent() == (ANSWERED, SEATS)
    assert unlucky.screen == "question"
    assert unlucky.answer()
    assert unlucky.screen == "sent"

    asked.teacher.close_question()
    assert asked.released() == [(ANSWERED + 1,)]
    assert asked.pooled() == [(ANSWERED + 1, 1)]
