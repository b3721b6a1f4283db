from django.apps import AppConfig


class NewerConfig(AppConfig):
    name = "tests.backups.newer"
    label = "newer"
