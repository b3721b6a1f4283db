"""The addresses of policies, the passport, and evidence by spreadsheet."""

from django.urls import URLPattern, URLResolver, path

from .policies import one, register

urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<slug:slug>/policies", register.register, name="policies"),
    path("o/<slug:slug>/policies/new", register.record, name="policy_new"),
    path("policies/<uuid:key>", one.policy, name="policy"),
    path("policies/<uuid:key>/file", one.file, name="policy_file"),
    path("policies/<uuid:key>/known", one.known, name="policy_known"),
    path("policies/<uuid:key>/review", one.review, name="policy_review"),
    path("policies/<uuid:key>/back", one.back, name="policy_back"),
]
