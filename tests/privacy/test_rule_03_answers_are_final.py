"""Rule 3: an answer is final once confirmed.  What comes after it, in whatever way and with
whatever option, gets the same status, page and length, and moves no counter."""

import threading

import pytest

from quizzes import actions, keys, live, papers
from quizzes.states import Pace
from tests.quizzes.plays import opened, quiz, restart
from tests.quizzes.test_tablet import HTMX, Tablet
from tests.quizzes.test_tablet_own_pace import OwnTablet

WAYS = [{}, HTMX]


@pytest.fixture(params=list(Pace))
def play(request, commit):
    return opened(commit, questions=quiz(2), present=3, pace=request.param)


@pytest.fixture(params=WAYS, ids=["plain", "htmx"])
def seated(request, commit, play):
    tablet = OwnTablet(commit, **request.param)
    tablet.join(play)
    play.ask()
    return tablet


def posts(play, tablet):
    """A form for each option of the first question."""
    if play.run.pace == Pace.OWN:
        name, tokens = next(iter(tablet.fields().items()))
        return [{name: token} for token in tokens]
    return [{"question": tablet.question(), "option": token} for token in tablet.options()]


def shape(reply):
    cookies = {name: len(cookie.value) for name, cookie in reply.cookies.items()}
    headers = {k: v for k, v in reply.headers.items() if k != "Set-Cookie"}
    return reply.status_code, headers, reply.content, cookies


def counted(play):
    """What memory has: who has sent, and the noisy count, which must not move."""
    asked = live.store()._runs[play.run_id].questions
    return {name: (one.yes, set(one.submitted)) for name, one in asked.items()}


def paper(play, tablet):
    sealed = tablet.client.cookies["p0"].value
    return papers.unseal(sealed, key=keys.of(play.run_id).key, run_id=play.run_id)


def test_a_second_answer_changes_nothing_and_looks_the_same(play, seated):
    forms = posts(play, seated)
    first = shape(seated.post("answer", **forms[0]))
    before, page = counted(play), seated.screen()

    again = [shape(seated.post("answer", **form)) for form in [*forms, *forms]]

    assert again == [first] * len(again)
    assert len(again) == 10
    assert counted(play) == before
    assert seated.screen() == page


def test_a_second_answer_does_not_change_the_paper(play, seated):
    forms = posts(play, seated)
    seated.post("answer", **forms[0])
    kept = paper(play, seated)

    for form in forms:
        seated.post("answer", **form)

    assert paper(play, seated) == kept


def test_after_a_lost_reply_the_paper_gets_this_requests_answer(play, seated):
    """The tablet never saw its paper: memory keeps the first answer, the paper gets the second."""
    forms, old = posts(play, seated), seated.client.cookies["p0"].value
    first = shape(seated.post("answer", **forms[0]))
    before = counted(play)
    seated.client.cookies["p0"] = old

    again = shape(seated.post("answer", **forms[4]))

    assert again == first
    assert counted(play) == before
    assert paper(play, seated).has(0)
    assert not paper(play, seated).says_yes(0)


def test_a_repeated_answer_counts_once_in_a_recount_too(play, seated):
    forms, old = posts(play, seated), seated.client.cookies["p0"].value
    seated.post("answer", **forms[0])
    seated.client.cookies["p0"] = old
    seated.post("answer", **forms[1])

    restart()
    for _ in range(3):
        seated.client.get("/play/pulse?step=1")

    counts = counted(play)
    assert [submitted for _, submitted in counts.values()][0] == {0}


def test_two_options_in_one_form_count_once(play, seated):
    forms = posts(play, seated)
    name = next(key for key in forms[0] if key != "question")
    both = {**forms[0], name: [forms[0][name], forms[1][name]]}

    seated.post("answer", **both)

    assert sum(len(submitted) for _, submitted in counted(play).values()) == 1


@pytest.mark.parametrize("headers", WAYS, ids=["plain", "htmx"])
def test_posts_at_the_same_moment_count_once(commit, headers):
    """A double tap: all options from one tablet, in threads."""
    play = opened(commit, questions=quiz(1))
    tablet = Tablet(commit, **headers)
    tablet.join(play)
    play.ask()
    forms, before = posts(play, tablet), counted(play)
    cookies = {name: cookie.value for name, cookie in tablet.client.cookies.items()}
    start, statuses = threading.Barrier(len(forms)), []

    def tap(form):
        one = Tablet(commit, **headers)
        one.client.cookies.load(cookies)
        start.wait()
        statuses.append(one.client.post("/play/answer", form, **one.headers).status_code)

    threads = [threading.Thread(target=tap, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(statuses)) == 1
    assert set(statuses) <= {204, 303}
    ((yes, submitted),) = counted(play).values()
    ((noise, _),) = before.values()
    assert submitted == {0}
    assert yes - noise in (0, 1)
    assert actions.progress(play.run).submitted == 1
