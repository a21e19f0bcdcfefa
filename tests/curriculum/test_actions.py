import copy
import shutil

import pytest
import yaml
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site
from wagtail_localize.models import StringTranslation, Translation

from curriculum import actions, files
from curriculum.actions import CONTENT, Outcome
from curriculum.models import HelpService, HomePage, LessonPage, TopicPage


@pytest.fixture
def folder(tmp_path):
    """A copy of the starter's files, to change."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    return copy


def change(path, alter):
    data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    alter(data)
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), "utf-8")


def outcomes(results):
    return {result.name: result.outcome for result in results}


def test_load_makes_home_topics_and_lessons_in_three_languages():
    assert HomePage.objects.live().count() == 3
    assert TopicPage.objects.live().count() == 12
    assert LessonPage.objects.live().count() == 12
    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="ky")
    assert not Page.objects.exact_type(Page).filter(depth=2).exists()


def test_every_translation_is_complete():
    for translation in Translation.objects.all():
        wanted, translated = translation.get_progress()
        assert wanted == translated > 0


def test_load_twice_changes_nothing():
    before = (Page.objects.count(), Revision.objects.count(), StringTranslation.objects.count())

    results = actions.load()

    assert {result.outcome for result in results} == {Outcome.UNCHANGED}
    after = (Page.objects.count(), Revision.objects.count(), StringTranslation.objects.count())
    assert after == before


def test_changed_file_renews_all_languages(folder, lesson):
    def alter(data):
        data["slides"][0]["body"] = {"en": "New", "ru": "Новое", "ky": "Жаңы"}

    change(folder / "lessons" / "not-just-a-joke.yaml", alter)
    results = actions.load(folder=folder)

    assert outcomes(results)["not-just-a-joke"] == Outcome.LOADED
    assert outcomes(results)["care-or-control"] == Outcome.UNCHANGED
    assert [lesson(language=code).slides[0].value["body"] for code in ("ky", "ru", "en")] == [
        "Жаңы",
        "Новое",
        "New",
    ]


@pytest.mark.parametrize("published", [True, False])
def test_changed_file_leaves_a_trainers_edit(folder, lesson, published):
    edited = lesson()
    edited.key_message = "Машыктыруучунун сөзү."
    revision = edited.save_revision()
    if published:
        revision.publish()

    change(
        folder / "lessons" / "not-just-a-joke.yaml",
        lambda data: data["key_message"].update(en="New words."),
    )
    results = actions.load(folder=folder)

    assert outcomes(results)["not-just-a-joke"] == Outcome.EDITED
    assert lesson().get_latest_revision_as_object().key_message == "Машыктыруучунун сөзү."
    assert lesson(language="en").key_message != "New words."


def test_overwrite_lets_the_files_win(lesson):
    edited = lesson()
    edited.key_message = "Машыктыруучунун сөзү."
    edited.save_revision().publish()

    results = actions.load(overwrite=True)

    assert outcomes(results)["not-just-a-joke"] == Outcome.LOADED
    assert lesson().key_message.startswith("Асылуу жана кодулоо")


def test_changed_file_leaves_a_check_made_in_the_cms(folder):
    line = HelpService.objects.get(key="child_helpline", locale__language_code="ky")
    line.checked_by, line.checked_on = "Асель", "2026-10-01"
    line.save()

    change(
        folder / "snippets" / "help_services.yaml",
        lambda data: data["services"][0].update(number="0800"),
    )
    results = actions.load(folder=folder)

    assert outcomes(results)["child_helpline"] == Outcome.EDITED
    line.refresh_from_db()
    assert (line.number, line.checked_by) == ("111", "Асель")


def drop(*path):
    def alter(data):
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return alter


def put(value, *path):
    def alter(data):
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return alter


def ten(*path):
    """Lets a list have ten entries, each with a name of its own."""

    def alter(data):
        for key in path:
            data = data[key]
        extra = [copy.deepcopy(data[0]) | {"id": f"x{index}"} for index in range(10 - len(data))]
        if "id" not in data[0]:
            extra = [data[0]] * len(extra)
        data.extend(extra)

    return alter


def dead_end(data):
    """The story's second scene has neither choices nor an ending."""
    data["story"]["nodes"] = scenes(["b"], [], None)


def island(data):
    """Nobody comes to the third scene."""
    data["story"]["nodes"] = scenes(["b"], "helpful", "helpful")


def scenes(first, second, third):
    """Scenes a, b, c from their choices' goals or their ending."""
    text = {"en": "A scene.", "ru": "Сцена.", "ky": "Көрүнүш."}
    made = []
    for name, what in zip(("n1", "b", "c"), (first, second, third), strict=True):
        scene = {"id": name, "text": text, "choices": []}
        if isinstance(what, list):
            scene["choices"] = [{"text": text, "goto": goto} for goto in what]
        else:
            scene["ending"] = what or "repair"
        made.append(scene)
    return made


LESSON_FAULTS = [
    (drop("slides", 3, "title", "ru"), "slides[3].title.ru: missing"),
    (drop("family_sheet"), "family_sheet: missing"),
    (drop("story", "nodes", 0, "text"), "story.nodes[0].text: missing"),
    (drop("quiz", "questions", 0, "key"), "quiz.questions[0].key: missing"),
    (put("", "key_message", "ky"), "key_message.ky: is empty"),
    (put("о" * 256, "title", "ru"), "title.ru: is too long"),
    (put(None, "slides"), "slides: must be a list"),
    (put([], "slides"), "slides: has too few entries"),
    (put("film", "slides", 3, "kind"), "slides[3].kind: must be one of: title, agreement, content"),
    (put("5", "slides", 3, "minutes"), "slides[3].minutes: must be a whole number"),
    (put(1, "schema_version"), "schema_version: must be one of: 2"),
    (put("x", "class_goal"), "class_goal: unknown field"),
    (put("lost", "slug"), "slug: differs from the name of the file"),
    (put("nowhere", "story", "nodes", 0, "choices", 0, "goto"),
     "story.nodes[0]: A choice leads to a scene that does not exist."),
    (put("n1", "story", "nodes", 1, "choices", 0, "goto"),
     "story: A path can go round in a circle without an end."),
    (put("lost", "story", "start"), "story: The story starts at a scene that does not exist."),
    (put(["lost"], "slides", 4, "items", 0, "categories"),
     "slides[4].items[0].categories: names an unknown group"),
    (put(["lost"], "teacher_notes", "skip_if_short"),
     "teacher_notes.skip_if_short[0]: is no slide that may be left out"),
    (put(9, "slides", 3, "minutes"), "duration_minutes.long: differs from the sum"),
    (put(["a", "b", "c"], "quiz", "questions", 0, "key"),
     "quiz.questions[0].key: At least one option must not count."),
    (put(["s0", "s3"], "quiz", "questions", 5, "key"),
     "quiz.questions[5].key: In an attitude exactly one half of the scale counts."),
    (drop("quiz", "questions", 0, "options", 1, "explanation"),
     "quiz.questions[0].options[1].explanation: Every option needs an explanation."),
    (put("O9", "quiz", "questions", 0, "objective"), "quiz.questions[0].objective: is no aim"),
    (put(True, "quiz", "questions", 5, "counted"), "quiz.questions[5].counted: must be"),
    (put("Call 111 now.", "slides", 3, "body", "en"),
     "slides[3].body.en: names a helpline number"),
    (put("The winner is", "slides", 3, "body", "en"),
     "slides[3].body.en: has a word to avoid: winner"),
    (put("What do you do?", "quiz", "questions", 2, "prompt", "en"),
     "quiz.questions[2].prompt.en: speaks to “you” in a scenario"),
    (put([], "slides", 4, "items", 0, "categories"),
     "slides[4].items[0].categories: has too few entries"),
    (put({"en": "o" * 301, "ru": "о" * 301, "ky": "ө"}, "slides", 4, "items", 0, "reason"),
     "slides[4].items[0].reason.ru: is too long"),
    (put("lost", "slides", 3, "picture"), "slides[3].picture: must be one of: agreement"),
    (put("lost", "slides", 7, "setup"), "slides[7].setup: must be one of: pairs"),
    (ten("slides", 4, "categories"), "slides[4].categories: has more than 9 entries"),
    (ten("story", "nodes", 0, "choices"), "story.nodes[0].choices: has more than 9 entries"),
    (put([], "quiz", "questions"), "quiz.questions: has too few entries"),
    (dead_end, "story.nodes[1]: A scene needs either choices or an ending."),
    (island, "story.nodes[2]: No path leads to this scene."),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "sentence"), LESSON_FAULTS, ids=[s for _f, s in LESSON_FAULTS])
def test_bad_lesson_names_file_and_place(folder, settings, fault, sentence):
    settings.LANGUAGE_CODE = "en"
    change(folder / "lessons" / "not-just-a-joke.yaml", fault)

    with pytest.raises(files.BadFiles) as bad:
        actions.load(folder=folder)

    assert f"not-just-a-joke.yaml: {sentence}" in str(bad.value)


SNIPPET_FAULTS = [
    ("help_services", drop("services", 0, "note"), "services[0].note: missing"),
    ("help_services", put("maybe", "services", 0, "recorded"), "services[0].recorded: must be one"),
    ("legal_facts", put("soon", "facts", 0, "checked_on"), "facts[0].checked_on: must be a date"),
    ("legal_facts", put("Asel", "facts", 0, "checked_by"), "facts[0].checked_on: needs a date"),
    ("trusted_adult", drop("trusted_adult", "7-10"), "trusted_adult.7-10: missing"),
    ("trusted_adult", put("Call 5.", "trusted_adult", "7-10", "en"),
     "trusted_adult.7-10.en: must hold no numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fault", "sentence"), SNIPPET_FAULTS)
def test_bad_snippet_names_file_and_place(folder, settings, name, fault, sentence):
    settings.LANGUAGE_CODE = "en"
    change(folder / "snippets" / f"{name}.yaml", fault)

    with pytest.raises(files.BadFiles) as bad:
        actions.load(folder=folder)

    assert f"{name}.yaml: {sentence}" in str(bad.value)


def test_bad_file_loads_nothing_of_the_good_ones(folder, lesson):
    change(
        folder / "lessons" / "ask-before-you-post.yaml",
        lambda data: data["key_message"].update(en="New words."),
    )
    change(folder / "lessons" / "not-just-a-joke.yaml", drop("title"))

    with pytest.raises(CommandError, match="not-just-a-joke.yaml: title"):
        call_command("curriculum", "load", str(folder))

    assert lesson("ask-before-you-post", "en").key_message != "New words."


@pytest.mark.parametrize("content", ["a: [", "\t- x", "just words", "", "- 1"])
def test_unreadable_lesson_is_a_problem_of_that_file(folder, content):
    (folder / "lessons" / "not-just-a-joke.yaml").write_text(content, "utf-8")

    with pytest.raises(files.BadFiles) as bad:
        actions.load(folder=folder)

    assert [problem.file for problem in bad.value.problems] == ["not-just-a-joke.yaml"]


def test_missing_folder_is_a_problem(tmp_path):
    with pytest.raises(files.BadFiles):
        actions.load(folder=tmp_path / "nothing")
