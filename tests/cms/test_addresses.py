import ipaddress
import socket
import struct

import pytest

from cms import addresses


def record(name, address):
    """One `struct ifreq` as 64-bit Linux lays it out."""
    return struct.pack("16sHH4s16x", name.encode(), socket.AF_INET, 0, socket.inet_aton(address))


def test_parse_interfaces_reads_name_and_address():
    records = record("lo", "127.0.0.1") + record("wlp2s0", "192.168.1.5")
    assert addresses.parse_interfaces(records) == [("lo", "127.0.0.1"), ("wlp2s0", "192.168.1.5")]


def test_parse_interfaces_none():
    assert addresses.parse_interfaces(b"") == []


def test_lan_addresses_are_addresses_of_this_machine():
    for address in addresses.lan_addresses():
        assert not ipaddress.ip_address(address).is_loopback
        with socket.socket() as probe:
            probe.bind((address, 0))


def test_site_urls_public_url_goes_first(monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "https://birge.example/")
    assert addresses.site_urls() == ["https://birge.example"]


def test_tablet_urls_of_a_server_on_one_address(monkeypatch):
    monkeypatch.setenv("BIRGE_HOST", "192.168.1.5")
    monkeypatch.setenv("BIRGE_PORT", "8123")
    assert addresses.tablet_urls() == ["http://192.168.1.5:8123/play/"]


@pytest.mark.parametrize(
    ("host", "port", "url"),
    [
        ("10.0.0.1", 8000, "http://10.0.0.1:8000"),
        ("10.0.0.1", 80, "http://10.0.0.1"),
        ("fe80::1", 8000, "http://[fe80::1]:8000"),
    ],
)
def test_url_of(host, port, url):
    assert addresses.url_of(host, port) == url


def test_qr_svg_needs_no_inline_style():
    drawn = addresses.qr_svg("http://192.168.1.5:8000/play/")
    assert drawn.startswith("<svg ")
    assert 'class="qr"' in drawn
    assert "viewBox" in drawn
    assert "style" not in drawn
