"""What anybody may open."""

from django.urls import URLPattern, URLResolver, path

from ..pages import about, house

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", house.healthz, name="healthz"),
    path("theme.css", house.theme, name="theme"),
    path("logo.png", house.logo, name="logo"),
    path("privacy", about.privacy, name="privacy"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("languages", about.languages, name="languages"),
]
