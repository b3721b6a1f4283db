"""Where one comes in as somebody invented."""

from django.urls import URLPattern, path

from . import become

urlpatterns: list[URLPattern] = [path("become", become.become, name="become")]
