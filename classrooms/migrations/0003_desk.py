import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def show_slides_since_the_sitting(apps, schema_editor):
    apps.get_model("classrooms", "Taught").objects.update(slide_at=models.F("sitting_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('classrooms', '0002_whole_lesson'),
    ]

    operations = [
        migrations.AddField(
            model_name='taught',
            name='slide_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='this slide since'),
            preserve_default=False,
        ),
        migrations.RunPython(show_slides_since_the_sitting, migrations.RunPython.noop),
        migrations.CreateModel(
            name='DeskPass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('secret_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('opened_at', models.DateTimeField(null=True, verbose_name='opened')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='closed')),
                ('taught', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='desk_passes', to='classrooms.taught', verbose_name='lesson taught')),
            ],
            options={
                'verbose_name': 'pass to a desk',
                'verbose_name_plural': 'passes to desks',
                'constraints': [models.UniqueConstraint(condition=models.Q(('secret_digest', ''), _negated=True), fields=('secret_digest',), name='desk_secret_once'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at', None), ('secret_digest', '')), models.Q(('opened_at__isnull', False), models.Q(('secret_digest', ''), _negated=True)), _connector='OR'), name='desk_secret_when_opened')],
            },
        ),
    ]
