import os
import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from tests.actors import Coordinator, Teacher
from tests.faults.lessons import rows
from tests.server import Server, copy_of, manage
from tests.turns import locked, turn

STARTED = "select count(*) from classrooms_taught"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def pytest_xdist_auto_num_workers():
    """One process more than there are cores: each waits for browsers and servers now and then."""
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else os.cpu_count() + 1


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
    folder, the second two that need the database, and each takes as long to make as the other;
    meanwhile the rest have those that need neither.  Browsers come last, because Django refuses
    the database to a process that drives one; the longest of these tests first, so that no process
    works on it while the others are through.
    """
    items.sort(
        key=lambda item: (
            is_in_browser(item), needs(item, "prepared_data", "django_db_setup"),
            item.get_closest_marker("long") is None,
        )
    )  # fmt: skip
    quick = [item for item in items if not is_in_browser(item)]
    makers = [
        one
        for name in ("prepared_data", "django_db_setup")
        for one in [item for item in quick if needs(item, name)][:2]
    ]
    items[:] = [*makers, *(item for item in items if item not in makers)]


def is_in_browser(item):
    return needs(item, "browser", "browser_type", "playwright")


def needs(item, *fixtures):
    """Whether a test needs one of them, the database also by its mark."""
    of_mark = ["django_db_setup"] if item.get_closest_marker("django_db") else []
    return not set(fixtures).isdisjoint([*item.fixturenames, *of_mark])


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


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """What the fixtures of a module write is there for each of its tests, and is taken back after
    the last one.  A test's own changes are taken back after it, as always."""
    translation.deactivate()
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def prepared_data(shared):
    """A data folder as the first start makes it, by the real command; made once, never served."""
    data = shared / "prepared"
    with locked(shared / "prepared.lock"):
        if not data.exists():
            done = manage(data, "prepare")
            assert done.returncode == 0, done.stderr
    return data


@contextmanager
def servers(prepared, folder):
    """Makes servers, each on a copy of the prepared folder, and stops them in the end."""
    made = []

    def make(**environment):
        # A server only reads its static files.
        data = copy_of(prepared, folder / f"data{len(made)}", static=os.link)
        made.append(Server(data, **environment))
        return made[-1]

    yield make
    for server in made:
        server.stop()


@pytest.fixture
def make_server(prepared_data, tmp_path):
    """Makes the servers of a test."""
    with servers(prepared_data, tmp_path) as make:
        yield make


@pytest.fixture(scope="module")
def make_module_server(prepared_data, tmp_path_factory):
    """Makes servers for all tests of a module, which do not meet in them."""
    with servers(prepared_data, tmp_path_factory.mktemp("module")) as make:
        yield make


@pytest.fixture(scope="session")
def common_server(prepared_data, tmp_path_factory):
    """The running server of all tests of this process that are marked `shares`."""
    with servers(prepared_data, tmp_path_factory.mktemp("common")) as make:
        one = make()
        one.more["BIRGE_PUBLIC_URL"] = one.url
        one.start()
        yield one


@pytest.fixture(scope="session")
def clear_up(common_server):
    """Leaves the common server to the next test: no lesson is going on, the classes are new ones
    that were asked nothing, and the teacher reads Kyrgyz."""
    teacher = Teacher.of(common_server, "teacher")
    coordinator = Coordinator.of(common_server, "coordinator")
    untouched = rows(common_server, STARTED)

    def clear():
        nonlocal untouched
        teacher.speak("ky")
        if rows(common_server, STARTED) != untouched:
            teacher.finish_all()
            coordinator.renew_classes()
            untouched = rows(common_server, STARTED)

    return clear


@pytest.fixture
def server(request, prepared_data):
    """A running server on a copy of the prepared folder.

    A test marked `shares` gets that of other tests, with classes that were asked nothing yet: it
    starts its own lesson, and neither stops the server nor looks into its folder.
    """
    if request.node.get_closest_marker("shares"):
        clear = request.getfixturevalue("clear_up")
        yield request.getfixturevalue("common_server")
        clear()
        return
    one = request.getfixturevalue("make_server")()
    one.start()
    yield one
