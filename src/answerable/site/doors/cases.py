"""The response desk: for handlers of a team alone, with a session of its own."""

from django.urls import URLPattern, URLResolver, include, path

from answerable.concerns.pages.teams.promises import promises

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/team/promises", promises, name="team_promises"),
    path("", include("answerable.concerns.pages.teams.urls")),
    path("", include("answerable.concerns.pages.desk.urls")),
]
