from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "answerable.kit"
    label = "kit"
