"""The desks of networks, organisations and the secretariat."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("answerable.alliance.pages.desk_urls"))]
