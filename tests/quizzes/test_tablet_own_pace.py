"""The tablets' screens at own pace: the whole quiz in one form, explained when all is closed."""

import re
from uuid import uuid4

import pytest

from quizzes import actions
from quizzes.live import Progress
from quizzes.papers import SEALED_LENGTH
from quizzes.questions import Option
from quizzes.states import Pace
from tests.quizzes.plays import opened, question, quiz, restart, text
from tests.quizzes.test_tablet import HTMX, ORIGIN, Tablet

COUNT = 4


class OwnTablet(Tablet):
    """A tablet without JavaScript that fills in a form of many questions."""

    def fields(self):
        """The tokens of each field of the form, in the order of the page."""
        found = {}
        for name, token in re.findall(
            r'name="(option-[0-9a-f-]{36})" value="([0-9a-f]{16})"', self.page()
        ):
            found.setdefault(name, []).append(token)
        return found

    def choose(self, *nth):
        """Choose the nth option of the first questions on the page; None leaves one out."""
        chosen = zip(self.fields().items(), nth, strict=False)
        return {name: tokens[n] for (name, tokens), n in chosen if n is not None}

    def send(self, *nth):
        return self.post("answer", **self.choose(*nth))

    def sent(self):
        found = re.search(r'class="question__sent">\D*(\d+)\D+(\d+)', self.page())
        return (int(found[1]), int(found[2]))


@pytest.fixture
def play(commit):
    return opened(commit, questions=quiz(COUNT), pace=Pace.OWN)


@pytest.fixture
def seated(commit, play):
    tablet = OwnTablet(commit)
    tablet.join(play)
    play.ask()
    return tablet


def submitted(play):
    return actions.progress(play.run).submitted


def numbers(page):
    return [int(n) for n in re.findall(r'class="progress__bar" value="(\d+)"', page)]


def test_a_tablet_goes_through_a_whole_run(commit, play):
    tablet = OwnTablet(commit)
    tablet.join(play)
    assert tablet.screen() == "lobby"
    play.ask()
    assert (tablet.screen(), tablet.sent(), len(tablet.fields())) == ("question", (0, COUNT), COUNT)
    assert tablet.send(0, None, 4).status_code == 303
    assert (tablet.sent(), numbers(tablet.page())) == ((2, COUNT), [2, 4])
    assert tablet.send(3, 1).status_code == 303
    assert tablet.screen() == "sent"
    assert submitted(play) == 1
    play.close_questions()
    assert tablet.screen() == "explained"
    play.close()
    assert tablet.screen() == "finished"


def test_the_form_may_be_sent_with_gaps_and_keeps_nothing_chosen(seated):
    page = seated.page()

    assert page.count('action="/play/answer"') == 1
    assert 'autocomplete="off"' in page
    assert "required" not in page
    assert "checked" not in page
    assert 'http-equiv="refresh"' not in page


def test_skip_and_not_sure_stand_last_in_every_question(seated):
    texts = re.findall(r'class="option__text"[^>]*>([^<]*)<', seated.page())

    assert len(texts) == COUNT * 5
    ends = [texts[n * 5 + 3 : n * 5 + 5] for n in range(COUNT)]
    assert ends == [ends[0]] * COUNT


def test_options_stand_in_another_order_for_other_seats_and_questions(commit, play):
    seats = [OwnTablet(commit) for _ in range(6)]
    for tablet in seats:
        tablet.join(play)
    play.ask()

    def orders(n):
        found = rf'class="option__text"[^>]*>q{n} ([abc])'
        return {tuple(re.findall(found, tablet.page())) for tablet in seats}

    assert len(orders(0)) > 1
    assert len(orders(0) | orders(1) | orders(2)) > 3


def test_nothing_chosen_is_told_and_counts_nothing(seated, play):
    reply = seated.post("answer")

    assert reply.status_code == 422
    assert 'class="notice notice--warn"' in reply.content.decode()
    assert (seated.sent(), submitted(play)) == ((0, COUNT), 0)


def test_good_answers_count_beside_a_bad_one_which_is_told(seated, play):
    chosen = seated.choose(0, 0, 0, 0)
    bad = list(chosen)[1]

    reply = seated.post("answer", **chosen | {bad: "0" * 16})

    assert reply.status_code == 422
    assert numbers(reply.content.decode()) == [2]
    assert len(reply.cookies["p0"].value) == SEALED_LENGTH
    restart()
    assert seated.sent() == (3, COUNT)


@pytest.mark.parametrize(
    ("forged", "status"),
    [
        ({f"option-{uuid4()}": "0" * 16}, 409),
        ({"option-": "x"}, 409),
        ({"option-../../etc": "x"}, 409),
        ({"option-" + "9" * 500: "x"}, 409),
        ({f"option-{n}": "x" for n in range(200)}, 409),
        ({"options": "x", "answer": "y", "option": "z"}, 422),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_forged_fields_count_nothing(seated, play, forged, status, headers):
    seated.headers |= headers

    reply = seated.post("answer", **forged)

    assert reply.status_code == status
    assert (seated.sent(), submitted(play)) == ((0, COUNT), 0)


def test_200_forged_fields_keep_no_answer_from_being_counted(seated, play):
    chosen = seated.choose(0, 0, 0, 0)

    reply = seated.post("answer", **chosen, **{f"option-{n}": "x" for n in range(200)})

    assert reply.status_code == 409
    assert submitted(play) == 1


def test_the_same_question_twice_in_one_post_counts_once(seated, play):
    name, tokens = next(iter(seated.fields().items()))

    reply = seated.post("answer", **{name: tokens[:2]})

    assert reply.status_code == 303
    assert seated.sent() == (1, COUNT)


def test_the_same_answer_again_gets_the_same_reply_and_counts_once(seated, play):
    first, again = seated.choose(0, 0, 0, 0), seated.choose(1, 1, 1, 1)

    replies = [seated.post("answer", **chosen) for chosen in (first, again)]

    assert [(r.status_code, r["Location"]) for r in replies] == [(303, "/play/")] * 2
    assert submitted(play) == 1


def test_options_of_another_seat_do_not_fit(commit, seated, play):
    other = OwnTablet(commit)
    other.join(play)

    assert seated.post("answer", **other.choose(0, 1, 2, 3)).status_code == 422
    assert seated.sent() == (0, COUNT)


def test_a_token_of_another_question_does_not_fit(seated):
    names, tokens = zip(*seated.fields().items(), strict=True)

    assert seated.post("answer", **{names[0]: tokens[1][0]}).status_code == 422
    assert seated.sent() == (0, COUNT)


def test_the_form_of_a_led_question_is_understood_too(seated, play):
    name, tokens = list(seated.fields().items())[2]

    reply = seated.post("answer", question=name.removeprefix("option-"), option=tokens[0])

    assert reply.status_code == 303
    assert numbers(seated.page()) == [1, 2, 4]


def test_the_fields_of_own_pace_are_understood_in_a_led_run(commit):
    play, tablet = opened(commit, questions=quiz(2)), Tablet(commit)
    tablet.join(play)
    play.ask()

    assert tablet.post("answer", **{f"option-{tablet.question()}": tablet.options()[0]})
    assert submitted(play) == 1


def test_one_answer_by_htmx_is_acknowledged_with_nothing_but_the_paper(seated, play):
    seated.headers |= HTMX
    name, tokens = next(iter(seated.fields().items()))

    replies = [seated.post("answer", **{name: token}) for token in (tokens[0], tokens[4])]

    for reply in replies:
        assert (reply.status_code, reply.content, list(reply.cookies)) == (204, b"", ["p0"])
    assert seated.sent() == (1, COUNT)


def test_all_options_make_a_request_of_one_length(seated):
    lengths = {len(f"{name}={t}") for name, tokens in seated.fields().items() for t in tokens}

    assert len(lengths) == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_answer_after_the_close(seated, play, headers):
    chosen = seated.choose(0, 0, 0, 0)
    play.close_questions()
    seated.headers |= headers

    reply = seated.post("answer", **chosen)

    assert reply.status_code == 409
    assert "screen--explained" in reply.content.decode()
    restart()
    assert seated.screen() == "explained"


def test_an_answer_after_the_end_of_the_run(seated, play):
    chosen = seated.choose(0, 0)
    play.close()

    assert seated.post("answer", **chosen).status_code == 409
    assert seated.screen() == "finished"


def test_a_paper_of_another_run(commit, seated, play):
    stranger = OwnTablet(commit)
    stranger.join(opened(commit, pace=Pace.OWN))
    chosen = seated.choose(0, 0, 0, 0)
    seated.client.cookies["p0"] = stranger.client.cookies["p0"].value

    reply = seated.post("answer", **chosen)

    assert reply.status_code == 400
    assert "screen--join" in reply.content.decode()
    assert submitted(play) == 0


def test_a_restart_between_two_answers(seated, play):
    seated.send(0, 1)

    restart()
    assert seated.client.get("/play/pulse?step=1").status_code == 204
    assert actions.progress(play.run) == Progress(submitted=0, seats=1, back=1)
    assert seated.sent() == (2, COUNT)
    seated.send(2, 3)

    assert actions.progress(play.run) == Progress(submitted=1, seats=1, back=1)


def test_the_sent_screen_asks_the_counters_and_never_the_paper(seated, play):
    """An old paper put back does not open a question that was sent."""
    old = seated.client.cookies["p0"].value
    seated.send(0, 0, 0, 0)
    seated.client.cookies["p0"] = old

    assert seated.screen() == "sent"


def test_answers_touch_no_database(seated, play, django_assert_num_queries):
    one, rest = seated.choose(0), seated.choose(None, 1, 2, 3)

    with django_assert_num_queries(0):
        assert seated.client.post("/play/answer", one, **ORIGIN, **HTMX).status_code == 204
        seated.client.get("/play/")
        assert seated.client.post("/play/answer", rest, **ORIGIN).status_code == 303
        seated.client.get("/play/")
        seated.client.get("/play/pulse?step=1")
    assert submitted(play) == 1


def test_the_pulse_stays_quiet_until_all_is_closed(seated, play):
    def pulse(step):
        return seated.client.get(f"/play/pulse?step={step}").status_code

    assert "/play/pulse?step=1" in seated.page()
    seated.send(0)
    assert pulse(1) == 204
    play.close_questions()
    assert (pulse(1), pulse(2)) == (200, 204)
    play.explain(1)
    assert (pulse(2), pulse(3)) == (200, 204)


def drawn_alike(page):
    """Without what differs in every drawing: the pace of the pulse, and the step it asks with."""
    return re.sub(r"every \d+ms|step=\d+", "", page)


def test_all_seats_see_the_same_explanations_of_all_questions(commit, seated, play):
    other = OwnTablet(commit)
    other.join(play)
    seated.send(0, 0, 0, 0)
    other.send(4, None, 3)
    play.close_questions()

    pages = [drawn_alike(tablet.page()) for tablet in (seated, other)]

    assert pages[0] == pages[1]
    assert numbers(pages[0]) == [1, 2, 3, 4]
    assert [pages[0].count(f"why {option} кы") for option in "abc"] == [COUNT] * 3
    play.explain(2)
    assert drawn_alike(seated.page()) == pages[0]


def test_the_language_is_kept_and_the_tokens_stay(seated):
    before = seated.fields()

    seated.post("language", language="ru")

    assert "question q3 ру" in seated.page()
    assert seated.fields() == before


def test_a_picture_and_a_long_quiz_are_drawn(commit):
    """Twenty-four questions, as many as a paper has room for."""
    options = (Option("a", text("x"), picture="/media/a.jpg"), Option("b", text("y")))
    questions = [*quiz(23), question("seen", options=options)]
    play, tablet = opened(commit, questions=questions, pace=Pace.OWN), OwnTablet(commit)
    tablet.join(play)
    play.ask()

    assert 'src="/media/a.jpg"' in tablet.page()
    assert tablet.send(*[1] * 24).status_code == 303
    assert (tablet.screen(), submitted(play)) == ("sent", 1)
