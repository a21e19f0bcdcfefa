from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("classrooms", "0006_tablets")]

    operations = [
        migrations.AddField(
            model_name="taught",
            name="is_blank",
            field=models.BooleanField(default=False, verbose_name="dark board"),
        ),
        migrations.AlterField(
            model_name="taughtquiz",
            name="slide_id",
            field=models.CharField(blank=True, max_length=64, verbose_name="slide"),
        ),
    ]
