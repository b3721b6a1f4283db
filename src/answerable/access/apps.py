from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "answerable.access"
    label = "access"
