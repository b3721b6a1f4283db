"""The addresses of the desk where texts are written."""

from django.urls import URLPattern, URLResolver, path

from .desk import clauses, instruments, languages, shipped, versions

VERSION = "write/<slug:slug>/<slug:version>/"
CLAUSE = f"{VERSION}clauses/<uuid:line>/"
LANGUAGE = f"{VERSION}languages/<slug:tongue>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("write", instruments.texts, name="write_texts"),
    path("write/new", instruments.open_text, name="write_open"),
    path("write/shipped/<slug:text>", shipped.bring, name="write_shipped"),
    path("write/<slug:slug>", instruments.one, name="write_instrument"),
    path("write/<slug:slug>/names/<slug:tongue>", instruments.name, name="write_name"),
    path("write/<slug:slug>/signers", instruments.signers, name="write_signers"),
    path("write/<slug:slug>/close", instruments.close, name="write_close"),
    path("write/<slug:slug>/begin", instruments.begin, name="write_begin"),
    path(VERSION, versions.one, name="write_version"),
    path(f"{VERSION}label", versions.label, name="write_label"),
    path(f"{VERSION}count", versions.count, name="write_count"),
    path(f"{VERSION}consult", versions.consult, name="write_consult"),
    path(f"{VERSION}back", versions.back, name="write_back"),
    path(f"{VERSION}drop", versions.drop, name="write_drop"),
    path(f"{VERSION}adopt", versions.adopt, name="write_adopt"),
    path(f"{VERSION}clauses/new", clauses.add, name="write_add_clause"),
    path(f"{CLAUSE}up", clauses.up, name="write_clause_up"),
    path(f"{CLAUSE}down", clauses.down, name="write_clause_down"),
    path(f"{CLAUSE}number", clauses.number, name="write_clause_number"),
    path(f"{CLAUSE}remove", clauses.remove, name="write_clause_remove"),
    path(f"{CLAUSE}in/<slug:tongue>", clauses.write, name="write_clause"),
    path(f"{VERSION}languages/new", languages.begin, name="write_begin_language"),
    path(LANGUAGE, languages.one, name="write_language"),
    path(f"{LANGUAGE}/around", languages.around, name="write_around"),
    path(f"{LANGUAGE}/show", languages.show, name="write_show_language"),
    path(f"{LANGUAGE}/hide", languages.hide, name="write_hide_language"),
    path(f"{LANGUAGE}/reading", languages.reading, name="write_reading"),
]
