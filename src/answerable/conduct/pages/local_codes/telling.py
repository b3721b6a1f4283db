"""How a text came about, as a few sentences in a language: a proposal for whoever writes a decision down."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from answerable.alliance.queries import naming

from ...models import LocalCode
from ...queries.coming_about import MomentTold, came_about
from .moments import names_told
from .showing import day, moment_name


def proposal(code: LocalCode) -> str:
    """Returns how a local code came about, in the language it is written in; no small number of people is told."""
    with override(code.version.original_language):
        return "\n\n".join(_paragraphs(code))


def _paragraphs(code: LocalCode) -> list[str]:
    told = came_about(code)
    network = naming.network_name(code.version.instrument.network, code.version.original_language)
    first = _("%(network)s began to make this text its own on %(day)s.") % {
        "network": network,
        "day": day(told.begun_on),
    }
    names = names_told()
    moments = "\n".join(_moment(one, names) for one in told.moments)
    partners = ngettext(
        "%(n)s women’s-rights organisation was asked before it was adopted.",
        "%(n)s women’s-rights organisations were asked before it was adopted.", told.partners,
    ) % {"n": told.partners}  # fmt: skip
    said = ""
    if told.contributions:
        said = _("There were %(n)s contributions, and each was answered.") % {"n": told.contributions}
    elif told.is_small:
        said = _("There were fewer than ten contributions, and each was answered.")
    return [one for one in (first, moments, said, partners if told.partners else "") if one]


def _moment(one: MomentTold, names: dict[str, str]) -> str:
    held = one.moment.held_on
    words = {"name": moment_name(one.moment, names), "day": day(held) if held else "", "n": one.people or 0}
    if one.people:
        return _("%(day)s: %(name)s, with %(n)s people.") % words
    return (_("%(day)s: %(name)s, with fewer than ten people.") if one.is_small else _("%(day)s: %(name)s.")) % words
