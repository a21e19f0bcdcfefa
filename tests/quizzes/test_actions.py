from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from quizzes import actions, closing, keys, live
from quizzes.disclosure import Band
from quizzes.models import Immutable, LessonSum, Release, Run
from quizzes.states import Kind, Phase, Wave
from quizzes.tablets import Refused, Trouble
from tests.quizzes.plays import opened, question, quiz, restart, text

EVERYBODY = 30


def play_whole(play, option="a", seats=EVERYBODY):
    for _ in range(seats):
        play.join()
    tallies = [play.ask_all([option] * seats) for _ in range(play.run.question_count)]
    play.close()
    return tallies


def test_a_whole_run_releases_each_question_once_and_a_lesson_band(commit):
    play = opened(commit)

    tallies = play_whole(play)

    assert [tally.submitted for tally in tallies] == [EVERYBODY] * 5
    assert Release.objects.for_group(play.run.group).count() == 5
    assert {r.submitted for r in Release.objects.all()} == {EVERYBODY}
    assert play.run.lesson_band == Band.MOST
    assert not LessonSum.objects.exists()


def test_a_band_is_made_from_the_very_tally_that_is_pooled(commit):
    play = opened(commit)
    for _ in range(12):
        play.join()

    tally = play.ask_all(["a"] * 6 + ["b"] * 6)

    from quizzes import disclosure

    assert Release.objects.get().band == disclosure.band(tally.yes, tally.submitted)


def test_nine_pupils_get_a_lesson_band_and_no_question_bands(commit):
    play = opened(commit, present=9)

    play_whole(play, seats=9)

    assert {release.band for release in Release.objects.all()} == {""}
    assert play.run.lesson_band != ""


def test_four_pupils_get_no_band_at_all(commit):
    play = opened(commit, present=4)

    tallies = play_whole(play, seats=4)

    assert {release.band for release in Release.objects.all()} == {""}
    assert play.run.lesson_band == ""
    assert all(tallies)


def test_three_counted_questions_make_no_lesson_band(commit):
    play = opened(commit, questions=quiz(3))

    play_whole(play)

    assert play.run.lesson_band == ""


def test_practice_leaves_nothing_behind(commit):
    play = opened(commit, questions=[question("talk", Kind.ATTITUDE, counted=False)])

    assert play_whole(play) == [None]
    assert not Release.objects.exists()


def test_a_question_nobody_answered_is_void_and_can_be_asked_again(commit):
    first = opened(commit, questions=quiz(1))
    assert first.ask_all([]) is None
    first.close()

    again = opened(commit, questions=quiz(1), group=first.run.group)
    again.join()

    assert again.ask_all(["a"]).submitted == 1


def test_what_was_released_is_practice_when_it_is_asked_again(commit):
    first = opened(commit, questions=quiz(1))
    first.join()
    first.ask_all(["a"])
    before = list(Release.objects.values())
    first.close()

    again = opened(commit, questions=quiz(1), group=first.run.group)
    again.join()

    assert again.run.questions[0].counted is False
    assert again.ask_all(["b"]) is None
    assert list(Release.objects.values()) == before


def test_a_copied_question_takes_the_lineage_of_the_first(commit):
    """Other id, other case and spacing: still the same question."""
    original = question("one")
    copy = question("one", id=str(uuid4()), prompt=text("  QUESTION, one"))
    first = opened(commit, questions=[original])
    first.join()
    first.ask_all(["a"])
    first.close()

    again = opened(commit, questions=[copy], group=first.run.group)

    assert again.run.questions[0].lineage == original.id
    assert again.run.questions[0].counted is False


def test_pre_and_post_are_two_releases(commit):
    pre = opened(commit, questions=quiz(1), wave=Wave.PRE)
    pre.join()
    pre.ask_all(["a"])
    pre.close()
    post = opened(commit, questions=quiz(1), wave=Wave.POST, group=pre.run.group)
    post.join()

    assert post.ask_all(["a"])
    assert sorted(Release.objects.values_list("wave", flat=True)) == ["post", "pre"]


def test_a_run_asks_only_the_questions_of_its_wave(commit):
    both, post = question("both"), question("late", waves=(Wave.POST,))

    play = opened(commit, questions=[both, post], wave=Wave.PRE)

    assert [q.id for q in play.run.questions] == [both.id]


@pytest.mark.parametrize(
    ("questions", "error"),
    [
        ([], actions.NothingToAsk),
        ([question("late", waves=(Wave.PRE,))], actions.NothingToAsk),
        (quiz(25), actions.TooManyQuestions),
    ],
)
def test_a_run_that_cannot_be_is_not_opened(db, questions, error):
    with pytest.raises(error):
        actions.open_run(
            group=uuid4(), questions=questions, wave=Wave.POST, present=5, language="ky"
        )
    assert not Run.objects.exists()


def test_opening_a_run_closes_the_one_before(commit):
    first = opened(commit)

    second = opened(commit, group=first.run.group)

    assert first.run.phase == Phase.CLOSED
    assert first.run.code is None
    assert second.run.is_open


def test_one_open_run_in_a_group_is_held_by_the_database(commit):
    play = opened(commit)
    twin = Run.objects.get(id=play.run_id)
    twin.id = uuid4()

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_an_old_step_moves_nothing(commit):
    play = opened(commit)
    step = play.run.step
    play.ask()
    before = play.run.step

    assert actions.ask_next(play.run_id, step=step) is False
    assert closing.close_questions(play.run_id, step=step) == ()
    assert closing.close_run(play.run_id, step=step) is False
    assert (play.run.step, play.run.phase) == (before, Phase.ASKING)


def test_after_the_last_question_nothing_is_asked(commit):
    play = opened(commit, questions=quiz(1))
    play.ask()
    play.close_question()

    assert play.ask() is False


def test_closing_in_the_middle_voids_the_open_question(commit):
    play = opened(commit)
    play.join()
    play.ask()
    play.answer(0, "a")

    play.close()

    assert not Release.objects.exists()
    assert play.run.phase == Phase.CLOSED


def test_seats_end_with_the_pupils_present(commit):
    play = opened(commit, present=2)
    play.join()
    play.join()

    with pytest.raises(Refused) as refused:
        play.join()

    assert refused.value.trouble is Trouble.FULL
    assert play.run.seats_given == 2


def test_a_release_never_changes(commit):
    play = opened(commit, questions=quiz(1))
    play.join()
    play.ask_all(["a"])
    release = Release.objects.get()

    release.band = Band.FEW
    with pytest.raises(Immutable):
        release.save()
    with pytest.raises(Immutable):
        Release.objects.update(band=Band.FEW)


def test_released_once_is_held_by_the_database(commit):
    play = opened(commit, questions=quiz(1))
    play.join()
    play.ask_all(["a"])
    twin = Release.objects.get()
    twin.pk, twin._state.adding = None, True

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_after_a_restart_papers_bring_every_answer_back(commit):
    play = opened(commit)
    for _ in range(12):
        play.join()
    play.ask()
    for seat in range(10):
        play.answer(seat, "a")

    restart()
    for seat in range(11):
        play.poll(seat)

    assert actions.progress(play.run) == live.Progress(submitted=10, seats=12, back=11)
    assert play.close_question().submitted == 10


def test_an_answer_after_a_restart_counts_once(commit):
    play = opened(commit)
    play.join()
    play.ask()
    play.answer(0, "a")

    restart()
    play.answer(0, "b")

    assert actions.progress(play.run).submitted == 1
    assert play.run.step == 1


def test_a_late_paper_does_not_touch_a_release(commit):
    play = opened(commit)
    for _ in range(12):
        play.join()
    tally = play.ask_all(["a"] * 11)
    before = list(Release.objects.values())

    restart()
    play.poll(3)

    assert tally.submitted == 11
    assert list(Release.objects.values()) == before


def test_a_start_sweeps_keys_and_closes_runs_without_one(commit, settings):
    orphan, lost = uuid4(), opened(commit)
    keys.create(orphan)
    keys.destroy(lost.run_id)
    kept = opened(commit)

    with commit(execute=True):
        closing.sweep()

    assert [UUID(path.name) for path in settings.BIRGE_KEYS_DIR.iterdir()] == [kept.run_id]
    assert lost.run.phase == Phase.CLOSED


def test_a_key_dies_after_ninety_running_minutes(commit, settings):
    play = opened(commit)
    Run.objects.update(minutes_open=settings.BIRGE_RUN_MINUTES - 2)

    with commit(execute=True):
        closing.pass_minute()
    assert play.run.is_open
    with commit(execute=True):
        closing.pass_minute()

    assert play.run.phase == Phase.CLOSED
    assert not list(settings.BIRGE_KEYS_DIR.iterdir())
