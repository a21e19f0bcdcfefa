import os

import polib
import pytest
from django.utils.translation import gettext, override

from cms import catalogues


@pytest.fixture
def locale(tmp_path):
    """A folder with a Kyrgyz catalogue of one message."""
    write(tmp_path, "ky", polib.POEntry(msgid="Together", msgstr="Бирге"))
    return tmp_path


def write(folder, language, *entries):
    path = folder / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.extend(entries)
    catalogue.save(str(path))
    return path


def test_compile_all_makes_what_is_missing_once(locale):
    made = catalogues.compile_all(locale)
    assert [path.name for path in made] == ["django.po"]
    compiled = polib.mofile(str(made[0].with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in compiled} == {"Together": "Бирге"}
    assert catalogues.compile_all(locale) == []


def test_compile_all_follows_a_newer_catalogue(locale):
    made = catalogues.compile_all(locale)
    os.utime(made[0].with_suffix(".mo"), (0, 0))
    assert catalogues.compile_all(locale) == made


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Together", msgstr=""), "not translated"),
        (polib.POEntry(msgid="Together", msgstr="Вместе", flags=["fuzzy"]), "fuzzy"),
        (polib.POEntry(msgid="Apart", msgstr="Врозь"), "no longer used"),
        (polib.POEntry(msgid="Apart", msgstr="Врозь"), "not in the catalogue"),
    ],
)
def test_compare_names_the_fault(tmp_path, entry, fault):
    write(tmp_path / "kept", "ru", entry)
    write(tmp_path / "fresh", "ru", polib.POEntry(msgid="Together", msgstr=""))
    found = catalogues.compare("ru", tmp_path / "kept", tmp_path / "fresh")
    assert fault in {problem.fault for problem in found}


def test_compare_english_needs_no_translation(tmp_path):
    for folder in ("kept", "fresh"):
        write(tmp_path / folder, "en", polib.POEntry(msgid="Together", msgstr=""))
    assert catalogues.compare("en", tmp_path / "kept", tmp_path / "fresh") == []


def test_compare_missing_catalogue(tmp_path):
    write(tmp_path / "fresh", "ky", polib.POEntry(msgid="Together", msgstr=""))
    found = catalogues.compare("ky", tmp_path / "kept", tmp_path / "fresh")
    assert [problem.fault for problem in found] == ["no catalogue"]


def test_what_was_compiled_is_spoken_at_once(locale, settings):
    settings.LOCALE_PATHS = [str(locale)]
    with override("ky"):
        # Looked up, and remembered, before there is anything compiled.
        assert gettext("Together") == "Together"

        catalogues.compile_all(locale)

    with override("ky"):
        assert gettext("Together") == "Бирге"
