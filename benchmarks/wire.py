"""A small HTTP/1.1 client on asyncio: fifty kept connections cost the machine next to nothing, so
what is measured is the server."""

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass
class Reply:
    """`headers` by lower-case name, repeated ones in order."""

    status: int
    headers: dict[str, list[str]]
    text: str


@dataclass
class Wire:
    """One kept connection with the cookies of one browser.  Follows no redirect by itself."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

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
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        request = "\r\n".join([*lines, "", ""]).encode() + body
        reply = await self._exchange(request)
        self._keep(reply)
        return reply

    async def _exchange(self, request: bytes) -> Reply:
        """Send and read.  A server lets go of a connection that was idle for long: it has read
        nothing then, so the request is sent once more."""
        is_new = self._writer is None
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        self._writer.write(request)
        try:
            return await self._read()
        except (asyncio.IncompleteReadError, ConnectionError) as lost:
            if is_new or getattr(lost, "partial", b""):
                raise
        await self.leave()
        self._writer = None
        return await self._exchange(request)

    async def _read(self) -> Reply:
        assert self._reader is not None  # noqa: S101  # opened by the caller
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in filter(None, head[1:]):
            name, _, value = line.partition(":")
            headers.setdefault(name.lower(), []).append(value.strip())
        body = await self._body(headers)
        return Reply(int(head[0].split()[1]), headers, body.decode("utf-8", "replace"))

    async def _body(self, headers: dict[str, list[str]]) -> bytes:
        assert self._reader is not None  # noqa: S101  # opened by the caller
        if "content-length" in headers:
            return await self._reader.readexactly(int(headers["content-length"][0]))
        if "chunked" not in headers.get("transfer-encoding", []):
            return b""
        parts = []
        while size := int(await self._reader.readline(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(parts)

    def _keep(self, reply: Reply) -> None:
        for line in reply.headers.get("set-cookie", []):
            name, _, rest = line.partition("=")
            value = rest.split(";")[0].strip('"')
            self.cookies.pop(name, None)
            if value and not re.search(r"max-age=0", rest, re.IGNORECASE):
                self.cookies[name] = value

    def close(self) -> None:
        """Let go of the connection."""
        if self._writer is not None:
            self._writer.close()

    async def leave(self) -> None:
        """Let go of the connection, and wait until it is gone."""
        self.close()
        if self._writer is not None:
            with suppress(ConnectionError):
                await self._writer.wait_closed()
