"""The addresses at which those who keep records see to the raising pages."""

from django.urls import URLPattern, URLResolver, path

from . import listing, one, safe_space

urlpatterns: list[URLPattern | URLResolver] = [
    path("secretariat/telling", safe_space.safe_space, name="safe_space"),
    path("secretariat/telling/texts", listing.of_the_alliance, name="telling_texts"),
    path("secretariat/telling/texts/<slug:tongue>/<str:at>", one.of_the_alliance, name="telling_text"),
    path("n/<slug:slug>/telling", listing.of_a_network, name="desk_telling_texts"),
    path("n/<slug:slug>/telling/<slug:tongue>/<str:at>", one.of_a_network, name="desk_telling_text"),
]
