"""Where somebody tells what happened, and comes back: one address, without an account."""

from django.urls import URLPattern, URLResolver, path

from answerable.concerns.pages.coming_back import steps as _coming_back  # noqa: F401 - its steps register themselves
from answerable.concerns.pages.raising.door import door

urlpatterns: list[URLPattern | URLResolver] = [path("r", door, name="raising")]
