from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "answerable.site"
    label = "site"

    def ready(self) -> None:
        """Declares what must hold of the machine and the settings at every start, and how days are written."""
        from . import checks, formats, search  # noqa: F401 - declares the site's own pages as what can be found

        checks.declare()
        formats.declare()
