"""The addresses of this room, each part's in a list of its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("answerable.conduct.pages.urls_signing")),
    path("", include("answerable.conduct.pages.urls_texts")),
    path("", include("answerable.conduct.pages.urls_desk")),
    path("", include("answerable.conduct.pages.local_codes.urls")),
]
