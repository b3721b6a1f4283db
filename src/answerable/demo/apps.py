from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "answerable.demo"
    label = "demo"

    def ready(self) -> None:
        """Puts the list of invented people beside the sign-in form; it is drawn in the demo only."""
        from answerable.access.signing_in import show_in_demo

        from .become import drawn_list

        show_in_demo(drawn_list)
