"""The addresses of this room."""

from django.urls import path

from . import answering, entering, holding, opening, paper

urlpatterns = [
    path("rounds/about/<slug:kind>/<str:subject>", opening.about, name="rounds_about"),
    path("rounds/<uuid:key>", holding.one, name="round"),
    path("rounds/<uuid:key>/link", holding.another_link, name="round_link"),
    path("rounds/<uuid:key>/link.png", paper.picture, name="round_picture"),
    path("rounds/<uuid:key>/close", holding.close, name="round_close"),
    path("rounds/<uuid:key>/paper", paper.paper, name="round_paper"),
    path("rounds/<uuid:key>/sheet", entering.sheet, name="round_sheet"),
    path("rounds/<uuid:key>/sheets", entering.sheets, name="round_sheets"),
    path("a/answered", answering.answered, name="answered"),
    path("a/<slug:link>", answering.answer, name="answer"),
]
