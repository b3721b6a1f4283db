from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "answerable.jobs"
    label = "jobs"
