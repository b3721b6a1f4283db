"""Kinds of notice that somebody turned off by mail are from now on chosen as those that stand on the page alone."""

from django.db import migrations


def to_choices(apps, schema_editor):
    preference = apps.get_model("notices", "Preference")
    for one in preference.objects.exclude(muted=[]).iterator():
        one.choices = {**dict.fromkeys(one.muted, "here"), **one.choices}
        one.save(update_fields=["choices"])


def to_muted(apps, schema_editor):
    preference = apps.get_model("notices", "Preference")
    for one in preference.objects.exclude(choices={}).iterator():
        one.muted = sorted(name for name, way in one.choices.items() if way in {"here", "off"})
        one.save(update_fields=["muted"])


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_mail_in_full")]
    operations = [migrations.RunPython(to_choices, to_muted)]
