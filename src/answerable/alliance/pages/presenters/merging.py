"""Two records of an organisation beside each other: where they differ, what would move, and what may be undone."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.countries import name as country_name
from answerable.kit.languages import name as language_name

from ...actions.merging import CHOSEN
from ...models import Kind, Organisation
from ...queries.merging import Moves
from ...queries.naming import body_name
from ..words import kind_name
from .people import names_seen
from .seats import seat_name

Difference = tuple[str, str, str, str]


def differing(kept: Organisation, gone: Organisation, language: str) -> list[Difference]:
    """Returns each field in which two cards differ: its name, its label, and both values in words."""
    labels = _labels()
    own, other = _said(kept, language), _said(gone, language)
    return [(name, labels[name], own[name], other[name]) for name in CHOSEN if own[name] != other[name]]


def _labels() -> dict[str, str]:
    return {
        "name": _("Name"), "short_name": _("Short name"), "external_id": _("Number in your own lists"), "country": _("Country"),
        "city": _("City"), "languages": _("Works in"), "kinds": _("Kinds of organisation"), "website": _("Website"), "email": _("E-mail"),
        "since": _("Works since"), "women_led": _("Is it led by women?"), "womens_rights_core": _("Are women’s rights at its core?"),
    }  # fmt: skip


def _said(one: Organisation, language: str) -> dict[str, str]:
    yes_no = {True: _("Yes"), False: _("No"), None: ""}
    said = {
        name: str(getattr(one, name))
        for name in CHOSEN
        if name not in ("kinds", "languages", "women_led", "womens_rights_core")
    }
    listed = [
        kind_name(kind, language)
        for kind in Kind.objects.filter(pk__in=one.kinds.values("pk")).prefetch_related("texts")
    ]
    return said | {
        "country": country_name(one.country, language) if one.country else "",
        "languages": _(", ").join(language_name(code, language) for code in sorted(one.languages)),
        "kinds": _(", ").join(sorted(listed)), "women_led": yes_no[one.women_led],
        "womens_rights_core": yes_no[one.womens_rights_core],
    }  # fmt: skip


def moving_words(moves: Moves) -> list[str]:
    """Says what would move, one line a thing; what there is none of is not said."""
    number = {name: len(pks) for name, pks in moves.rows.items()}
    invited = number["invitations"] + number["introductions"] + number["applications"]
    lines = [
        (number["memberships"], ngettext("%(n)s membership", "%(n)s memberships", number["memberships"])),
        (number["affiliations"], ngettext("%(n)s affiliation of a person", "%(n)s affiliations of people", number["affiliations"])),
        (number["offices"], ngettext("%(n)s office, held now or earlier", "%(n)s offices, held now or earlier", number["offices"])),
        (number["terms"], ngettext("%(n)s term on a seat", "%(n)s terms on seats", number["terms"])),
        (invited, ngettext("%(n)s invitation or request", "%(n)s invitations or requests", invited)),
    ]  # fmt: skip
    return [words % {"n": n} for n, words in lines if n]


def surplus_words(moves: Moves, actor: Actor, language: str) -> list[tuple[str, str, str]]:
    """Says which seats would become free: the body, the seat, and who sits there where the reader may know."""
    names = names_seen({one.person_id for one in moves.surplus if one.person_id}, actor, clock.today())
    return [
        (body_name(one.seat.body, language), seat_name(one.seat, language), names.get(one.person_id or 0, ""))
        for one in moves.surplus
    ]  # fmt: skip


def staying_number(moves: Moves) -> int:
    return sum(moves.staying.values())
