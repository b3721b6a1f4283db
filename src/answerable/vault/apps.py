from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "answerable.vault"
    label = "vault"
