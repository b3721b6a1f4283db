from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("alliance", "0006_addresses_that_tell_no_name"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="organisation",
            name="organisation_external_id_once",
        ),
    ]
