"""On the real server, with real transactions: two at once, and a link that leaves no trace."""

import re
from concurrent.futures import ThreadPoolExecutor

from benchmarks.classroom import token
from tests.actors import Teacher
from tests.server import Client

ROUNDS = 5


def at_once(*acts):
    """What each gets when they are done at the same time."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(act) for act in acts]]


def new_link(teacher, lesson):
    teacher.open(f"{lesson}desk/")
    teacher.press("/desk/link/")
    return re.findall(r"(/teach/desk/[\w-]{22}/)", teacher.page)[0]


def presser(server, link):
    """A phone that has the link's page open; its press."""
    phone: Client = server.client()
    csrf = token(phone.get(link).text)
    return lambda: (phone, phone.post(link, {"csrfmiddlewaretoken": csrf}))


def test_of_two_phones_at_once_exactly_one_gets_the_link(make_server):
    server = make_server(BIRGE_PUBLIC_URL="http://school.test")
    server.start()
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24)
    lesson = teacher.path
    secrets = []

    for _ in range(ROUNDS):
        link = new_link(teacher, lesson)
        replies = at_once(presser(server, link), presser(server, link), presser(server, link))
        assert sorted(reply.status for _, reply in replies) == [303, 410, 410]
        (phone,) = [phone for phone, reply in replies if reply.status == 303]
        secrets += [link.split("/")[-2], phone.cookies["birge-desk"]]
        assert phone.get(f"{lesson}desk/notes/").status == 200

    server.stop()
    own = [one for one in server.data.rglob("*") if one.is_file() and "static" not in one.parts]
    stored = b"".join(one.read_bytes() for one in [*own, server.log])
    assert len(secrets) == 2 * ROUNDS
    assert [one for one in secrets if one.encode() in stored] == []


def test_next_on_board_and_desk_at_once_is_one_step(server):
    teacher, other = Teacher.of(server, "teacher"), Teacher.of(server, "teacher")
    teacher.start("тамаша", 24)
    lesson = teacher.path

    for position in range(1, 1 + ROUNDS):
        teacher.open(lesson)
        other.open(f"{lesson}desk/notes/")
        step = re.findall(r'name="step" value="(\d+)"', teacher.page)[0]
        data = {"step": step, "to": str(position)}
        replies = at_once(
            lambda to=data: press(teacher, f"{lesson}move/", to),
            lambda to=data: press(other, f"{lesson}desk/move/", to),
        )

        assert sorted("late=1" in reply.headers["Location"] for reply in replies) == [False, True]
        assert f'controls__progress" value="{position + 1}"' in teacher.client.get(lesson).text


def press(adult, path, data):
    return adult.client.post(path, {"csrfmiddlewaretoken": token(adult.page), **data})
