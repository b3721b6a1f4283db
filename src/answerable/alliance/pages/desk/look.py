"""How the alliance looks: its colours and pictures, seen first, shown to everybody, taken back."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import colour
from answerable.kit.logos import squared

from ...actions import branding as acts
from ...actions.branding import Branding, branding_of
from ...models import Look, LookRole, Profile
from ...queries import networks
from ..branding import checked_icon, checked_logo
from ..forms.choices import interface_languages
from ..forms.secretariat import LookForm
from .asking import Question, ask
from .secretariat import SECRETARIAT, of_secretariat, way

SEE = "see"


@opens(SECRETARIAT)
def branding(request: HttpRequest) -> HttpResponseBase:
    """Colours, whose contrast is checked, and pictures, which are painted anew; seen first or shown at once."""
    kept, actor = of_secretariat(request)
    draft, before = _look(LookRole.DRAFT), _look(LookRole.BEFORE)
    basis = branding_of(draft or kept)
    sees, root = SEE in request.POST, networks.root()

    def act(form: LookForm) -> object:
        made = _typed(form, basis)
        return acts.draft_look(by=actor, look=made) if sees else acts.show_look(by=actor, look=made)

    question = Question(
        title=_("How the site looks"), button=_("Show it to everyone"), done=reverse("secretariat_look" if sees else "secretariat"),
        saved="" if sees else _("The changes are kept."), way=way(), who=_("Everyone."), template="alliance/desk/look_form.html",
        lead=_("Empty colours keep those of the house. A colour that could not be read on paper or on white is refused."),
        context={"draft": draft, "before": before, "kept": kept, "names": _names(), "root_slug": root.slug if root else ""},
    )  # fmt: skip
    initial = {"primary": basis.primary_colour, "accent": basis.accent_colour, "mail_colour": basis.mail_colour}
    return ask(request, question, lambda data: LookForm(data, request.FILES or None, initial=initial), act)


def _typed(form: LookForm, basis: Branding) -> Branding:
    typed = form.cleaned_data
    logo = b"" if typed["no_logo"] else checked_logo(typed["logo"]) if typed["logo"] else basis.logo
    return Branding(typed["primary"], typed["accent"], typed["mail_colour"], logo, _icon(form, logo, basis.icon))


def _icon(form: LookForm, logo: bytes, present: bytes) -> bytes:
    typed = form.cleaned_data
    if typed["no_icon"]:
        return b""
    if typed["icon"]:
        return checked_icon(typed["icon"])
    if not typed["icon_of_logo"]:
        return present
    if not logo:
        raise Unacceptable("no_logo_for_icon", field="icon_of_logo")
    return squared(logo)


def _look(role: str) -> Look | None:
    return Look.objects.filter(role=role).first()


def _names() -> list[tuple[str, str, str]]:
    """The alliance's name in each language; empty where it has none."""
    root = networks.root()
    said = {text.language: text.name for text in root.texts.all()} if root else {}
    return [(code, words, said.get(code, "")) for code, words in interface_languages()]


def _draft(request: HttpRequest) -> tuple[Look, Profile, Actor]:
    kept, actor = of_secretariat(request)
    draft = _look(LookRole.DRAFT)
    if draft is None:
        raise Hidden
    return draft, kept, actor


@dataclass(frozen=True)
class Judged:
    """A colour with how well it can be read; `words` says what it is for."""

    words: str
    colour: str
    ratio: str


@require_safe
@opens(SECRETARIAT)
def draft(request: HttpRequest) -> HttpResponseBase:
    """The whole page in the colours of the draft, with what they are used for."""
    look, _kept, _actor = _draft(request)
    colours = (
        (_("What one can press"), look.primary_colour or colour.HOUSE_PRIMARY),
        (_("What is private"), look.accent_colour or colour.HOUSE_ACCENT),
        (_("Mails"), look.mail_colour or look.primary_colour or colour.HOUSE_PRIMARY),
    )
    judged = [Judged(words, one, f"{colour.judge(one).ratio:.1f}") for words, one in colours]
    context = {
        "look": look,
        "way": [*way(), (reverse("secretariat_branding"), _("How the site looks"))],
        "colours": judged,
    }
    return render(request, "alliance/desk/look.html", context)


@require_safe
@opens(SECRETARIAT)
def style(request: HttpRequest) -> HttpResponseBase:
    """The draft's colours as a style sheet, the house's own where it names none."""
    look, _kept, _actor = _draft(request)
    primary, accent = look.primary_colour or colour.HOUSE_PRIMARY, look.accent_colour or colour.HOUSE_ACCENT
    letter = f".letter{{border-block-start:.5rem solid {look.mail_colour or primary}}}\n"
    return HttpResponse(colour.Theme(primary, accent).css() + letter, content_type="text/css; charset=utf-8")


@require_safe
@opens(SECRETARIAT)
def picture(request: HttpRequest, picture: str) -> HttpResponseBase:
    """The draft's logo, or its picture for the browser's tab."""
    look, _kept, _actor = _draft(request)
    content = {"logo": bytes(look.logo), "icon": bytes(look.icon)}.get(picture, b"")
    if not content:
        raise Hidden
    return HttpResponse(content, content_type="image/png")


@require_POST
@opens(SECRETARIAT)
def show(request: HttpRequest) -> HttpResponseBase:
    """Shows the draft to everybody."""
    look, _kept, actor = _draft(request)
    acts.show_look(by=actor, look=branding_of(look))
    return _to("secretariat_branding")


@require_POST
@opens(SECRETARIAT)
def drop(request: HttpRequest) -> HttpResponseBase:
    _look, _kept, actor = _draft(request)
    acts.drop_draft_look(by=actor)
    return _to("secretariat_branding")


@require_POST
@opens(SECRETARIAT)
def take_back(request: HttpRequest) -> HttpResponseBase:
    """Shows again what was shown before."""
    _kept, actor = of_secretariat(request)
    if _look(LookRole.BEFORE) is None:
        raise Hidden
    acts.take_back_look(by=actor)
    return _to("secretariat_branding")


def _to(name: str) -> HttpResponseBase:
    response = HttpResponseRedirect(reverse(name))
    response.status_code = 303
    return response
