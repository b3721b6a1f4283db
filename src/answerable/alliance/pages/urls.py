"""The addresses of this room's public pages."""

from django.urls import path

from . import directory, public

urlpatterns = [
    path("networks", public.tree, name="networks"),
    path("networks/<slug:slug>", public.network, name="network"),
    path("bodies/<slug:slug>", public.body, name="body"),
    path("organisations", directory.organisations_page, name="organisations"),
    path("organisations/<slug:slug>", public.organisation, name="organisation"),
    path("map.png", public.world_map, name="world_map"),
]
