"""The real server is killed while it makes a pack: nothing half stays, and whoever began it reads
that it is to be begun anew."""

import re
from http.client import HTTPException

import pytest

from tests.actors import Adult
from tests.faults import ARMED, PLANTED
from tests.faults.lessons import rows
from tests.server import manage, wait_until

TITLE = "Кыштоо"
BROKEN_OFF = "Бул жерде азыр эч нерсе жасалып жаткан жок"


def begin(adult):
    """Press “Make the pack” for a lesson."""
    adult.open("/cms/packs/")
    lesson = re.findall(r'name="lessons" value="(\d+)"', adult.page)[0]
    adult.send("/cms/packs/", title=TITLE, lessons=lesson, with_help="on")


def begin_and_watch(adult):
    begin(adult)
    wait_until(lambda: adult.client.get("/cms/packs/job/").status != 200, 60)


def known(server):
    return rows(server, f"select count(*) from curriculum_knownpack where title = '{TITLE}'")[0][0]


def sizes(server):
    return [path.stat().st_size for path in (server.data / "packs").iterdir()]


@pytest.mark.parametrize("step", ["packing", "packed"])
def test_a_pack_whose_server_is_killed_leaves_nothing_and_is_made_again(
    step, make_server, tmp_path
):
    server = make_server(BIRGE_PLANTED=step)
    server.module = PLANTED
    server.start()
    trainer, other = Adult.of(server, "trainer"), Adult.of(server, "admin")
    (server.data / ARMED).touch()
    with pytest.raises((OSError, HTTPException)):
        begin_and_watch(trainer)
    server.wait_for_death()
    (half,) = sizes(server)
    assert half > 0
    assert known(server) == 0

    server.module = "cms.serve"
    server.start()
    assert sizes(server) == []
    for one in (trainer, other):
        one.open("/cms/packs/job/")
        assert BROKEN_OFF in one.page
        assert TITLE not in one.page
        assert one.client.get("/cms/packs/made/").status == 404

    begin(trainer)
    wait_until(lambda: "Refresh" not in trainer.open("/cms/packs/job/").headers, 60)
    file = tmp_path / "made.birge"
    file.write_bytes(trainer.client.get("/cms/packs/made/").body)
    assert manage(server.data, "pack", "check", str(file)).returncode == 0
    assert known(server) == 1
    assert other.client.get("/cms/packs/made/").status == 404
