from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('classrooms', '0004_figures'),
    ]

    operations = [
        migrations.AddField(
            model_name='classroom',
            name='opened_on',
            field=models.DateField(editable=False, null=True, verbose_name='opened on'),
        ),
    ]
