"""The response desk: for handlers of a team alone, with a session of its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("answerable.concerns.pages.desk.urls")),
]
