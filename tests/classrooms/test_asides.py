"""Beside the lesson: a question of the teacher's own, and the way of a story by tablets."""

import pytest
from django.urls import reverse

from classrooms import asides, ledger, progress
from classrooms.models import Pool, TaughtQuiz
from classrooms.states import Answers, NoVote
from quizzes.decisions import Decision
from quizzes.models import Lineage, Release
from quizzes.states import Phase
from tests.classrooms.factories import MembershipFactory
from tests.classrooms.plays import HTMX
from tests.quizzes.plays import Play, restart

pytestmark = pytest.mark.django_db

SEATS = 8


def own(play, answers="yes-no"):
    return {"step": str(play.step), "answers": answers}


def lesson_step(play):
    return {"step": str(play.step)}


def step(play):
    return {"step": str(play.board.step)}


def seated(play, commit, seats=SEATS):
    """The tablets have joined what was just opened."""
    play.seats = Play(play.run.id, commit, {})
    play.join(seats)
    return play


@pytest.fixture
def asked(begin, teach, commit):
    """An improvised question, asked of all seats, from a slide in the middle of the lesson."""
    play = begin("four-things")
    teach(play, "ask_own", own(play, "three"))
    seated(play, commit)
    teach(play, "quiz_next", step(play))
    return play


@pytest.fixture
def voting(begin, teach, commit):
    """The tablets choose the way of the story."""
    play = begin("story")
    assert teach(play, "vote_open", lesson_step(play)).status_code == 303
    seated(play, commit)
    teach(play, "quiz_next", step(play))
    return play


@pytest.mark.parametrize("answers", Answers)
def test_the_words_of_an_own_question_are_there_in_each_language(answers):
    question = asides.improvised(answers)

    count = {Answers.YES_NO: 2, Answers.TWO: 2, Answers.THREE: 3, Answers.FOUR: 4}[answers]
    assert len(question.options) == count
    for text in (question.prompt, *(option.text for option in question.options)):
        assert len({text.by_language[language] for language in ("ky", "ru", "en")}) == 3
    assert (question.counted, question.key) == (False, frozenset())


@pytest.mark.parametrize("prefix", ["", "desk_"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_own_question_from_any_slide(begin, teach, prefix, headers):
    play = begin("four-things")
    screen = teach(play, "desk" if prefix else "lesson").content.decode()
    assert 'name="answers" value="yes-no"' in screen

    reply = teach(play, f"{prefix}ask_own", own(play), **headers)

    assert reply.status_code == (200 if headers else 303)
    assert (play.board.name, play.board.is_aside) == (Phase.LOBBY, True)


@pytest.mark.parametrize(
    "data", [{}, {"step": "0"}, {"answers": "yes-no"}, {"step": "0", "answers": "five"}]
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_own_question_refuses_bad_input(begin, teach, data, headers):
    play = begin("four-things")

    assert teach(play, "ask_own", data, **headers).status_code == 400
    assert not TaughtQuiz.objects.exists()


@pytest.mark.parametrize("name", ["ask_own", "vote_open", "quiz_rest", "blank"])
def test_a_stranger_gets_nothing(begin, as_user, name):
    play = begin("story")
    stranger = as_user(MembershipFactory().user)
    url = reverse(f"teach:{name}", args=[play.taught.pk])

    assert stranger.post(url, own(play)).status_code == 404
    assert not TaughtQuiz.objects.exists()


def test_two_presses_ask_once(begin, teach):
    play = begin("four-things")
    pressed = own(play)

    for _ in range(2):
        teach(play, "ask_own", pressed)

    assert TaughtQuiz.objects.count() == 1


def test_an_old_screen_asks_nothing(begin, teach):
    play = begin("four-things")
    teach(play, "ask_own", {"step": str(play.step - 1), "answers": "two"})

    assert not TaughtQuiz.objects.exists()


def test_the_board_shows_the_answers_neutrally_and_how_many_have_sent(asked, teach):
    asked.answer(["1", "2", "3"])

    page = teach(asked, "lesson").content.decode()

    words = [option.text.words("ky").text for option in asked.run.questions[0].options]
    assert [f'<li lang="ky">{word}</li>' in page for word in words] == [True] * 3
    assert asked.board.progress.submitted == 3
    assert 'class="progress"' not in page


def test_then_the_class_talks_and_the_slide_is_as_it_was(asked, teach):
    position = asked.board.position
    asked.answer(["1"] * SEATS)
    teach(asked, "quiz_close", step(asked))
    assert asked.board.picture == Phase.TALK
    page = teach(asked, "lesson").content.decode()
    assert "Эми муну талкуулагыла" in page
    assert "Биринчи жооп" not in page

    teach(asked, "quiz_rest", step(asked))

    board = asked.board
    assert (board.name, board.taught.position) == ("slide", position)
    assert board.slide.id == "four-things"
    assert board.next is not None


def test_closing_an_own_question_asks_nothing_first(asked, teach):
    teach(asked, "quiz_close", step(asked))

    assert asked.run.phase == Phase.EXPLAINED


def test_slides_turn_while_the_tablets_rest(asked, teach, commit):
    teach(asked, "quiz_rest", step(asked))

    reply = teach(asked, "move", {"step": str(asked.step), "to": "0"})

    assert "late" not in reply.headers["Location"]
    assert asked.board.position == 0
    run_id = asked.seats.run_id
    teach(asked, "ask_own", own(asked, "four"))
    assert (asked.run.id, asked.board.name) == (run_id, Phase.ASKING)
    asked.answer(["4"] * SEATS)
    assert asked.board.progress.submitted == SEATS


def test_another_question_right_after_the_talk(asked, teach):
    teach(asked, "quiz_close", step(asked))

    teach(asked, "ask_own", own(asked))

    assert (asked.board.name, asked.run.question_count) == (Phase.ASKING, 2)


def test_where_nobody_had_joined_the_next_question_begins_with_joining(begin, teach):
    play = begin("four-things")
    teach(play, "ask_own", own(play))
    first = play.run.id
    teach(play, "quiz_next", step(play))
    teach(play, "quiz_close", step(play))

    teach(play, "ask_own", own(play))

    assert (play.board.name, play.run.id == first) == (Phase.LOBBY, False)


def test_no_own_question_while_a_quiz_is_open(begin, teach):
    play = begin("quiz-after")
    play.open_quiz()
    assert 'name="answers"' not in teach(play, "lesson").content.decode()

    teach(play, "ask_own", own(play))

    assert TaughtQuiz.objects.count() == 1


def test_an_own_question_counts_nowhere(asked, teach, classroom):
    before = progress.road(classroom, "ky")
    year = ledger.year(classroom)
    asked.answer(["1"] * SEATS)
    teach(asked, "quiz_close", step(asked))
    teach(asked, "quiz_rest", step(asked))
    asked.finish()

    (lesson,) = progress.road(classroom, "ky")
    assert (lesson.lesson_bands, lesson.questions) == ([], [])
    assert [each.lesson_bands for each in before] == [[]]
    assert ledger.year(classroom) == year
    for model in (Release, Pool, Lineage, Decision):
        assert not model.objects.exists()


@pytest.mark.parametrize("name", ["pause", "finish"])
def test_the_end_of_the_lesson_takes_the_resting_tablets_along(asked, teach, name):
    teach(asked, "quiz_rest", step(asked))

    teach(asked, name, {"step": str(asked.step)})

    assert asked.seats.run.phase == Phase.CLOSED
    assert asked.seats.run.code is None


def test_the_quiz_after_an_own_question_is_the_first_of_its_slide(asked, teach):
    teach(asked, "quiz_rest", step(asked))
    asked.turn_to("quiz-after")
    assert asked.board.waits_for_quiz

    assert asked.open_quiz().number == 1


def test_the_story_offers_its_ways_in_each_language(begin):
    play = begin("story")
    vote = play.board.vote

    scene = play.board.play.scene
    assert [option.id for option in vote.question.options] == [one.goto for one in scene.choices]
    for option in vote.question.options:
        assert set(option.text.by_language) == {"ky", "ru", "en"}
    assert vote.question.prompt.words("ky").text == scene.text


def test_the_board_shows_the_ways_while_tablets_choose(voting, teach):
    voting.answer([voting.run.questions[0].options[0].id] * 5)
    page = teach(voting, "lesson").content.decode()

    for option in voting.run.questions[0].options:
        assert f'<li lang="ky">{option.text.words("ky").text}</li>' in page
    assert voting.board.progress.submitted == 5


def test_the_class_goes_the_way_of_its_tablets(voting, teach, monkeypatch):
    chosen = voting.run.questions[0].options[1]
    voting.answer([chosen.id] * SEATS)
    monkeypatch.setattr("quizzes.votes.SMALLEST_FOR_DECISION", SEATS)
    (asked,) = _live_questions(voting)
    asked.ballot.counts = dict.fromkeys(asked.ballot.counts, 0) | {chosen.id: SEATS}
    teach(voting, "quiz_close", step(voting))

    page = teach(voting, "lesson").content.decode()
    assert chosen.text.words("ky").text in page.split('class="tablets-way"')[1].split("</p>")[0]
    assert not any(f"{n} " in page.split('class="tablets-way"')[1].split("</p>")[0] for n in "58")
    teach(voting, "play", lesson_step(voting) | {"act": "choose", "value": chosen.id})

    assert voting.board.play.path[-1] == chosen.id
    assert not Pool.objects.exists()


def _live_questions(play):
    from quizzes import live

    return list(live.store()._runs[play.run.id].questions.values())


def test_the_class_may_decide_otherwise(voting, teach):
    voting.answer([voting.run.questions[0].options[0].id] * SEATS)
    teach(voting, "quiz_close", step(voting))
    decided = Decision.objects.get().chosen
    other = next(way for way in voting.board.play.ways if way != decided)

    teach(voting, "play", lesson_step(voting) | {"act": "choose", "value": other})

    assert voting.board.play.path[-1] == other


def test_a_scene_is_decided_once(voting, teach):
    voting.answer([voting.run.questions[0].options[0].id] * SEATS)
    teach(voting, "quiz_close", step(voting))

    assert voting.board.vote.reason == NoVote.DECIDED
    assert teach(voting, "vote_open", lesson_step(voting)).status_code == 409
    assert "vote/" not in teach(voting, "lesson").content.decode()
    assert Decision.objects.count() == 1


def test_closing_a_vote_asks_first_when_somebody_is_missing(voting, teach):
    voting.answer([voting.run.questions[0].options[0].id] * 6)
    teach(voting, "quiz_close", step(voting))
    assert voting.run.phase == Phase.ASKING

    teach(voting, "quiz_close", step(voting) | {"confirmed": "1"})

    assert Decision.objects.count() == 1


def test_a_restart_asks_the_way_again(voting, teach):
    voting.answer([voting.run.questions[0].options[0].id] * SEATS)
    restart()
    for seat in range(SEATS):
        voting.seats.poll(seat)
    assert voting.board.progress.submitted == 0

    voting.answer([voting.run.questions[0].options[1].id] * SEATS)
    teach(voting, "quiz_close", step(voting))

    assert Decision.objects.count() == 1


def test_few_pupils_choose_by_hands(begin, teach):
    play = begin("story", present=4)

    assert play.board.vote.reason == NoVote.FEW
    assert teach(play, "vote_open", lesson_step(play)).status_code == 409
    page = teach(play, "desk", **{"Accept-Language": "ky"}).content.decode()
    assert "Бүгүн азсыңар: кол көтөрүп тандагыла." in page
    assert not TaughtQuiz.objects.exists()


def test_a_year_that_is_used_up_chooses_by_hands(begin, teach, monkeypatch):
    monkeypatch.setattr("classrooms.asides.RELEASES_IN_YEAR", 0)
    play = begin("story")

    assert play.board.vote.reason == NoVote.YEAR_FULL
    assert teach(play, "vote_open", lesson_step(play)).status_code == 409


def test_no_vote_where_nothing_is_to_be_chosen(begin, teach):
    play = begin("four-things")

    assert play.board.vote is None
    assert teach(play, "vote_open", lesson_step(play)).status_code == 409


@pytest.mark.parametrize("data", [{}, {"step": "x"}])
@pytest.mark.parametrize("name", ["vote_open", "quiz_rest", "blank"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_bad_steps_are_refused(begin, teach, name, data, headers):
    play = begin("story")

    assert teach(play, name, data, **headers).status_code == 400


@pytest.mark.parametrize("prefix", ["", "desk_"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_desk_makes_the_board_dark_and_light(begin, teach, prefix, headers):
    play = begin("four-things")
    title = play.board.slide.title

    teach(play, f"{prefix}blank", lesson_step(play) | {"blank": "1"}, **headers)

    page = teach(play, "lesson").content.decode()
    assert title not in page.split("<main")[1]
    assert "data-blank-board" in page
    assert title in teach(play, "desk").content.decode()
    teach(play, f"{prefix}blank", lesson_step(play), **headers)
    assert title in teach(play, "lesson").content.decode().split("<main")[1]


def test_the_board_follows_the_dark_of_the_desk(begin, teach):
    play = begin("four-things")
    mark = play.board.mark

    teach(play, "desk_blank", lesson_step(play) | {"blank": "1"})

    assert play.board.mark != mark
    assert 'hx-get="' in teach(play, "lesson").content.decode().split("<main")[1]


def test_an_old_screen_turns_nothing_dark(begin, teach):
    play = begin("four-things")
    teach(play, "blank", {"step": str(play.step - 1), "blank": "1"})

    assert not play.board.is_blank


@pytest.mark.parametrize("name", ["pause", "finish"])
def test_the_end_is_never_dark(begin, teach, name):
    play = begin("four-things")
    teach(play, "blank", lesson_step(play) | {"blank": "1"})

    teach(play, name, lesson_step(play))

    play.taught.refresh_from_db()
    assert play.taught.is_blank is False
