"""The board too shows, and the tables hold, the same before the close whatever one pupil chose."""

import re

import pytest
from django.apps import apps
from django.db import transaction

from tests.privacy.test_non_interference import seed, seen, texts
from tests.quizzes.test_tablet import HTMX, Tablet

__all__ = ["seed"]

SEATS = 6
OWN = ("quizzes", "classrooms")


def tables():
    """Every row of ours."""
    models = [m for name in OWN for m in apps.get_app_config(name).get_models()]
    return {m.__name__: list(m.objects.order_by("pk").values()) for m in models}


@pytest.fixture
def lesson_with(begin, teach, commit):
    """A question of the lesson, asked of six; seat 2 takes its option number `nth`."""

    def play(nth):
        lesson = begin("quiz-after", present=SEATS)
        lesson.open_quiz()
        tablets = [Tablet(commit) for _ in range(SEATS)]
        log = [seen(tablet.join(lesson.seats)) for tablet in tablets]
        lesson.ask()
        wanted = sorted(texts(tablets[2]))[nth]
        for number, tablet in enumerate(tablets):
            by_text = dict(zip(texts(tablet), tablet.options(), strict=True))
            option = by_text[wanted] if number == 2 else tablet.options()[0]
            log.append(seen(tablet.post("answer", question=tablet.question(), option=option)))
            log += [board(teach, lesson), board(teach, lesson, "pulse")]
        return log, tables()

    return play


def board(teach, lesson, name="lesson"):
    reply = teach(lesson, name, **(HTMX_HEADERS if name == "pulse" else {}))
    # "Expires" is now, by the system's clock, which goes on.
    headers = {k: v for k, v in reply.headers.items() if k != "Expires"}
    return reply.status_code, reply.content, headers


HTMX_HEADERS = {name.removeprefix("HTTP_").replace("_", "-"): value for name, value in HTMX.items()}


def test_nothing_on_the_board_or_in_the_tables_depends_on_an_answer(lesson_with, seed, settings):
    outcomes = []
    # The first play is not compared: in it the teacher's browser is given its cookies.
    for nth in (0, *range(5)):
        with transaction.atomic():
            seed()
            outcomes.append(lesson_with(nth))
            transaction.set_rollback(True)
        for path in settings.BIRGE_KEYS_DIR.iterdir():
            path.unlink()

    first, *others = outcomes[1:]
    assert [other == first for other in others] == [True] * 4
    last_board = first[0][-2][1].decode()
    assert re.search(r'caravan__text">\D*6\D+6', last_board)
