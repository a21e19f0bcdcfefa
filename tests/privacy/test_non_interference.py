"""The same scripted lesson twice, with all randomness and the clock seeded, differing only in one
pupil's answer: before the close every reply, table and file is the same, byte for byte; papers are
of equal length."""

import hashlib
import random
import re
from dataclasses import replace
from uuid import UUID

import pytest
from django.utils import timezone

from quizzes import asides
from quizzes.decisions import Decision
from quizzes.models import LessonSum, Lineage, Release, Run
from quizzes.states import Pace
from tests.quizzes.plays import Play, opened, quiz, restart
from tests.quizzes.test_tablet import HTMX, Tablet
from tests.quizzes.test_tablet_own_pace import OwnTablet

SEATS = 5


class SeededBytes:
    """What the operating system would give, the same each time."""

    def __init__(self):
        self.count = 0

    def __call__(self, size):
        self.count += 1
        return random.Random(self.count).randbytes(size)


@pytest.fixture
def seed(monkeypatch):
    """Stops the clock; each call starts all randomness anew."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)

    def start():
        source = SeededBytes()
        monkeypatch.setattr("os.urandom", source)
        monkeypatch.setattr("random._urandom", source)
        restart()

    return start


@pytest.fixture
def seeded(seed):
    """The same with empty tables."""

    def start():
        seed()
        for model in (LessonSum, Release, Lineage, Run):
            model.objects.all().delete()

    return start


def seen(reply):
    """A reply as an onlooker sees it: papers by their length alone."""
    cookies = {
        name: (len(cookie.value), spoken(cookie).replace(cookie.value, "…"))
        for name, cookie in reply.cookies.items()
        if name.startswith("p")
    }
    others = {n: spoken(c) for n, c in reply.cookies.items() if not n.startswith("p")}
    headers = {k: v for k, v in reply.headers.items() if k != "Set-Cookie"}
    return reply.status_code, headers, reply.content, cookies, others


def spoken(cookie):
    """As sent, without the date that Django adds from the system's clock, which goes on."""
    return re.sub(r"expires=[^;]*; ", "", str(cookie))


def tables():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Run, Release, LessonSum, Lineage, Decision)
    ]


def files(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def lesson(commit, folder, htmx, choose):
    """One question, asked of five; seat 3 chooses what `choose` picks.  All that could be seen."""
    play = opened(commit, questions=quiz(2), present=SEATS)
    _, log = asked_of_five(commit, play, htmx, choose)
    return log, tables(), files(folder)


def first_round(commit, folder, htmx, choose):
    """The same in the first of two rounds, and what is seen in the talk after it."""
    play = opened(commit, questions=quiz(2), present=SEATS, rounds=2)
    tablets, log = asked_of_five(commit, play, htmx, choose)
    play.let_talk()
    log += [seen(one.client.get("/play/")) for one in tablets]
    return log, tables(), files(folder)


def vote(commit, folder, htmx, choose):
    """A vote on the way of a story, open."""
    way = replace(quiz(1)[0], counted=False, votes=True, key=frozenset())
    with commit(execute=True):
        run = asides.open_aside(group=UUID(int=7), question=way, present=SEATS, language="ky")
    _, log = asked_of_five(commit, Play(run.id, commit, {}), htmx, choose)
    return log, tables(), files(folder)


def asked_of_five(commit, play, htmx, choose):
    """The tablets, and all that could be seen while seat 3 chose what `choose` picks."""
    tablets = [Tablet(commit, **(HTMX if htmx else {})) for _ in range(SEATS)]
    log = [seen(tablet.join(play)) for tablet in tablets]
    play.ask()
    for number, tablet in enumerate(tablets):
        options = tablet.options()
        by_text = dict(zip(texts(tablet), options, strict=True))
        option = by_text[choose] if number == 3 else options[0]
        asked = tablet.question()
        log.append(seen(tablet.post("answer", question=asked, option=option)))
        log.append(seen(tablet.post("answer", question=asked, option=options[1])))
        log += [seen(one.client.get("/play/")) for one in tablets]
        log += [seen(one.client.get("/play/pulse?step=1")) for one in tablets]
    return tablets, log


def own_pace(commit, folder, htmx, choose):
    """A quiz at own pace: a seat sends one answer after another or, without htmx, the rest at once;
    seat 3 takes in the first question what `choose` picks.  All that could be seen."""
    play = opened(commit, questions=quiz(3), present=SEATS, pace=Pace.OWN)
    tablets = [OwnTablet(commit, **(HTMX if htmx else {})) for _ in range(SEATS)]
    log = [seen(tablet.join(play)) for tablet in tablets]
    play.ask()
    for number, tablet in enumerate(tablets):
        (first, tokens), *others = tablet.fields().items()
        by_text = dict(zip(texts(tablet)[: len(tokens)], tokens, strict=True))
        token = by_text[choose] if number == 3 else tokens[0]
        posts = [{first: token}, {first: tokens[1]}]
        rest = {name: options[0] for name, options in others}
        posts += [{name: option} for name, option in rest.items()] if htmx else [rest]
        for post in posts:
            log.append(seen(tablet.post("answer", **post)))
            log += [seen(one.client.get("/play/")) for one in tablets]
            log += [seen(one.client.get("/play/pulse?step=1")) for one in tablets]
    return log, tables(), files(folder)


def texts(tablet):
    return re.findall(r'class="option__text"[^>]*>([^<]*)<', tablet.page())


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("paced", [lesson, own_pace, first_round, vote])
def test_nothing_seen_before_the_close_depends_on_an_answer(commit, seeded, settings, htmx, paced):
    def play(choose):
        seeded()
        for path in settings.BIRGE_KEYS_DIR.glob("*"):
            path.unlink()
        return paced(commit, settings.BIRGE_KEYS_DIR, htmx, choose)

    yes, no = play("q0 a кы"), play("q0 b кы")
    skipped = play(texts_of_skip())

    assert yes == no == skipped


def texts_of_skip():
    from django.utils.translation import gettext, override

    with override("ky"):
        return gettext("I skip this question")


@pytest.mark.parametrize("paced", [lesson, own_pace])
def test_the_comparison_sees_a_difference(commit, seeded, settings, paced):
    """With one seat answering the second question's screen would differ: the test can fail."""
    seeded()
    one = paced(commit, settings.BIRGE_KEYS_DIR, False, "q0 a кы")
    restart()
    Run.objects.all().delete()
    two = paced(commit, settings.BIRGE_KEYS_DIR, False, "q0 a кы")

    assert one != two
