import pytest

from cms import hosts


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "[::1]", "192.168.1.5", "10.20.30.40", "172.20.1.1",
        "192.168.77.5:8000", "birge.local", "SCHOOL.test:8123",
    ],
)  # fmt: skip
def test_known_host_is_answered(client, host):
    assert client.get("/exit/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "8.8.8.8", "192.168.1.5.evil.example", "school.test.evil.example"]
)
def test_unknown_host_is_refused(client, host):
    reply = client.get("/exit/", headers={"host": host})
    assert reply.status_code == 400
    assert "evil" not in reply.text


@pytest.mark.parametrize("host", ["a b", "evil.example/x", "@", ""])
def test_malformed_host_is_refused(client, host):
    assert client.get("/exit/", headers={"host": host}).status_code == 400


def test_host_of_the_public_url_is_known(client, monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://birge.school.example:8000")
    assert client.get("/exit/", headers={"host": "birge.school.example"}).status_code == 200


def test_names_are_compared_without_case(settings):
    settings.BIRGE_HOST_NAMES = ["Birge-Box"]
    assert hosts.is_known("birge-box")
