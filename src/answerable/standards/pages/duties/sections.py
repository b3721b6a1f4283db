"""Where duties are told of on pages of other rooms: at the secretariat, and on my page for editors of the alliance."""

from django.http import HttpRequest

from answerable.access.doors import actor_of
from answerable.kit.sections import Part, Section, declare

from ...permissions import may_edit_duties


def declare_all() -> None:
    declare(Section("alliance.secretariat", secretariat_link, 20))
    declare(Section("site.me.account", my_link, 20))


def secretariat_link(_request: HttpRequest, _thing: object) -> Part | None:
    return Part("standards/duties/secretariat_link.html", {})


def my_link(request: HttpRequest, _thing: object) -> Part | None:
    return Part("standards/duties/my_link.html", {}) if may_edit_duties(actor_of(request)) else None
