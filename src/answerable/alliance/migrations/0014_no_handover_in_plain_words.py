from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("alliance", "0013_seal_handovers")]

    operations = [migrations.RemoveField(model_name="officeterm", name="handover")]
