"""The addresses of one subject’s standing: its desk, its duties, claims, help."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
