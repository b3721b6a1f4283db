from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "answerable.notices"
    label = "notices"
