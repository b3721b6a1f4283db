"""The desks of networks, organisations and the secretariat."""

from django.urls import URLPattern, URLResolver, include, path

from ..pages import first_steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("secretariat/first-steps", first_steps.steps, name="first_steps"),
    path("secretariat/first-steps/<slug:step>/aside", first_steps.aside, name="first_step_aside"),
    path("secretariat/first-steps/<slug:step>/again", first_steps.again, name="first_step_again"),
    path("", include("answerable.concerns.pages.texts.urls")),
    path("", include("answerable.alliance.pages.desk_urls")),
]
