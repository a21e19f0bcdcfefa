"""Under which addresses this machine can be reached in its own network.

Read from its present interfaces, without any traffic: in a school there is often no route out,
and the router may hand out another address tomorrow.
"""

import array
import io
import ipaddress
import os
import socket
import struct
import sys
from functools import lru_cache
from time import monotonic

import segno
from django.utils.safestring import SafeString, mark_safe

if sys.platform == "linux":
    import fcntl

DEFAULT_PORT = 8000
# Linux, <linux/sockios.h> and <net/if.h>
_SIOCGIFCONF = 0x8912
_IFREQ_BYTES = 40 if struct.calcsize("P") == 8 else 32
_IFREQ_ADDRESS = slice(20, 24)
_MOST_INTERFACES = 64
# Networks inside the machine (containers, virtual machines): no tablet is there.
_INNER = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc")


def lan_addresses() -> list[str]:
    """The machine's IPv4 addresses, the loopback left out; empty when it is in no network.  Every
    board asks each second: the system is asked once in that time."""
    return list(_in_second(int(monotonic())))


@lru_cache(maxsize=1)
def _in_second(second: int) -> tuple[str, ...]:
    found = _linux_interfaces() if sys.platform == "linux" else _by_host_name()
    outside = [address for name, address in found if not name.startswith(_INNER)]
    usable = [a for a in outside if not ipaddress.ip_address(a).is_loopback]
    return tuple(dict.fromkeys(usable))


def _linux_interfaces() -> list[tuple[str, str]]:
    """(interface, address) of every interface that is up and has one."""
    buffer = array.array("B", bytes(_IFREQ_BYTES * _MOST_INTERFACES))
    request = struct.pack("iP", len(buffer), buffer.buffer_info()[0])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        length = struct.unpack("iP", fcntl.ioctl(probe.fileno(), _SIOCGIFCONF, request))[0]
    return parse_interfaces(buffer.tobytes()[:length])


def parse_interfaces(records: bytes) -> list[tuple[str, str]]:
    """(interface, address) from an array of C's `struct ifreq` (netdevice(7))."""
    starts = range(0, len(records), _IFREQ_BYTES)
    return [_parse_interface(records[start : start + _IFREQ_BYTES]) for start in starts]


def _parse_interface(record: bytes) -> tuple[str, str]:
    name = record[:16].split(b"\0", 1)[0].decode("ascii", "replace")
    return name, socket.inet_ntoa(record[_IFREQ_ADDRESS])


def _by_host_name() -> list[tuple[str, str]]:
    """Elsewhere than Linux: what the system holds under the machine's own name."""
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except socket.gaierror:
        return []
    return [("", str(entry[4][0])) for entry in found]


def site_urls(port: int | None = None) -> list[str]:
    """Where other devices find the site, without a slash at the end; may be empty.

    `BIRGE_PUBLIC_URL` (`--public-url`) goes before everything; a server bound to one address
    is found there only.  `port` is the server's own where none is given.
    """
    public = os.environ.get("BIRGE_PUBLIC_URL")
    if public:
        return [public.rstrip("/")]
    host = os.environ.get("BIRGE_HOST", "0.0.0.0")  # noqa: S104  # the school's own network
    hosts = lan_addresses() if host in {"0.0.0.0", "::"} else [host]  # noqa: S104
    port = port or int(os.environ.get("BIRGE_PORT", DEFAULT_PORT))
    return [url_of(host, port) for host in hosts]


def url_of(host: str, port: int) -> str:
    """`http://host:port`, as short as a child has to type it."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"


def tablet_urls(port: int | None = None) -> list[str]:
    """What a tablet opens to join, one for each network the machine is in; may be empty."""
    return [f"{url}/play/" for url in site_urls(port)]


def qr_svg(url: str) -> SafeString:
    """The QR code as inline SVG: class `qr`, no style attribute, dark on light in every mode.

    It fills the box that the style sheet gives it.
    """
    buffer = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        buffer, kind="svg", xmldecl=False, svgns=False, svgclass="qr", lineclass=None,
        omitsize=True, light="#fff",
    )  # fmt: skip
    # Made here from numbers alone; the address itself is not in it.
    return mark_safe(buffer.getvalue().decode("utf-8"))  # noqa: S308
