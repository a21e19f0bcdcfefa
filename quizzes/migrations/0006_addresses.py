from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0005_rounds")]

    operations = [
        migrations.AddField("run", "addresses", models.JSONField(default=list)),
        migrations.AddField("run", "moved_to", models.JSONField(default=list)),
        migrations.AddField("run", "returned", models.JSONField(default=list)),
    ]
