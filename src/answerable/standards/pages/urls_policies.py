"""The addresses of policies, the passport, and evidence by spreadsheet."""

from django.urls import URLPattern, URLResolver, path

from . import evidence_lists as lists
from .passports import by_link, own
from .policies import one, register

urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<slug:slug>/policies", register.register, name="policies"),
    path("o/<slug:slug>/policies/new", register.record, name="policy_new"),
    path("policies/<uuid:key>", one.policy, name="policy"),
    path("policies/<uuid:key>/file", one.file, name="policy_file"),
    path("policies/<uuid:key>/known", one.known, name="policy_known"),
    path("policies/<uuid:key>/review", one.review, name="policy_review"),
    path("policies/<uuid:key>/back", one.back, name="policy_back"),
    path("o/<slug:slug>/passport", own.passport, name="organisation_passport"),
    path("o/<slug:slug>/passport.pdf", own.paper, name="organisation_passport_pdf"),
    path("o/<slug:slug>/passport.json", own.data, name="organisation_passport_json"),
    path("o/<slug:slug>/passport/share", own.share, name="passport_share"),
    path("o/<slug:slug>/passport/links/<uuid:share>/end", own.end, name="passport_end"),
    path("passport/<slug:link>", by_link.passport, name="passport"),
    path("passport/<slug:link>.pdf", by_link.paper, name="passport_pdf"),
    path("passport/<slug:link>.json", by_link.data, name="passport_json"),
    path("evidence/new", lists.begin, name="evidence_begin"),
    path("evidence/<uuid:key>", lists.show, name="evidence_show"),
    path("evidence/<uuid:key>/columns", lists.columns, name="evidence_columns"),
    path("evidence/<uuid:key>/dates", lists.date_order, name="evidence_dates"),
    path("evidence/<uuid:key>/bring-in", lists.bring_in, name="evidence_bring_in"),
    path("evidence/<uuid:key>/undo", lists.undo, name="evidence_undo"),
    path("evidence/<uuid:key>/left-out.csv", lists.left_out, name="evidence_left_out"),
]
