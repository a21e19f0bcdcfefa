"""Which names a school's server answers to.

Django's list of allowed hosts knows no networks, and the router may hand out another address
tomorrow: so every private address is accepted, and beside it only names of this machine.  A
page elsewhere that points its own name at this machine (DNS rebinding) gets nothing.
"""

import ipaddress
import os
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from cms import addresses


def is_known(name: str) -> bool:
    """`name`: a host without its port, in lower case."""
    address = _as_address(name)
    if address is None:
        return name.endswith(".local") or name in own_names()
    return address.is_private or str(address) in addresses.lan_addresses()


def _as_address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return None


def own_names() -> set[str]:
    """Names given to this machine: its own, `--host-name`, the host of `--public-url`."""
    public = urlsplit(os.environ.get("BIRGE_PUBLIC_URL", "")).hostname or ""
    names = ["localhost", socket.gethostname(), public, *settings.BIRGE_HOST_NAMES]
    return {name.lower() for name in names if name}


class KnownHost:
    """Answers 400 to a request for a host that is not this machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name, _port = split_domain_port(request.get_host())
        if not is_known(name):
            raise DisallowedHost("A request for a host that is not this machine.")
        return self.get_response(request)
