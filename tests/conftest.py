import os
import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from tests.actors import Teacher
from tests.server import Server, copy_of, manage
from tests.turns import locked, turn

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """A test marked `alone` measures time: meanwhile no other process runs a test."""
    folder = settings.DATA_DIR.parent if WORKER else settings.DATA_DIR
    with turn(folder, alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """An order in which no process waits for another.

    A process is given two tests to begin with: the first one gets two that need the prepared
    folder, the second two that need the database, and each takes as long to make as the other.
    Browsers come last, because Django refuses the database to a process that drives one; the
    longest of these tests first, so that no process works on it while the others are through.
    """
    items.sort(key=lambda item: (is_in_browser(item), item.get_closest_marker("long") is None))
    served = [item for item in items if "prepared_data" in item.fixturenames]
    first = [item for item in served if not is_in_browser(item)][:2]
    items[:] = [*first, *(item for item in items if item not in first)]


def is_in_browser(item):
    return not {"browser", "browser_type", "playwright"}.isdisjoint(item.fixturenames)


@pytest.fixture(autouse=True)
def _language():
    """A test begins in the site's language, whatever the last request of the one before spoke."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _memory():
    """What the cache keeps of a picture hangs on its number, which the next test gives again."""
    cache.clear()


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A folder of all processes of this run of the tests."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if WORKER else mine


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker, shared
):
    """A database with the starter curriculum; made once, the other processes get a copy."""
    made = shared / "made.sqlite3"
    with django_db_blocker.unblock(), locked(shared / "made.lock"):
        if is_copy := made.exists():
            shutil.copy(made, settings.DATABASES["default"]["TEST"]["NAME"])
        databases = setup_databases(
            verbosity=0, interactive=False, keepdb=is_copy, serialized_aliases=[]
        )
        if not is_copy:
            call_command("curriculum", "load", verbosity=0)
            connection.cursor().execute("VACUUM INTO %s", [str(made)])
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


@pytest.fixture(scope="session")
def prepared_data(shared):
    """A data folder as the first start makes it, by the real command; made once, never served."""
    data = shared / "prepared"
    with locked(shared / "prepared.lock"):
        if not data.exists():
            done = manage(data, "prepare")
            assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def make_server(prepared_data, tmp_path):
    """Makes servers, each on a copy of the prepared folder, and stops them in the end."""
    made = []

    def make(**environment):
        folder = tmp_path / f"data{len(made)}"
        data = copy_of(prepared_data, folder, static=os.link)
        # A server only reads its static files.
        made.append(Server(data, **environment))
        return made[-1]

    yield make
    for server in made:
        server.stop()


@pytest.fixture(scope="session")
def common_server(prepared_data, tmp_path_factory):
    """The running server of all tests of this process that are marked `shares`."""
    folder = tmp_path_factory.mktemp("common")
    one = Server(copy_of(prepared_data, folder / "data", static=os.link))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def server(request, prepared_data):
    """A running server on a copy of the prepared folder.

    A test marked `shares` gets that of other tests, with no class in a lesson and the teacher in
    Kyrgyz: it starts its own lesson, and neither stops the server nor looks into its folder.
    """
    if request.node.get_closest_marker("shares"):
        one = request.getfixturevalue("common_server")
        yield one
        teacher = Teacher.of(one, "teacher")
        teacher.finish_all()
        teacher.speak("ky")
        return
    one = request.getfixturevalue("make_server")()
    one.start()
    yield one
