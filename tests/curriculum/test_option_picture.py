"""A picture on an option travels from the CMS to the tablet, with its text in each language."""

from io import BytesIO

import pytest
from PIL import Image as Drawing

from tests import rights


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return rights.picture()


@pytest.fixture
def pictured(lesson, picture):
    page = lesson()
    option = page.questions[0].value["options"][0]
    option["picture"], option["alt"] = picture, "Көк сүрөт"
    page.save_revision().publish()
    return lesson()


def test_a_picture_is_frozen_as_a_small_rendition_with_its_text(pictured):
    option = pictured.freeze_questions()[0].options[0]

    assert option.picture.startswith("/media/images/")
    assert option.picture.endswith(".max-480x360.png")
    assert "teal" not in option.picture
    assert option.alt.words("ky").text == "Көк сүрөт"
    assert pictured.freeze_questions()[0].options[1].picture == ""


def test_the_rendition_is_served_and_the_original_is_not(pictured, picture, client):
    option = pictured.freeze_questions()[0].options[0]

    reply = client.get(option.picture)

    assert reply.status_code == 200
    assert Drawing.open(BytesIO(b"".join(reply.streaming_content))).size == (480, 360)
    assert client.get(f"/media/{picture.file.name}").status_code == 404
    assert client.get("/media/images/../secret-key").status_code == 404
