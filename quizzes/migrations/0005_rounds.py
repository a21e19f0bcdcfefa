from django.db import migrations, models

PHASES = [
    ("lobby", "lobby"),
    ("first", "first round"),
    ("talk", "talk between the rounds"),
    ("asking", "asking"),
    ("explained", "explained"),
    ("resting", "resting"),
    ("closed", "closed"),
]


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0004_sharing")]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.UUIDField()),
                ("lineage", models.UUIDField()),
                ("chosen", models.CharField(max_length=64)),
                ("decided_on", models.DateField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("group", "lineage"), name="decided_once"),
        ),
        migrations.AddField(
            model_name="run", name="is_aside", field=models.BooleanField(default=False)
        ),
        migrations.AddField(
            model_name="run",
            name="rounds",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="run",
            name="phase",
            field=models.CharField(choices=PHASES, default="lobby", max_length=9),
        ),
        migrations.RemoveConstraint(model_name="run", name="run_phase_is_known"),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("phase__in", [phase for phase, _ in PHASES])),
                name="run_phase_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("rounds__in", (1, 2))), name="run_has_one_round_or_two"
            ),
        ),
    ]
