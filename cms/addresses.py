"""Under which addresses this machine can be reached in its own network."""

import socket


def allowed_hosts(extra: list[str]) -> list[str]:
    """Hosts that the lan profile answers to."""
    return ["localhost", "127.0.0.1", "[::1]", ".local", socket.gethostname(), *extra]
