"""Rule 9: what is kept of the 16 Days says nothing about pupils."""

import pytest
from django.db import models

from classrooms.models import CampaignOpening, FeltPiece

KEPT = {
    FeltPiece: {"id", "classroom_id", "year", "day", "done_on"},
    CampaignOpening: {"id", "place_id", "starts_on", "opened_by_id", "opened_on"},
}


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_tables_of_the_campaign_hold_just_this(model):
    assert {field.column for field in model._meta.concrete_fields} == KEPT[model]
    assert not model._meta.many_to_many


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_tables_of_the_campaign_take_no_words_files_or_times_of_day(model):
    of_words = (models.CharField, models.TextField, models.JSONField, models.FileField)

    assert [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, (*of_words, models.DateTimeField, models.TimeField))
    ] == []
