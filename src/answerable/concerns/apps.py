from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "answerable.concerns"
    label = "concerns"
