"""The addresses of the response desk: random ids and constant words, nothing that tells what a concern is about."""

from django.urls import URLPattern, URLResolver, path

from . import book, doing, entering, filing, inbox, view

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/", inbox.inbox, name="desk"),
    path("cases/search", inbox.searching, name="desk_search"),
    path("cases/enter", entering.enter, name="desk_enter"),
    path("cases/lock", entering.lock, name="desk_lock"),
    path("cases/paused", entering.paused, name="desk_paused"),
    path("cases/again", entering.again, name="desk_again"),
    path("cases/book", book.book, name="desk_book"),
    path("cases/<uuid:case>", view.case, name="desk_case"),
    path("cases/<uuid:case>/ties", view.ties, name="desk_ties"),
    path("cases/<uuid:case>/name", view.name, name="desk_name"),
    path("cases/<uuid:case>/opened", view.opened, name="desk_opened"),
    path("cases/<uuid:case>/files", filing.files, name="desk_attach"),
    path("cases/<uuid:case>/file/<uuid:file>", filing.file, name="desk_file"),
    path("cases/<uuid:case>/do/<slug:deed>", doing.deed, name="desk_deed"),
]
