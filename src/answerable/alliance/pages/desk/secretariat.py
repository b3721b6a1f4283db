"""The secretariat's desk: the alliance's own settings, kinds of organisation, what was done."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.models import Account
from answerable.access.refusals import Hidden, Refused
from answerable.kit.languages import name as language_name
from answerable.ledger import queries as ledger
from answerable.ledger import verification
from answerable.notices.mail import has_operators_sender, host, is_operators, send_test

from ...actions import kinds as kind_acts
from ...actions import setting_up as acts
from ...models import Kind, Profile
from ...permissions import may_keep_alliance
from ...queries import networks
from ...queries.profile import profile
from ...rules.words import Office
from ..forms import secretariat as forms
from ..presenters.ledger import deeds
from ..words import kind_name
from .asking import Question, ask, kept_network, language
from .network import KEEPERS, way_to

SECRETARIAT = office(Office.SECRETARIAT)
CAREFUL = office(Office.SECRETARIAT, step_up=True)


def of_secretariat(request: HttpRequest) -> tuple[Profile, Actor]:
    actor, kept = actor_of(request), profile()
    if not may_keep_alliance(actor):
        raise Refused("not_your_place")
    if kept is None:
        raise Hidden
    return kept, actor


def account_address(actor: Actor) -> str:
    """The address with which the one who asks signs in."""
    account = Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None
    if account is None:
        raise Hidden
    return account.email


def way() -> list[tuple[str, str]]:
    return [(reverse("secretariat"), _("Secretariat"))]


def mail_stands() -> dict[str, Any]:
    """Returns which server takes the letters, and whether it and the sender are the operator's to change."""
    return {"host": host(), "is_operators": is_operators(), "has_operators_sender": has_operators_sender()}


def insiders() -> str:
    return _("The secretariat.")


@require_safe
@opens(SECRETARIAT)
def desk(request: HttpRequest) -> HttpResponseBase:
    """What the secretariat can settle, and how it stands."""
    kept, _actor = of_secretariat(request)
    context = {
        "profile": kept, "root": networks.root(), "languages": [language_name(code, language()) for code in kept.languages],
        "mail": mail_stands(), "kinds": Kind.objects.filter(retired=False).count(), "who": insiders(),
    }  # fmt: skip
    return render(request, "alliance/desk/secretariat.html", context)


@opens(SECRETARIAT)
def settings(request: HttpRequest) -> HttpResponseBase:
    """Languages on offer and the time zone."""
    kept, actor = of_secretariat(request)
    question = Question(
        title=_("Languages and time zone"), button=_("Keep the changes"), done=reverse("secretariat"), saved=_("The changes are kept."),
        way=way(), who=_("Everyone sees the languages. Letters and pages tell the hour by this time zone, unless a network or a person has their own."),
    )  # fmt: skip
    initial = {
        "languages": kept.languages,
        "first": kept.languages[0] if kept.languages else "",
        "time_zone": kept.time_zone,
    }
    return ask(
        request, question, lambda data: forms.SettingsForm(data, initial=initial),
        lambda form: acts.change_profile(by=actor, profile=kept, languages=form.chosen(), time_zone=form.cleaned_data["time_zone"]),
    )  # fmt: skip


@opens(CAREFUL)
def mail(request: HttpRequest) -> HttpResponseBase:
    """Where mail is handed over; a test letter goes to the one who asks."""
    kept, actor = of_secretariat(request)
    stands = mail_stands()

    def act(form: forms.MailForm) -> object:
        address, sender = form.chosen(), form.cleaned_data.get("sender", kept.sender)
        if form.cleaned_data["test"]:  # before anything is kept: what cannot be reached is told at its field
            send_test(to=account_address(actor), address=address or "", sent_from=form.cleaned_data.get("sender", ""))
        return acts.set_mail(by=actor, profile=kept, address=address, sender=sender, began=form.began_from)

    question = Question(
        title=_("Mail"), button=_("Keep the changes"), done=reverse("secretariat"), saved=_("The changes are kept."), way=way(),
        who=_("The secretariat; the address with its password is kept sealed and is never shown again."),
        lead=_("Letters say that something awaits, never what. Without mail people see their notices when they sign in."),
        context={"mail": stands}, template="alliance/desk/mail.html",
    )  # fmt: skip
    return ask(
        request, question,
        lambda data: forms.MailForm(data, initial={"sender": kept.sender}, has_own=bool(kept.mail), **stands), act,
    )  # fmt: skip


@opens(SECRETARIAT)
def kinds(request: HttpRequest) -> HttpResponseBase:
    """The kinds of organisation, and adding one."""
    _kept, actor = of_secretariat(request)
    listed = Kind.objects.prefetch_related("texts")
    question = Question(
        title=_("Kinds of organisation"), button=_("Add this kind"), done=reverse("secretariat_kinds"), saved=_("The kind is added."),
        way=way(), who=_("Everyone."), context={"kinds": [(one, kind_name(one, language())) for one in listed]},
        template="alliance/desk/kinds.html",
    )  # fmt: skip
    return ask(
        request,
        question,
        forms.KindForm,
        lambda form: kind_acts.add_kind(by=actor, name=form.cleaned_data["name"], language=language()),
    )


@opens(SECRETARIAT)
def kind(request: HttpRequest, code: str) -> HttpResponseBase:
    """The alliance's own word for a kind, in the reader's language."""
    _kept, actor = of_secretariat(request)
    found = _kind(code)
    question = Question(
        title=_("A kind of organisation"), button=_("Keep this name"), done=reverse("secretariat_kinds"), saved=_("The name is kept."),
        way=[*way(), (reverse("secretariat_kinds"), _("Kinds of organisation"))], who=_("Everyone."), lead=language_name(language(), language()),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.KindForm(data, initial={"name": kind_name(found, language())}),
        lambda form: kind_acts.name_kind(by=actor, kind=found, language=language(), name=form.cleaned_data["name"]),
    )  # fmt: skip


@opens(SECRETARIAT)
def retire_kind(request: HttpRequest, code: str) -> HttpResponseBase:
    """Taking a kind off the list, or putting it back."""
    _kept, actor = of_secretariat(request)
    found = _kind(code)
    question = Question(
        title=_("Put it back on the list") if found.retired else _("Take it off the list"), button=_("Yes, do so"),
        done=reverse("secretariat_kinds"), saved=_("The list is changed."), way=way(), who=_("Everyone."),
        lead=_("Organisations that have this kind keep it."),
    )  # fmt: skip
    return ask(request, question, forms.AllianceForm, lambda form: kind_acts.retire_kind(by=actor, kind=found))


def _kind(code: str) -> Kind:
    found = Kind.objects.filter(code=code).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    return found


@require_safe
@opens(SECRETARIAT)
def book(request: HttpRequest) -> HttpResponseBase:
    """The ledger: whether its chain holds, and the newest entries."""
    _kept, actor = of_secretariat(request)
    entries = deeds(ledger.latest(100), actor, language())
    context = {"verdict": verification.verify(), "entries": entries, "who": insiders(), "way": way()}
    return render(request, "alliance/desk/book.html", context)


@require_safe
@opens(KEEPERS)
def history(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What was done at a network and below it, newest first; people and organisations by name only where the reader may know of them."""
    found, actor = kept_network(request, slug)
    context = {
        "entries": deeds(ledger.at_place(found.path, 100), actor, language()),
        "way": way_to(found),
        "who": _("You and the others who keep these records."),
    }
    return render(request, "alliance/desk/history.html", context)
