"""Pupils who say who they are as loudly as a browser can, and do everything wrong that one can."""

import re
from dataclasses import dataclass, field

from tests.actors import Seat
from tests.server import Server

AGENT = "Canary-Browser/41.7"
SOURCE = "127.0.0.77"
FORWARDED = {
    "X-Forwarded-For": "10.9.8.7, 2001:db8::dead:beef",
    "X-Real-IP": "10.9.8.7",
    "Forwarded": 'for="[2001:db8::dead:beef]"',
    "Accept-Language": "xx-canary-language",
    "Referer": "http://school.test/canary-referer",
}
TYPED = "canary-typed"
PATH = "canary-path"
COOKIE = "canary-cookie"
WRONG_CODE = "907531"
SPOKEN = (AGENT, SOURCE, "10.9.8.7", "2001:db8", "canary", WRONG_CODE)
UPLOAD = "multipart/form-data; boundary=b"
BODY = (
    f'--b\r\nContent-Disposition: form-data; name="photo"; filename="{TYPED}.jpg"\r\n'
    f"Content-Type: image/jpeg\r\n\r\n{TYPED}\r\n--b--\r\n"
)


@dataclass
class LoudSeat(Seat):
    """Remembers every paper it was given and every token it was shown."""

    held: set[str] = field(default_factory=set)

    @classmethod
    def join(cls, server: Server, code: str) -> "LoudSeat":
        seat = cls(server.client())
        seat.client.source = SOURCE
        seat.listen()
        assert seat.client.post("/play/join", {"code": code, "name": TYPED}).status == 303
        return seat

    def listen(self) -> None:
        plain = self.client._send

        def loudly(method, path, body, headers):
            reply = plain(method, path, body, {"User-Agent": AGENT, **FORWARDED, **headers})
            papers = {v for name, v in self.client.cookies.items() if re.fullmatch(r"p\d", name)}
            self.held |= papers | set(re.findall(r'value="([0-9a-f]{16})"', reply.text))
            return reply

        self.client._send = loudly

    def answer_by_htmx(self, nth: int) -> bool:
        """As play.js sends it, led and at own pace: one question."""
        page = self.page()
        led = re.findall(r'name="question" value="([^"]+)"', page)
        name, token = re.findall(r'name="(option[^"]*)" value="([0-9a-f]{16})"', page)[nth]
        sent = {name: token, **({"question": led[0]} if led else {})}
        return self.client.post("/play/answer", sent, **{"HX-Request": "true"}).status == 204


def misbehave(seat: LoudSeat, foreign: str) -> list[int]:
    """Everything that is no answer; the statuses, so that a test knows it was refused."""
    client, mine = seat.client, dict(seat.client.cookies)
    run = mine["seat"][:32]
    htmx = {"HX-Request": "true"}
    statuses = []

    def send(method, path, body="", headers=(), cookies=mine):
        client.cookies = dict(cookies)
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{client.host}",
        }
        statuses.append(client._send(method, path, body or None, form | dict(headers)).status)

    send("POST", "/play/join", f"code={WRONG_CODE}")
    send("GET", f"/play/{PATH}/{TYPED}?{TYPED}={TYPED}")
    send("GET", f"/play/?{TYPED}={TYPED}")
    send("POST", f"/play/{PATH}", f"x={TYPED}")
    send("GET", "/play/join")
    send("PUT", "/play/answer", f"x={TYPED}")
    send("DELETE", f"/play/answer?{TYPED}")
    for more in ({}, htmx):
        send("POST", "/play/answer", f"question={TYPED}&option={TYPED}", more)
        send("POST", "/play/answer", f"x={TYPED}", more | {"Origin": f"http://{TYPED}.test"})
        send("POST", "/play/answer", BODY, more | {"Content-Type": UPLOAD})
        send("POST", "/play/answer", f"x={TYPED}" * 2000, more)
        send("GET", "/play/", "", more, {"seat": f"{run}0", "p0": COOKIE})
        send("GET", "/play/", "", more, {"seat": f"{run}0", "p0": foreign})
        send("GET", "/play/", "", more, {"seat": COOKIE, "p0": mine["p0"]})
        send("GET", "/play/pulse", "", more, {"seat": f"{'0' * 31}70", "p0": COOKIE})
    client.cookies = mine
    return statuses
