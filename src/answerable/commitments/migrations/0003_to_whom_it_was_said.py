"""To whom a commitment was shown when something was said of it."""

from django.db import migrations, models

CHOICES = [("public", "public"), ("network", "network"), ("private", "private")]


class Migration(migrations.Migration):
    dependencies = [("commitments", "0002_history_stands_still")]
    operations = [
        migrations.AddField(
            model_name=name, name="shown", field=models.CharField(choices=CHOICES, default="network", max_length=8), preserve_default=False
        )
        for name in ("comment", "evidence")
    ]  # fmt: skip
