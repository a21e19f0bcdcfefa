"""A lesson that has begun, with a first question as rich as one can be: pictures on some options,
very long words, and a recording of everything."""

import json
import sqlite3
from contextlib import closing

from quizzes.questions import ENGINE_OPTIONS
from tests.sounds import wav

LONG = "Кыйынчылыктардан өтүп бараткандардын көзкарандысыздыгыбыздын"
LANGUAGES = ("ky", "ru")


def enrich(data):
    """Changes the lesson that has been begun; the server must not run."""
    folder = data / "media" / "recordings"
    folder.mkdir(parents=True)
    for name in ("prompt", "option", *ENGINE_OPTIONS):
        (folder / f"{name}.wav").write_bytes(wav(4))
    with closing(sqlite3.connect(data / "birge.sqlite3")) as database:
        _change_lesson(database)
        for says in ENGINE_OPTIONS:
            for language in LANGUAGES:
                _add_recording(database, says, says, language)
        for name in ("prompt", "option"):
            _add_recording(database, name, "", "ky")
        database.commit()


def _change_lesson(database):
    (frozen,) = database.execute("SELECT frozen FROM classrooms_lessoncopy").fetchone()
    lesson = json.loads(frozen)
    for question in lesson["questions"]:
        question["sound"] = dict.fromkeys(LANGUAGES, "/media/recordings/prompt.wav")
        for option in question["options"]:
            option["sound"] = dict.fromkeys(LANGUAGES, "/media/recordings/option.wav")
        question["options"][0]["text"] = dict.fromkeys(LANGUAGES, LONG)
        for option in question["options"][:2]:
            option["picture"] = "/static/img/yurt.svg"
            option["alt"] = {"ky": "Боз үй"}
    database.execute("UPDATE classrooms_lessoncopy SET frozen = ?", [json.dumps(lesson)])


def _add_recording(database, name, says, language):
    database.execute(
        "INSERT INTO cms_recording (title, file, type, duration, thumbnail, created_at, language,"
        " says, author, source, licence, licence_note, depicted, consent_paper, consent_by,"
        " consent_for, collection_id)"
        " SELECT ?, ?, 'audio', 0, '', '2026-10-01', ?, ?, '', '', '', '', '', '', '', '', id"
        " FROM wagtailcore_collection WHERE depth = 1",
        [name, f"recordings/{name}.wav", language, says],
    )
