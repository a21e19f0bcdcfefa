"""A pack from one installation to another, in the CMS of a real server."""

import re
import time

from tests.actors import Adult
from tests.faults.test_pack import FORGET
from tests.server import Reply, manage

BOUND = "a-line-between-the-parts"


def upload(adult: Adult, path: str, file: bytes) -> Reply:
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', adult.page)[0]
    parts = [
        f'--{BOUND}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}'
        f'\r\n--{BOUND}\r\nContent-Disposition: form-data; name="file"; filename="a.birge"'
        "\r\n\r\n".encode(),
        file,
        f"\r\n--{BOUND}--\r\n".encode(),
    ]
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUND}"}
    origin = {"Origin": f"http://{adult.client.host}"}
    reply = adult.client._send("POST", path, b"".join(parts), kind | origin)
    return adult.open(reply.headers["Location"])


def test_a_pack_is_brought_in_while_the_server_serves(make_server, tmp_path):
    """Made on one computer, trusted by hand on the other, looked into, brought in and read."""
    first, second, file = make_server(), make_server(), tmp_path / "a.birge"
    (first.data / "signing-key").unlink()  # another computer than the one that was prepared
    made = manage(first.data, "pack", "build", "--out", str(file), "--lessons", "not-just-a-joke")
    assert made.returncode == 0, made.stderr
    manage(second.data, "shell", "-c", FORGET)
    second.start()
    admin = Adult.of(second, "admin")
    assert second.client().get("/ky/harassment/not-just-a-joke/").status == 404

    admin.open("/cms/packs/")
    upload(admin, "/cms/packs/upload/", file.read_bytes())
    key = re.search(r"\(([0-9a-f]{64})\)", admin.page)
    assert key is not None, admin.page
    admin.open("/cms/snippets/curriculum/signer/add/")
    admin.send(admin.path, key=key[1], name="NGO", revoked_on="", reason="")
    admin.open("/cms/packs/")
    upload(admin, "/cms/packs/upload/", file.read_bytes())
    assert "NGO" in admin.page
    reply = admin.send(admin.path)

    deadline = time.monotonic() + 60
    while "Refresh" in reply.headers and time.monotonic() < deadline:
        time.sleep(0.5)
        reply = admin.open("/cms/packs/job/")
    assert reply.status == 200
    assert "help-critical" not in admin.page
    assert second.client().get("/ky/harassment/not-just-a-joke/").status == 200
