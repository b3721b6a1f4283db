"""A passport as data that is signed, as a page, and as paper."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import get_language

from answerable import vault
from answerable.alliance.models import Organisation
from answerable.alliance.queries import networks
from answerable.alliance.queries.naming import network_name
from answerable.kit import papers

from ...queries.passports import Held, InPlace, Passport, Signed, passport_of
from ...rules import passports as rules
from ..words import BASES, POLICIES

Data = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A passport as it is shown: good through a day; `link` is the whole address that leads to it, where it came by one."""

    passport: Passport
    ends: dt.date
    link: str = ""

    def data(self) -> Data:
        """Returns what the passport says, with a fingerprint of it and the server's signature of that."""
        content = self.content()
        mark = rules.fingerprint(content)
        verify = {
            "fingerprint": mark, "signature": vault.sign(rules.message(mark)).hex(), "public_key": vault.public_key().hex(),
        }  # fmt: skip
        return {"schema": rules.SCHEMA, "passport": content, "verify": verify}

    def content(self) -> Data:
        told = self.passport
        return {
            "alliance": alliance_name(), "organisation": told.name, "language": told.language, "networks": list(told.networks),
            "issued": told.issued.isoformat(), "expires": self.ends.isoformat(), "address": self.link,
            "signed": [_signed(one) for one in told.signed],
            "policies": [_held(one) for one in told.policies],
            "duties": [_in_place(one) for one in told.duties],
        }  # fmt: skip


def _signed(one: Signed) -> Data:
    return {
        "text": one.text, "version": one.version, "signed_on": one.signed_on.isoformat(), "fingerprint": one.fingerprint,
        "address": f"{settings.SITE_ADDRESS}{reverse('promise_version', args=one.slugs)}",
    }  # fmt: skip


def _held(one: Held) -> Data:
    return {
        "about": str(one.about), "title": one.title, "language": one.language, "adopted_on": one.adopted_on.isoformat(),
        "review_due": one.review_due.isoformat(),
    }  # fmt: skip


def _in_place(one: InPlace) -> Data:
    return {
        "number": one.number, "name": one.name, "language": one.language, "rests_on": [str(basis) for basis in one.bases],
        "until": one.until.isoformat() if one.until else None,
    }  # fmt: skip


def language() -> str:
    return get_language() or "en"


def alliance_name() -> str:
    root = networks.root()
    return network_name(root, language()) if root else ""


def shown(organisation: Organisation, ends: dt.date, link: str = "") -> Shown:
    return Shown(passport_of(organisation, language()), ends, link)


def context_of(one: Shown) -> Data:
    """Returns what the page and the paper are filled with."""
    told = one.passport
    signed = [(each, reverse("promise_version", args=each.slugs)) for each in told.signed]
    groups = [(BASES[basis], [(each, _rests_on(each)) for each in duties]) for basis, duties in told.resting_on()]
    return {
        "passport": told, "ends": one.ends, "link": one.link, "signed": signed, "groups": groups,
        "policies": [(each, POLICIES[each.about]) for each in told.policies], "whole_fingerprint": in_fours(one.data()["verify"]["fingerprint"]),
        "public_key": in_fours(vault.public_key().hex()),
    }  # fmt: skip


def _rests_on(one: InPlace) -> list[str | Promise]:
    """Returns all that a duty rests on where that is of several kinds; one alone heads its group."""
    return [BASES[basis] for basis in one.bases] if len(one.bases) > 1 else []


def in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def as_json(one: Shown) -> HttpResponse:
    """The passport for programs."""
    told = json.dumps(one.data(), ensure_ascii=False, indent=1)
    answer = HttpResponse(told, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(one)}.json"'
    return answer


def as_pdf(request: HttpRequest, one: Shown) -> HttpResponse:
    """The passport as paper; where this machine makes none, a page that says how to get one all the same."""
    picture = segno.make(one.link, error="m").png_data_uri(scale=4, border=2) if one.link else ""
    html = render_to_string("standards/passports/paper.html", {**context_of(one), "picture": picture}, request=request)
    try:
        made = papers.as_pdf(html)
    except papers.NoPaper:
        return render(request, "standards/passports/no_paper.html", {"name": one.passport.name}, status=503)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(one)}.pdf"'
    return answer


def _file_name(one: Shown) -> str:
    return f"passport-{slugify(one.passport.name)[:60] or 'organisation'}-{one.passport.issued.isoformat()}"
