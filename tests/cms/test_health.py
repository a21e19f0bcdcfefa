import pytest
from django.urls import reverse

from cms import health


def failing():
    return "gone"


@pytest.fixture
def ill(settings):
    settings.BIRGE_HEALTH_CHECKS = {"live_store": f"{__name__}.failing"}


@pytest.mark.django_db
def test_healthz_well(client, settings):
    settings.BIRGE_HEALTH_CHECKS = {}
    reply = client.get(reverse("healthz"))
    assert (reply.status_code, reply.json()["status"]) == (200, "ok")
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_healthz_names_the_part_and_the_reason(client, ill):
    reply = client.get(reverse("healthz"))
    assert reply.status_code == 503
    assert (reply.json()["status"], reply.json()["live_store"]) == ("failing", "gone")


@pytest.mark.django_db
def test_healthz_full_disk(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_MB", 10**9)
    reply = client.get(reverse("healthz"))
    assert reply.status_code == 503
    assert "MB are free" in reply.json()["disk"]
