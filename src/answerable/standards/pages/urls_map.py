"""The addresses of the map: how networks and those in them stand."""

from django.urls import URLPattern, URLResolver, path

from .mapping import cell, choosing, heat, sheets

urlpatterns: list[URLPattern | URLResolver] = [
    path("standing", heat.whole, name="standing"),
    path("standing/<slug:slug>.csv", sheets.as_csv, name="standing_csv"),
    path("standing/<slug:slug>.xlsx", sheets.as_xlsx, name="standing_xlsx"),
    path("standing/<slug:slug>", heat.of_network, name="standing_network"),
    path("standing/<slug:slug>/for-everybody", choosing.choose, name="standing_for_everybody"),
    path("standing/<slug:slug>/<slug:number>", cell.show, name="standing_cell"),
]
