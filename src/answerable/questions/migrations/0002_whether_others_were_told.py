from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_rounds")]

    operations = [
        migrations.AddField(model_name="round", name="is_told", field=models.BooleanField(default=False)),
    ]
