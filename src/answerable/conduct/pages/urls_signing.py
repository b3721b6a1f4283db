"""The addresses of signing: what everybody may open, what signers do, and the desks."""

from django.urls import URLPattern, URLResolver, path

from . import (
    holding_back,
    proofs,
    sections_signing,  # noqa: F401 - declares what signing says on other pages
    signing,
)
from .signing_desk import deciding, entering, importing, network, organisation, reminding, rules

urlpatterns: list[URLPattern | URLResolver] = [
    path("promises/<slug:slug>/sign", signing.sign, name="sign"),
    path("promises/<slug:slug>/sign/not-yet", holding_back.hold_back, name="hold_back"),
    path("promises/<slug:slug>/sign/not-yet/delete", holding_back.let_go, name="let_go"),
    path("held-back/<uuid:key>", holding_back.held_back, name="held_back"),
    path("promises/<slug:slug>/signatures", proofs.listed, name="signatures"),
    path("signatures/<uuid:key>", proofs.proof, name="signature"),
    path("signatures/<uuid:key>/withdraw", proofs.withdraw, name="withdraw_signature"),
    path("signatures/<uuid:key>/revoke", proofs.revoke, name="revoke_signature"),
    path("o/<slug:slug>/signatures", organisation.signatures, name="organisation_signatures"),
    path("o/<slug:slug>/signatures/<slug:instrument>/open", reminding.of_organisation, name="organisation_remind"),
    path("n/<slug:slug>/signatures/<slug:instrument>/open", reminding.of_network, name="network_remind"),
    path("o/<slug:slug>/sign/<slug:instrument>", signing.sign_for_organisation, name="organisation_sign"),
    path("n/<slug:slug>/signatures", network.network_signatures, name="network_signatures"),
    path("n/<slug:slug>/signatures/people", network.people, name="network_people_signed"),
    path("n/<slug:slug>/signatures/enter", entering.enter_one, name="enter_signature"),
    path("n/<slug:slug>/signatures/list", entering.enter_list, name="enter_signatures"),
    path("n/<slug:slug>/signatures/<slug:instrument>/decide", deciding.decide, name="network_decide"),
    path("n/<slug:slug>/signatures/import", importing.begin, name="signature_import_begin"),
    path("signature-lists/<uuid:key>", importing.show, name="signature_import_show"),
    path("signature-lists/<uuid:key>/columns", importing.columns, name="signature_import_columns"),
    path("signature-lists/<uuid:key>/row/<int:row>", importing.choose_who, name="signature_import_row"),
    path("signature-lists/<uuid:key>/dates", importing.date_order, name="signature_import_dates"),
    path("signature-lists/<uuid:key>/bring-in", importing.bring_in, name="signature_import_bring_in"),
    path("signature-lists/<uuid:key>/undo", importing.undo, name="signature_import_undo"),
    path("signature-lists/<uuid:key>/left-out.csv", importing.left_out, name="signature_import_left_out"),
    path("secretariat/signing-rules", rules.rules, name="signing_rules"),
    path("secretariat/signing-rules/<int:pk>/end", rules.end, name="end_signing_rule"),
]
