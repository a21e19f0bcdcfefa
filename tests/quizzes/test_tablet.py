import re
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client

from cms.places import FORM
from quizzes import actions, keys
from quizzes.models import Run
from quizzes.states import Kind
from tests.quizzes.plays import opened, question, quiz, restart

ORIGIN = {"HTTP_ORIGIN": "http://testserver"}
HTMX = {"HTTP_HX_REQUEST": "true"}


class FormClient(Client):
    """Posts as a form does; Django's own client would send an upload, which no tablet may."""

    def post(self, path, data=None, content_type=FORM, **more):
        return super().post(path, urlencode(data or {}, doseq=True), content_type, **more)


class Tablet:
    """A tablet without JavaScript: it follows redirects and fills in the forms it is shown."""

    def __init__(self, commit, **headers):
        self.client = FormClient()
        self.commit = commit
        self.headers = ORIGIN | headers

    def post(self, path, **data):
        with self.commit(execute=True):
            return self.client.post(f"/play/{path}", data, **self.headers)

    def page(self):
        return self.client.get("/play/").content.decode()

    def options(self):
        return re.findall(r'name="option" value="([0-9a-f]{16})"', self.page())

    def question(self):
        return re.search(r'name="question" value="([0-9a-f-]{36})"', self.page())[1]

    def join(self, play):
        return self.post("join", code=keys.of(play.run_id).code)

    def answer(self, nth=0):
        return self.post("answer", question=self.question(), option=self.options()[nth])

    def screen(self):
        return re.search(r"screen--([a-z]+)", self.page())[1]


@pytest.fixture
def play(commit):
    return opened(commit, questions=quiz(2))


@pytest.fixture
def tablet(commit):
    return Tablet(commit)


@pytest.fixture
def seated(tablet, play):
    tablet.join(play)
    return tablet


def test_a_tablet_goes_through_a_whole_run(tablet, play):
    assert tablet.screen() == "join"
    assert tablet.join(play).status_code == 303
    assert tablet.screen() == "lobby"
    for _ in range(2):
        play.ask()
        assert tablet.screen() == "question"
        assert tablet.answer().status_code == 303
        assert tablet.screen() == "sent"
        play.close_question()
        assert tablet.screen() == "explained"
    play.close()
    assert tablet.screen() == "finished"
    tablet.post("done")
    assert tablet.screen() == "join"
    assert not tablet.client.cookies["seat"].value


def test_htmx_gets_the_screen_alone(seated, play):
    play.ask()

    reply = seated.client.get("/play/", **HTMX)

    assert (
        reply.content.decode()
        .strip()
        .startswith('<div id="screen" class="screen screen--question"')
    )


def test_an_answer_by_htmx_is_acknowledged_with_nothing_but_the_paper(seated, play):
    play.ask()
    seated.headers |= HTMX

    reply = seated.answer()

    assert (reply.status_code, reply.content, list(reply.cookies)) == (204, b"", ["p0"])
    assert reply["Cache-Control"] == "no-store"
    assert actions.progress(play.run).submitted == 1


def test_an_answer_by_htmx_that_is_refused_gets_the_screen_and_the_reason(seated, play):
    play.ask()
    seated.headers |= HTMX

    reply = seated.post("answer", question=seated.question(), option="nothing")

    assert reply.status_code == 422
    assert reply.content.decode().strip().startswith('<div id="screen"')


def test_an_answer_by_htmx_from_elsewhere_is_refused(seated, play):
    play.ask()
    seated.headers |= HTMX | {"HTTP_ORIGIN": "http://evil.test"}

    assert seated.answer().status_code == 403
    assert actions.progress(play.run).submitted == 0


def test_an_answer_touches_no_database(seated, play, django_assert_num_queries):
    play.ask()
    asked, option = seated.question(), seated.options()[0]

    with django_assert_num_queries(0):
        seated.client.post("/play/answer", {"question": asked, "option": option}, **ORIGIN)
        seated.client.get("/play/")
        seated.client.get("/play/pulse?step=1")


@pytest.mark.parametrize("code", ["", "000000", "12 34", "абв", "9" * 300])
def test_a_wrong_code_is_told_and_loses_nothing(tablet, play, code):
    reply = tablet.post("join", code=code)

    assert reply.status_code == 404
    assert 'role="alert"' in reply.content.decode()
    assert play.run.seats_given == 0


def test_a_code_may_be_typed_with_a_space(tablet, play):
    code = keys.of(play.run_id).code

    assert tablet.post("join", code=f"{code[:3]} {code[3:]}").status_code == 303


def test_the_code_of_a_closed_run_opens_nothing(tablet, play):
    code = keys.of(play.run_id).code
    play.close()

    assert tablet.post("join", code=code).status_code == 404


def test_a_full_class_takes_no_more(commit):
    play = opened(commit, present=1)
    Tablet(commit).join(play)

    assert Tablet(commit).join(play).status_code == 409
    assert play.run.seats_given == 1


def test_a_tablet_holds_eight_papers(commit, tablet, play):
    for _ in range(8):
        assert tablet.join(play).status_code == 303
        tablet.post("done")

    assert tablet.join(play).status_code == 409
    assert play.run.seats_given == 8


def test_all_papers_of_a_shared_tablet_are_counted_after_a_restart(tablet, play):
    for _ in range(3):
        tablet.join(play)
        tablet.post("done")
    play.ask()

    restart()
    tablet.client.get("/play/pulse?step=1")

    assert actions.progress(play.run).back == 3


def test_an_answer_to_a_question_that_is_not_open(seated, play):
    play.ask()
    asked, option = seated.question(), seated.options()[0]
    play.close_question()

    reply = seated.post("answer", question=asked, option=option)

    assert reply.status_code == 409
    assert "screen--explained" in reply.content.decode()


def test_an_answer_to_the_question_before(seated, play):
    play.ask()
    first = seated.question()
    seated.answer()
    play.close_question()
    play.ask()

    reply = seated.post("answer", question=first, option=seated.options()[0])

    assert reply.status_code == 409
    assert "screen--question" in reply.content.decode()


def test_the_same_answer_twice_gets_the_same_reply_and_counts_once(seated, play):
    play.ask()
    asked, options = seated.question(), seated.options()

    replies = [seated.post("answer", question=asked, option=option) for option in options[:2]]

    assert [(r.status_code, r["Location"]) for r in replies] == [(303, "/play/")] * 2
    assert actions.progress(play.run).submitted == 1


def test_an_answer_to_another_run(commit, seated, play):
    other = opened(commit, questions=[question("elsewhere")])
    play.ask()
    other.ask()

    reply = seated.post(
        "answer", question=other.run.current_question.id, option=seated.options()[0]
    )

    assert reply.status_code == 409
    assert actions.progress(other.run).submitted == 0


@pytest.mark.parametrize("option", ["", "a", "0" * 16, "skip"])
def test_an_option_that_does_not_exist(seated, play, option):
    play.ask()

    reply = seated.post("answer", question=seated.question(), option=option)

    assert reply.status_code == 422
    assert "screen--question" in reply.content.decode()
    assert actions.progress(play.run).submitted == 0


@pytest.mark.parametrize("paper", ["", "damaged", "A" * 48])
def test_a_damaged_paper(seated, play, paper):
    play.ask()
    asked, option = seated.question(), seated.options()[0]
    seated.client.cookies["p0"] = paper

    reply = seated.post("answer", question=asked, option=option)

    assert reply.status_code == 400
    assert "screen--join" in reply.content.decode()
    assert actions.progress(play.run).submitted == 0


def test_a_paper_of_another_run(commit, seated, play):
    stranger = Tablet(commit)
    stranger.join(opened(commit))
    play.ask()
    seated.client.cookies["p0"] = stranger.client.cookies["p0"].value

    assert seated.client.get("/play/").status_code == 400


def test_a_tablet_from_a_run_that_is_no_more(seated, play):
    Run.objects.all().delete()
    restart()

    reply = seated.client.get("/play/")

    assert reply.status_code == 400
    assert "screen--join" in reply.content.decode()


@pytest.mark.parametrize(
    "seat",
    ["", "x", "0" * 40, uuid4().hex, uuid4().hex + "9"],
    ids=["empty", "letter", "zeros", "unknown", "too long"],
)
def test_a_made_up_seat_cookie(db, tablet, seat):
    tablet.client.cookies["seat"] = seat

    assert tablet.client.get("/play/").status_code in (200, 400)
    assert tablet.screen() == "join"


@pytest.mark.parametrize("path", ["join", "answer", "done", "language"])
def test_posts_from_elsewhere_are_refused(db, client, path):
    for origin in ("http://evil.test", "null", ""):
        assert client.post(f"/play/{path}", HTTP_ORIGIN=origin).status_code == 403
    assert client.post(f"/play/{path}").status_code == 403
    assert client.get(f"/play/{path}").status_code == 405


def test_the_language_is_kept_and_the_tokens_stay(seated, play):
    play.ask()
    before = seated.options()

    seated.post("language", language="ru")

    assert "question q0 ру" in seated.page()
    assert seated.options() == before
    assert seated.post("language", language="xx").status_code == 200


def test_a_text_missing_in_a_language_is_shown_in_the_source_and_says_so(commit, tablet):
    from quizzes.questions import Text

    asked = question("only", prompt=Text({"ky": "Суроо"}))
    play = opened(commit, questions=[asked])
    tablet.post("language", language="ru")
    tablet.join(play)
    play.ask()

    assert re.search(r'<h1[^>]*lang="ky"[^>]*>Суроо', tablet.page())


def test_skip_and_not_sure_stand_last_and_are_counted_as_submitted(seated, play):
    play.ask()
    texts = re.findall(r'class="option__text"[^>]*>([^<]*)<', seated.page())

    assert len(texts) == 5
    seated.answer(nth=4)
    assert actions.progress(play.run).submitted == 1


def test_options_stand_in_another_order_for_other_seats(commit):
    play = opened(commit)
    tablets = [Tablet(commit) for _ in range(12)]
    for tablet in tablets:
        tablet.join(play)
    play.ask()

    orders = {
        tuple(re.findall(r'class="option__text"[^>]*>(q0 [abc])', tablet.page()))
        for tablet in tablets
    }

    assert len(orders) > 2


def test_a_scale_is_never_torn(commit):
    play = opened(commit, questions=[question("scale", Kind.ATTITUDE)])
    orders = set()
    for _ in range(12):
        tablet = Tablet(commit)
        tablet.join(play)
        orders.add(tablet)
    play.ask()

    seen = {
        tuple(re.findall(r'class="option__text"[^>]*>scale ([abc])', tablet.page()))
        for tablet in orders
    }

    assert seen == {("a", "b", "c"), ("c", "b", "a")}


def test_explanations_stand_for_every_option_and_mark_no_choice(commit, seated, play):
    """Two seats that chose differently see the same page but for their animal."""
    other = Tablet(commit)
    other.join(play)
    play.ask()
    seated.answer(nth=0)
    other.answer(nth=4)
    play.close_question()

    pages = [re.sub(r"\d+ms|every \d+", "", tablet.page()) for tablet in (seated, other)]

    assert pages[0] == pages[1]
    assert all(f"why {option}" in pages[0] for option in "abc")


def test_pupils_pages_are_not_stored_and_set_no_session(seated):
    reply = seated.client.get("/play/")

    assert reply["Cache-Control"] == "no-store"
    assert set(seated.client.cookies) == {"seat", "p0"}


def test_cookies_are_strict_and_bound_to_the_pupils_path(seated):
    for name in ("seat", "p0"):
        cookie = seated.client.cookies[name]
        assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/play", "Strict", True)
