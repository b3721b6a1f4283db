"""The addresses of duties: what is asked, and where it is edited."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
