from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curriculum', '0006_campaign'),
    ]

    operations = [
        migrations.AddField(
            model_name='wordingdecision',
            name='concern',
            field=models.CharField(choices=[('experience', "Asks for a pupil's own experience"), ('blame', 'Blames the person who was harmed'), ('age', 'Not for this age')], default='experience', max_length=10, verbose_name='why it was looked at'),
        ),
    ]
