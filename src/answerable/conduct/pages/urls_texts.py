"""The addresses of texts that everybody reads. A version's own parts come before the version."""

from django.urls import URLPattern, URLResolver, path

from . import promises

urlpatterns: list[URLPattern | URLResolver] = [
    path("promises", promises.promises, name="promises"),
    path("promises/<slug:slug>", promises.promise, name="promise"),
    path("promises/<slug:slug>/<slug:version>.json", promises.as_json, name="promise_json"),
    path("promises/<slug:slug>/<slug:version>.txt", promises.as_text, name="promise_text"),
    path("promises/<slug:slug>/<slug:version>/changes", promises.changes, name="promise_changes"),
    path("promises/<slug:slug>/<slug:version>/beside", promises.beside, name="promise_beside"),
    path("promises/<slug:slug>/<slug:version>/print", promises.print_view, name="promise_print"),
    path("promises/<slug:slug>/<slug:version>/fingerprint", promises.fingerprint, name="promise_fingerprint"),
    path("promises/<slug:slug>/<slug:version>", promises.promise, name="promise_version"),
]
