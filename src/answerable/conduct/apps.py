from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "answerable.conduct"
    label = "conduct"
