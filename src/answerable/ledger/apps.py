from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "answerable.ledger"
    label = "ledger"
