"""Rule 1: no table could even hold what a pupil answered."""

from django.apps import apps

OWN = ("cms", "quizzes", "curriculum", "classrooms")
FORBIDDEN = {"seat", "answer", "response", "submission", "attempt"}


def own_models():
    return [
        model for app in apps.get_app_configs() if app.name in OWN for model in app.get_models()
    ]


def test_no_own_model_is_a_row_per_pupil():
    names = {model.__name__.lower() for model in own_models()}

    assert "run" in names
    assert not names & FORBIDDEN


def test_no_own_model_has_a_field_for_a_seat_or_an_option():
    fields = {
        f"{model.__name__}.{field.name}" for model in own_models() for field in model._meta.fields
    }

    assert not {
        f for f in fields if f.split(".")[1] in {"seat", "option", "pupil", "animal", "paper"}
    }
