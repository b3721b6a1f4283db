"""The addresses of policies, the passport, and evidence by spreadsheet."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
