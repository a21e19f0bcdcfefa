"""Marks that turn the direction of writing are refused, with a sentence that names them."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import Organisation, Picture, Recording
from cms.texts import refuse_turning_marks

pytestmark = pytest.mark.django_db  # the collection that a recording lies in
MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: f"U+{ord(mark):04X}")
def test_mark_is_refused_and_named_with_the_words_around(mark):
    recording = Recording(title=f"Менин денем {mark}өзүмдүкү")

    with pytest.raises(ValidationError) as refused:
        refuse_turning_marks(recording)

    (sentence,) = refused.value.messages
    assert f"(U+{ord(mark):04X})" in sentence
    assert "Менин денем өзүмдүкү" in sentence
    assert mark not in sentence


@pytest.mark.parametrize(
    "text", ["", "Менин денем", "a\u200bb", "👩\u200d👧", "ө\u00adү", "(שלום) <b>"]
)
def test_other_letters_are_not_refused(text):
    recording = Recording(title=text)

    refuse_turning_marks(recording)

    assert recording.title == text


@pytest.mark.parametrize(
    ("model", "field"), [(Organisation, "public_name"), (Picture, "author"), (Recording, "source")]
)
def test_whatever_trainers_name_is_asked_for_them(model, field):
    with pytest.raises(ValidationError) as refused:
        model(**{field: "Бирге \u202eтоп"}).clean()

    assert "(U+202E)" in " ".join(refused.value.messages)
