from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standards", "0002_passports_and_reviews")]

    operations = [
        migrations.AddField(model_name="subject", name="invited_on", field=models.DateField(blank=True, null=True)),
    ]
