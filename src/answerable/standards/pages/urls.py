"""The addresses of this room, each part's in a list of its own; those that begin with a network's mark come last."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("answerable.standards.pages.urls_subjects")),
    path("", include("answerable.standards.pages.urls_policies")),
    path("", include("answerable.standards.pages.urls_duties")),
    path("", include("answerable.standards.pages.urls_map")),
]
