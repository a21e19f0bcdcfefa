"""A small HTTP/1.1 client on asyncio: thousands of kept connections cost the machine little, so
what is measured is the server."""

import asyncio
import re
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast
from urllib.parse import urlencode

import uvloop

T = TypeVar("T")
FORM = "application/x-www-form-urlencoded"
_END = b"\r\n\r\n"


def run(job: Coroutine[object, object, T]) -> T:
    """`asyncio.run` on a loop that leaves the server twice as much of the machine."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(job)


@dataclass
class Reply:
    """`head` is the status line and the headers, as they came."""

    status: int
    head: bytes
    body: bytes = b""

    @cached_property
    def headers(self) -> dict[str, list[str]]:
        """By lower-case name, repeated ones in order."""
        found: dict[str, list[str]] = {}
        for line in filter(None, self.head.decode("latin-1").split("\r\n")[1:]):
            name, _, value = line.partition(":")
            found.setdefault(name.lower(), []).append(value.strip())
        return found

    @cached_property
    def text(self) -> str:
        """The body."""
        return self.body.decode("utf-8", "replace")


class Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self._came = b""
        self._answer: asyncio.Future[Reply] | None = None
        self._transport: asyncio.WriteTransport | None = None
        self.is_open = False
        self.gone = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self.is_open = cast("asyncio.WriteTransport", transport), True

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionResetError("the server hung up"))
        self.gone.set_result(None)

    def ask(self, request: bytes) -> asyncio.Future[Reply]:
        """Send; what comes back."""
        assert self._transport is not None  # noqa: S101  # connected by whoever made it
        self._answer = asyncio.get_running_loop().create_future()
        if self.is_open:
            self._transport.write(request)
        else:
            self._answer.set_exception(ConnectionResetError("the server had hung up"))
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._came += data
        reply = _read(self._came)
        if reply and self._answer and not self._answer.done():
            self._came = b""
            self._answer.set_result(reply)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


def _read(came: bytes) -> Reply | None:
    """The reply, None while some of it is missing."""
    end = came.find(_END)
    if end < 0:
        return None
    reply = Reply(int(came[9:12]), came[:end])
    if reply.status == 204:
        return reply
    rest = came[end + len(_END) :]
    if b"chunked" in reply.head.lower():
        body = _joined(rest)
    else:
        found = re.search(rb"content-length: *(\d+)", reply.head, re.IGNORECASE)
        length = int(found[1]) if found else 0
        body = rest if len(rest) >= length else None
    if body is None:
        return None
    reply.body = body
    return reply


def _joined(rest: bytes) -> bytes | None:
    """The chunks in one piece, None while some are missing."""
    parts = []
    while True:
        size, found, rest = rest.partition(b"\r\n")
        length = int(size, 16) if found else -1
        if length < 0 or len(rest) < length + 2:
            return None
        if length == 0:
            return b"".join(parts)
        parts.append(rest[:length])
        rest = rest[length + 2 :]


@dataclass
class Wire:
    """One kept connection with the cookies of one browser.  Follows no redirect by itself."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _line: Line | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, path: str, **headers: str) -> Reply:
        """One GET."""
        return await self._send("GET", path, b"", headers)

    async def post(self, path: str, data: dict[str, str], **headers: str) -> Reply:
        """One POST of a form."""
        body = urlencode(data).encode()
        origin = f"http://{self.host}:{self.port}"
        return await self._send(
            "POST", path, body, {"Content-Type": FORM, "Origin": origin, **headers}
        )

    async def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        async with self._turn:
            if self.cookies:
                lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
            reply = await self._exchange("\r\n".join([*lines, "", ""]).encode() + body)
            if b"et-cookie" in reply.head:
                self._keep(reply)
        return reply

    async def _exchange(self, request: bytes) -> Reply:
        """Send and read.  A server lets go of a connection that was idle for long: it has read
        nothing then, so the request is sent once more."""
        was_open = self._line is not None
        if self._line is None:
            loop = asyncio.get_running_loop()
            _, self._line = await loop.create_connection(Line, self.host, self.port)
        try:
            return await self._line.ask(request)
        except ConnectionError:
            self._line = None
            if not was_open:
                raise
        return await self._exchange(request)

    def _keep(self, reply: Reply) -> None:
        for line in reply.headers.get("set-cookie", []):
            name, _, rest = line.partition("=")
            value = rest.split(";")[0].strip('"')
            self.cookies.pop(name, None)
            if value and not re.search(r"max-age=0", rest, re.IGNORECASE):
                self.cookies[name] = value

    def close(self) -> None:
        """Let go of the connection."""
        if self._line is not None:
            self._line.close()

    async def leave(self) -> None:
        """Let go of the connection, and wait until it is gone."""
        self.close()
        if self._line is not None:
            with suppress(ConnectionError):
                await self._line.gone
