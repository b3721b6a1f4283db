from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "answerable.site"
    label = "site"

    def ready(self) -> None:
        """Declares what must hold of the machine and the settings at every start."""
        from . import checks, search  # noqa: F401 - declares the site's own pages as what can be found

        checks.declare()
