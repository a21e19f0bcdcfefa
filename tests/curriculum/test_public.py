import re

import pytest


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ky/", "Дени сак мамиле"),
        ("/ru/", "Здоровые отношения"),
        ("/en/", "Healthy relationships"),
        ("/ky/harassment/", "Бул жөн эле тамаша эмес"),
        ("/ru/harassment/", "Это не просто шутка"),
        ("/en/harassment/not-just-a-joke/", "Tell apart a shared joke"),
        ("/ru/harassment/not-just-a-joke/", "Различить взаимную шутку"),
    ],
)
def test_public_page_speaks_its_language(client, path, words):
    response = client.get(path)

    text = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'<html lang="(\w+)"', text)[1] == path[1:3]
    assert words in text


def test_public_lesson_keeps_quiz_and_cues_to_itself(client, lesson):
    page = lesson(language="en")
    text = client.get("/en/harassment/not-just-a-joke/").content.decode()

    assert page.family_question in text
    for child in page.questions:
        assert child.value["prompt"] not in text
    for child in page.slides:
        assert child.value["cue"] not in text


def test_draft_lesson_is_not_public(client, lesson):
    lesson(language="en").unpublish()

    assert client.get("/en/harassment/not-just-a-joke/").status_code == 404
    assert "not-just-a-joke" not in client.get("/en/harassment/").content.decode()


def test_topic_lists_lessons_by_age(client, django_assert_max_num_queries):
    client.get("/ky/")
    with django_assert_max_num_queries(14):
        client.get("/ky/harassment/")
