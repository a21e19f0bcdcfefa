"""Rule 7: what counts is decided in one place, by lineage, and told to the teacher beforehand."""

import re
from collections import defaultdict
from dataclasses import replace
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from classrooms import ledger
from quizzes.decisions import Decision
from quizzes.disclosure import ATTITUDES_IN_YEAR, COUNTED_IN_LESSON, RELEASES_IN_YEAR
from quizzes.models import Release
from quizzes.states import Kind, Pace, Practice, Wave, Way
from tests.classrooms.factories import ClassroomFactory
from tests.quizzes.plays import opened, question, quiz, text

pytestmark = pytest.mark.django_db
COUNTS = ""


@pytest.fixture
def ask(commit):
    """Asks a group a whole quiz, of one seat, and closes it; what became of each question."""

    def run(questions, group, wave=Wave.POST, lesson=None, **more):
        more = {"pace": Pace.OWN, "wave": wave, "lesson": lesson or uuid4()} | more
        play = opened(commit, questions=questions, group=group, **more)
        play.join()
        play.ask()
        play.answer_each(0, ["a"] * len(questions))
        play.close_questions()
        play.close()
        return verdicts(play)

    return run


def verdicts(play):
    """For each question of a run why it is practice, or nothing if it counts."""
    questions = play.run.questions
    assert all(one.counted == (one.practice == COUNTS) for one in questions)
    return [one.practice for one in questions]


def opinions(count, **fields):
    return [
        question(f"opinion{i}", Kind.ATTITUDE, **({"norm": True} | fields)) for i in range(count)
    ]


@pytest.mark.parametrize("wave", list(Wave))
def test_a_copied_or_retyped_question_is_practice(ask, wave):
    group, original = uuid4(), question("q0")
    assert ask([original], group, wave) == [COUNTS]
    copied = replace(original, id=str(uuid4()))
    retyped = replace(copied, prompt=text("  QUESTION, q0!"), id=str(uuid4()))

    assert ask([copied], group, wave) == [Practice.RELEASED]
    assert ask([retyped], group, wave) == [Practice.RELEASED]
    assert Release.objects.for_group(group).count() == 1


def test_a_question_and_its_copy_in_one_quiz_count_once(ask):
    copied = replace(question("q0"), id=str(uuid4()))

    assert ask([question("q0"), copied], uuid4()) == [COUNTS, Practice.TWICE]


def test_a_question_counts_once_in_each_wave(ask):
    group = uuid4()

    found = [ask([question("q0")], group, wave)[0] for wave in (*Wave, *Wave)]

    assert found == [COUNTS, COUNTS, Practice.RELEASED, Practice.RELEASED]


def test_the_sixth_question_of_a_lesson_is_practice(ask):
    found = ask(quiz(COUNTED_IN_LESSON + 1), uuid4())

    assert found == [COUNTS] * COUNTED_IN_LESSON + [Practice.LESSON_FULL]


def test_the_101st_release_of_a_year_is_practice(ask):
    group = uuid4()
    for number in range(RELEASES_IN_YEAR // COUNTED_IN_LESSON):
        asked = [question(f"l{number}q{i}") for i in range(COUNTED_IN_LESSON)]
        assert set(ask(asked, group)) == {COUNTS}

    found = ask([question("one more"), *opinions(1)], group)

    assert found == [Practice.YEAR_FULL, COUNTS]
    assert Release.objects.for_group(group).exclude(kind=Kind.ATTITUDE).count() == RELEASES_IN_YEAR


def test_ways_that_tablets_chose_use_the_year_too(ask):
    group = uuid4()
    for _ in range(RELEASES_IN_YEAR - 1):
        Decision.objects.create(
            group=group, lineage=uuid4(), chosen="a", decided_on=timezone.localdate()
        )

    assert ask(quiz(2), group) == [COUNTS, Practice.YEAR_FULL]


def test_the_fifth_attitude_of_a_year_is_practice(ask):
    group = uuid4()
    first, fifth = opinions(ATTITUDES_IN_YEAR + 1)[:-1], opinions(ATTITUDES_IN_YEAR + 1)[-1]

    assert ask(first, group, Wave.PRE) == [COUNTS] * ATTITUDES_IN_YEAR
    assert ask([fifth], group, Wave.PRE) == [Practice.ATTITUDES_FULL]
    assert ask([*first, fifth], group) == [COUNTS] * ATTITUDES_IN_YEAR + [Practice.ATTITUDES_FULL]


def test_an_attitude_that_is_no_norm_question_is_practice(ask):
    group = uuid4()

    assert ask(opinions(2, norm=False), group) == [Practice.NO_NORM] * 2
    assert not Release.objects.for_group(group).exists()


def test_a_resumed_lesson_asks_what_was_not_released_and_no_more_counts(commit, ask):
    group, lesson, questions = uuid4(), uuid4(), quiz(COUNTED_IN_LESSON)
    bell = opened(commit, questions=questions, group=group, lesson=lesson)
    bell.join()
    bell.ask_all(["a"])

    found = ask(questions, group, lesson=lesson, only_new=True)

    assert found == [COUNTS] * (COUNTED_IN_LESSON - 1)
    more = [question("new in the lesson")]
    assert ask(more, group, lesson=lesson) == [Practice.LESSON_FULL]


def test_a_lesson_taught_again_is_practice(ask):
    group, lesson, questions = uuid4(), uuid4(), quiz()
    ask(questions, group, lesson=lesson)

    assert ask(questions, group, lesson=lesson) == [Practice.RELEASED] * len(questions)


def test_two_classes_and_two_years_have_a_budget_each(ask, school):
    this_year = ClassroomFactory(school=school, name="8-А", school_year=2026)
    others = [
        ClassroomFactory(school=school, name="8-Б", school_year=2026),
        ClassroomFactory(school=school, name="8-А", school_year=2027),
    ]
    asked = [*quiz(), *opinions(4)]
    ask(asked, this_year.group)

    for other in others:
        assert ledger.year(other) == ledger.Year(0, 0)
        assert set(ask(asked, other.group)) == {COUNTS}
    assert ledger.year(this_year) == ledger.Year(5, 4)


def asked_of_all_kinds():
    return [
        *quiz(2),
        replace(quiz(1)[0], id=str(uuid4())),
        question("story", Kind.SCENARIO),
        question("talk", counted=False),
        question("only after", waves=(Wave.POST,)),
        *opinions(1),
        *opinions(1, norm=False, id=str(uuid4()), prompt=text("another opinion")),
    ]


def nothing_before(ask, group, lesson):
    """A lesson that is new to the class."""


def taught_before(ask, group, lesson):
    for wave in Wave:
        ask(asked_of_all_kinds(), group, wave, lesson=lesson)


def other_questions_before(ask, group, lesson):
    """The lesson was changed since: four of its five are used up."""
    for wave in Wave:
        ask([question(f"former {i}") for i in range(4)], group, wave, lesson=lesson)


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("before", [nothing_before, taught_before, other_questions_before])
def test_the_ledger_says_what_the_run_then_freezes(ask, commit, classroom, way, before):
    lesson, questions = uuid4(), asked_of_all_kinds()
    before(ask, classroom.group, lesson)

    told = ledger.forecasts(classroom, lesson, questions, "en", way)

    assert [forecast.wave for forecast in told] == list(Wave)
    for forecast in told:
        run = opened(
            commit, questions=questions, group=classroom.group, lesson=lesson,
            wave=forecast.wave, way=way,
        ).run  # fmt: skip
        counted = [one for one in run.questions if one.counted]
        practice = defaultdict(list)
        for one in run.questions:
            if not one.counted:
                practice[one.practice].append(one.prompt.words("en").text)
        assert forecast.counted == len(counted)
        assert forecast.attitudes == sum(one.kind is Kind.ATTITUDE for one in counted)
        said = {one.why: [words.text for words in one.prompts] for one in forecast.practice}
        assert said == practice


@pytest.fixture
def read(teacher, as_user, classroom, lesson):
    """What a page about the class says, in English, as one line."""
    client = as_user(teacher)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    def get(name, *more):
        page = client.get(reverse(f"teach:{name}", args=[classroom.pk, *more])).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))

    return get


def test_the_teacher_reads_it_before_the_lesson(read, begin, lesson):
    new = read("prepare", lesson.translation_key)
    play = begin()
    play.play_quiz("quiz-after", seats=3)
    play.finish()

    again = read("prepare", lesson.translation_key)

    with translation.override("en"):
        released, talk = (
            f"Practice, because {why.label}:" for why in (Practice.RELEASED, Practice.TALK)
        )
    assert "After the lesson 5 questions will count." in new
    assert (released in new, talk in new) == (False, True)
    assert "After the lesson No question will count: the quiz is practice." in again
    assert (released in again, talk in again) == (True, True)


def test_the_teacher_reads_what_is_used_up(read, begin):
    assert "Questions counted: 0 of 100" in read("classroom")
    play = begin()
    play.play_quiz("quiz-after", seats=3)
    play.finish()

    assert "Questions counted: 5 of 100" in read("classroom")
    assert "Opinions counted: 0 of 4" in read("classroom")
    assert "Counted so far this school year: 5 of 100 questions, 0 of 4 opinions" in read("start")


def test_a_class_of_four_reads_that_its_lessons_are_for_talking(read, classroom, lesson):
    type(classroom).objects.update(size=4)

    for page in (read("classroom"), read("prepare", lesson.translation_key)):
        assert "Fewer than 5 pupils: lessons are for talking. No result is shown." in page
    assert "Questions counted" not in read("classroom")
    assert "Counted so far" not in read("start")
