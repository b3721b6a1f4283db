"""The addresses of the map: how networks and those in them stand."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
