"""A run at own pace: all questions take answers at once and are closed and released together."""

from uuid import uuid4

import pytest

from quizzes import actions, closing, live, papers, tablets
from quizzes.disclosure import Band
from quizzes.models import LessonSum, Release, Run
from quizzes.papers import Paper
from quizzes.states import Kind, Pace, Phase, Wave
from quizzes.tablets import Refused, Trouble
from tests.quizzes.plays import opened, question, quiz, restart

SEATS = 12
TALK = "talk"


class Dice(live.MemoryLiveStore):
    """Draws a noise of 3, then one of −2, and has no third."""

    def __init__(self):
        rolls = iter([0, 0, 0, 1, 1, 1, 0, 0, 1])
        super().__init__(lambda n: next(rolls))


class Silent(live.MemoryLiveStore):
    """Every draw of noise is 0."""

    def __init__(self):
        super().__init__(lambda n: n - 1)


@pytest.fixture
def with_store(settings):
    """Lets the engine work with another live store."""

    def use(store):
        settings.BIRGE_LIVE_STORE = f"{store.__module__}.{store.__qualname__}"
        restart()

    return use


@pytest.fixture
def own(commit):
    """A run at own pace that is asking, with seats taken."""

    def start(questions=None, seats=SEATS, **how):
        play = opened(commit, questions=questions or quiz(4), pace=Pace.OWN, **how)
        for _ in range(seats):
            play.join()
        assert play.ask()
        return play

    return start


def paper_of(play, seat):
    frame = tablets.welcome(play.tablet(seat))
    return tablets.seat_in_turn(play.tablet(seat), frame).paper


def test_all_questions_are_asked_at_once_and_only_once(own):
    play = own()

    assert [index for index, _ in play.run.open_questions] == [0, 1, 2, 3]
    assert (play.run.phase, play.run.step, play.run.index) == (Phase.ASKING, 1, 0)
    assert play.ask() is False
    play.close_questions()
    assert play.ask() is False


def test_a_led_run_opens_one_question(commit):
    play = opened(commit, questions=quiz(4))
    assert play.run.open_questions == play.run.explained_questions == ()
    play.ask()
    assert [index for index, _ in play.run.open_questions] == [0]
    play.close_question()
    assert [index for index, _ in play.run.explained_questions] == [0]
    assert play.run.open_questions == ()


def test_every_counted_question_has_a_draw_of_its_own_and_practice_none(own, with_store):
    with_store(Dice)
    talk = question(TALK, Kind.ATTITUDE, counted=False)
    play = own([question("one"), talk, question("two")], seats=1)
    play.answer_each(0, "aab")

    tallies = play.close_questions()

    assert [(tally.yes, tally.submitted) for tally in tallies] == [(3 + 1, 1), (-2, 1)]


def test_close_releases_each_question_once_with_its_own_number(own, with_store):
    with_store(Silent)
    play = own()
    for seat in range(SEATS):
        play.answer_each(seat, "aaaa"[: 4 - seat % 2])

    tallies = play.close_questions()

    assert [tally.submitted for tally in tallies] == [SEATS, SEATS, SEATS, SEATS // 2]
    released = {r.lineage: (r.submitted, r.band) for r in Release.objects.all()}
    assert [released.pop(tally.lineage) for tally in tallies] == [(12, Band.MOST)] * 3 + [(6, "")]
    assert released == {}
    assert LessonSum.objects.get().smallest == SEATS // 2
    assert (play.run.phase, play.run.index) == (Phase.EXPLAINED, 0)
    assert [index for index, _ in play.run.explained_questions] == [0, 1, 2, 3]


def test_a_run_at_own_pace_has_a_lesson_band(own, with_store):
    with_store(Silent)
    play = own()
    for seat in range(SEATS):
        play.answer_each(seat, "aaaa")
    play.close_questions()

    play.close()

    assert play.run.lesson_band == Band.MOST
    assert not LessonSum.objects.exists()


def test_closing_twice_or_with_an_old_step_changes_nothing(own):
    play = own()
    play.answer_each(0, "aaaa")
    step = play.run.step
    assert closing.close_questions(play.run_id, step=step - 1) == ()
    assert play.run.phase == Phase.ASKING

    play.close_questions()
    before = list(Release.objects.values())

    assert closing.close_questions(play.run_id, step=step) == ()
    assert play.close_questions() == ()
    assert list(Release.objects.values()) == before
    assert len(before) == 4


def test_closing_with_nobody_is_void_and_can_be_asked_again(own):
    first = own(seats=0)
    assert first.close_questions() == ()
    assert first.run.phase == Phase.EXPLAINED
    first.close()

    again = own(group=first.run.group, seats=1)
    again.answer_each(0, "aaaa")

    assert not Release.objects.exists()
    assert len(again.close_questions()) == 4


def test_a_question_that_nobody_answered_is_void_beside_others_that_count(own):
    play = own(seats=2)
    play.answer_each(0, "aa")

    assert [tally.submitted for tally in play.close_questions()] == [1, 1]
    assert Release.objects.count() == 2


def test_ending_the_run_before_the_close_voids_all(own):
    play = own()
    play.answer_each(0, "aaaa")

    play.close()

    assert not Release.objects.exists()
    assert not LessonSum.objects.exists()
    assert play.run.phase == Phase.CLOSED


def test_a_copy_in_the_same_quiz_is_released_once(own):
    play = own([question("one"), question("one", id=str(uuid4()))], seats=1)
    play.answer_each(0, "ab")

    assert len(play.close_questions()) == 1
    assert Release.objects.count() == 1


def test_progress_counts_the_seats_that_have_sent_everything(own):
    play = own(seats=3)
    play.answer_each(0, "aaaa")
    play.answer_each(1, "aaa")

    assert actions.progress(play.run) == live.Progress(submitted=1, seats=3)
    play.answer(1, "b", play.run.questions[3].id)
    assert actions.progress(play.run).submitted == 2


def test_nothing_is_let_in_after_the_close(own):
    play = own(seats=1)
    at = tablets.seat_in_turn(play.tablet(0), tablets.welcome(play.tablet(0)))
    asked = play.run.questions[2]
    token = at.token(asked, "a")
    play.close_questions()

    with pytest.raises(Refused) as refused:
        tablets.submit(at, asked.id, token)

    assert refused.value.trouble is Trouble.NOT_OPEN
    assert not Release.objects.exists()


def test_a_restart_between_two_answers_of_a_seat_loses_and_doubles_nothing(own):
    play = own(seats=2)
    play.answer_each(0, "aa")
    play.answer_each(1, "aaaa")

    restart()
    play.answer(0, "a", play.run.questions[2].id)
    assert actions.progress(play.run) == live.Progress(submitted=0, seats=2, back=1)
    play.answer(0, "b", play.run.questions[0].id)
    play.poll(1)

    assert actions.progress(play.run) == live.Progress(submitted=1, seats=2, back=2)
    assert [tally.submitted for tally in play.close_questions()] == [2, 2, 2, 1]


def test_papers_bring_the_bits_of_every_open_counted_question_back(own, with_store):
    with_store(Silent)
    play = own([question("one"), question(TALK, Kind.ATTITUDE, counted=False), question("two")])
    for seat in range(SEATS):
        play.answer_each(seat, "aaa" if seat < 7 else "bab")
    assert paper_of(play, 0) == Paper(0, submitted=0b111, yes=0b101)

    restart()
    for seat in range(SEATS):
        play.poll(seat)

    assert [(tally.yes, tally.submitted) for tally in play.close_questions()] == [(7, 12)] * 2


def test_papers_stay_of_one_length_and_are_blanked_after_the_close(own):
    play = own(seats=1)
    play.answer_each(0, "aaaa")
    assert len(play.papers[0]) == papers.SEALED_LENGTH
    play.close_questions()

    frame = tablets.welcome(play.tablet(0))
    at = tablets.seat_in_turn(play.tablet(0), frame)
    play.papers[0] = at.sealed(at.paper)

    assert paper_of(play, 0) == Paper(0, submitted=0b1111, yes=0)
    assert len(play.papers[0]) == papers.SEALED_LENGTH


def test_explain_turns_the_projector_to_another_question(own):
    play = own()
    play.close_questions()
    step = play.run.step

    assert play.explain(2) is True
    assert (play.run.index, play.run.step, play.run.phase) == (2, step + 1, Phase.EXPLAINED)
    assert live.store().step(play.run_id) == step + 1
    assert play.run.current_question == play.run.questions[2]
    assert play.explain(3)
    assert play.run.is_last_question
    assert play.explain(0)
    assert not play.run.is_last_question


@pytest.mark.parametrize("index", [-1, 4, 999])
def test_explain_out_of_range_does_nothing(own, index):
    play = own()
    play.close_questions()
    step = play.run.step

    assert play.explain(index) is False
    assert (play.run.index, play.run.step) == (0, step)


def test_explain_needs_its_step_its_phase_and_own_pace(own, commit):
    play, led = own(), opened(commit)
    assert play.explain(1) is False
    play.close_questions()
    assert actions.explain(play.run_id, index=1, step=play.run.step - 1) is False
    play.close()
    assert play.explain(1) is False
    led.ask()
    led.close_question()
    assert led.explain(1) is False
    assert (play.run.index, led.run.index) == (0, 0)


def test_only_new_leaves_out_what_was_released_in_this_wave(own, commit):
    first = own(quiz(3), seats=1)
    first.answer_each(0, "aa")
    first.close_questions()
    first.close()
    group, names = first.run.group, [q.id for q in first.run.questions]

    resumed = opened(commit, questions=quiz(3), group=group, pace=Pace.OWN, only_new=True)
    assert [(q.id, q.counted) for q in resumed.run.questions] == [(names[2], True)]
    other_wave = opened(commit, questions=quiz(3), group=group, wave=Wave.PRE, only_new=True)
    assert [q.counted for q in other_wave.run.questions] == [True] * 3
    again = opened(commit, questions=quiz(3), group=group)
    assert [q.counted for q in again.run.questions] == [False, False, True]


def test_only_new_with_nothing_new_asks_all_as_practice(own, commit):
    first = own(quiz(2), seats=1)
    first.answer_each(0, "ab")
    first.close_questions()
    first.close()

    again = opened(commit, questions=quiz(2), group=first.run.group, only_new=True)

    assert [q.counted for q in again.run.questions] == [False, False]
    assert Run.objects.open().count() == 1
