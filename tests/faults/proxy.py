"""A bad Wi-Fi: a proxy on the loopback that does to each request what the test says."""

import asyncio
import re
import threading
from collections.abc import Callable
from enum import Enum

from tests.server import free_port

LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
CONNECTION = re.compile(rb"(?i)\r\nconnection: [^\r]*")


class Fate(Enum):
    PASS = "there and back"
    CUT_REQUEST = "the server hears nothing of it"
    CUT_REPLY = "the server has done it, the tablet does not learn it"
    TWICE = "the server gets it two times"
    HOLD = "the tablet is cut off; the server gets it after the next one"
    SILENCE = "nothing comes back, for as long as the tablet waits"


class Proxy:
    """`fate`: what becomes of a request (its head and body as bytes).  `held`: what waits.

    Requests are passed on one after the other, each on a connection of its own.
    """

    def __init__(self, target: int) -> None:
        self.target, self.port = target, free_port()
        self.fate: Callable[[bytes], Fate] = lambda request: Fate.PASS
        self.held: list[bytes] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "Proxy":
        self._thread.start()
        self._listening = self._run(asyncio.start_server(self._serve, "127.0.0.1", self.port))
        return self

    def __exit__(self, *error: object) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def always(self, fate: Fate, path: bytes = b"/") -> None:
        """The same fate for every request whose path begins so; all others pass."""
        self.fate = lambda request: fate if request.split()[1].startswith(path) else Fate.PASS

    def let_go(self) -> None:
        """What was held back arrives now."""
        self._run(self._forward_held())

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(20)

    async def _end(self) -> None:
        self._listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _read(reader)
            writer.write(await self._meet(request, self.fate(request)))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return  # the tablet has gone, or the test is over
        finally:
            writer.close()

    async def _meet(self, request: bytes, fate: Fate) -> bytes:
        if fate is Fate.SILENCE:
            await asyncio.sleep(120)
        if fate is Fate.HOLD:
            self.held.append(request)
        if fate in (Fate.HOLD, Fate.CUT_REQUEST, Fate.SILENCE):
            return b""
        reply = await self._forward(request)
        if fate is Fate.TWICE:
            reply = await self._forward(request)
        await self._forward_held()
        return b"" if fate is Fate.CUT_REPLY else reply

    async def _forward_held(self) -> None:
        while self.held:
            await self._forward(self.held.pop(0))

    async def _forward(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read()
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> bytes:
    """One request, which asks the server to close the connection after its reply."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    head = CONNECTION.sub(b"", head).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    return head + body
