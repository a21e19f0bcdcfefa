import stat
from uuid import uuid4

import pytest

from quizzes import keys


def files(settings):
    return sorted(settings.BIRGE_KEYS_DIR.iterdir())


def test_a_key_file_is_for_its_owner_only(settings):
    keys.create(uuid4())

    (path,) = files(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.BIRGE_KEYS_DIR.stat().st_mode) == 0o700


def test_secrets_survive_a_restart():
    run = uuid4()
    made = keys.create(run)

    keys.forget()

    assert keys.of(run) == made
    assert keys.run_with_code(made.code) == run


def test_destroyed_secrets_are_overwritten_and_gone(settings):
    run = uuid4()
    made = keys.create(run)
    (path,) = files(settings)
    twin = path.with_name("twin")
    twin.hardlink_to(path)

    keys.destroy(run)
    keys.destroy(run)

    assert made.key not in twin.read_bytes()
    assert made.code.encode() not in twin.read_bytes()
    assert not path.exists()
    assert keys.run_with_code(made.code) is None
    with pytest.raises(keys.NoKey):
        keys.of(run)


def test_sweep_keeps_open_runs_only(settings):
    kept, lost = uuid4(), uuid4()
    keys.create(kept)
    keys.create(lost)

    keys.sweep({kept})

    assert [path.name for path in files(settings)] == [kept.hex]


@pytest.mark.parametrize("content", [b"short", b"\x9b" * 38])
def test_a_cut_off_or_overwritten_key_file_is_no_key(settings, content):
    run = uuid4()
    keys.create(run)
    (path,) = files(settings)
    path.write_bytes(content)
    keys.forget()

    with pytest.raises(keys.NoKey):
        keys.of(run)
    assert keys.run_with_code("123456") is None
    assert keys.create(uuid4()).code
