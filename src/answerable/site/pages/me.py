"""One's own page: what awaits, which offices one holds, who can see one's data, taking it along, deleting it."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access import required
from answerable.access.actions import set_language
from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, Door, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.actions import people as acts
from answerable.alliance.models import Person
from answerable.alliance.queries import people
from answerable.notices import queries as notices

from . import own
from .forms import AboutMeForm, DeclarationForm, ForgetForm
from .keeping import kept

CAREFUL = Door("signed in", step_up=True)


def myself(request: HttpRequest) -> tuple[Person, Actor]:
    actor = actor_of(request)
    person = people.of_account(actor.account_id)
    if person is None:
        raise Hidden
    return person, actor


@require_safe
@opens(SIGNED_IN)
def me(request: HttpRequest) -> HttpResponseBase:
    """My page: desks, offices, who can see me."""
    actor, language = actor_of(request), get_language() or "en"
    person = people.of_account(actor.account_id)
    context = {
        "person": person,
        "desks": own.desks(actor, language),
        "offices": own.offices(person, language) if person else [],
        "homes": own.homes(person, actor, language) if person else [],
        "seers": own.who_sees(person, language) if person else [],
        "is_secretariat": "secretariat" in actor.offices,
        "task": required.task_of(actor),
        "declared": own.declared(person) if person else None,
        "mail_fails": notices.fails(actor.account_id),
    }
    return render(request, "site/me.html", context)


@require_safe
@opens(SIGNED_IN)
def tasks(request: HttpRequest) -> HttpResponseBase:
    """My tasks: what awaits me at my desks, and what each room says awaits me."""
    actor = actor_of(request)
    desks = [one for one in own.desks(actor, get_language() or "en") if one.tasks]
    return render(request, "site/tasks.html", {"person": people.of_account(actor.account_id), "desks": desks})


@opens(SIGNED_IN)
def about(request: HttpRequest) -> HttpResponseBase:
    """My name, address, languages, in which of them one writes to me, and who may read my name."""
    person, actor = myself(request)
    initial = {
        "name": person.name,
        "email": person.email,
        "languages": person.languages,
        "visibility": person.visibility,
        "written": person.account.language if person.account else "",
    }

    def act(form: AboutMeForm) -> object:
        typed = form.cleaned_data
        changed = acts.change_person(
            by=actor,
            person=person,
            name=typed["name"],
            email=typed["email"],
            languages=tuple(typed["languages"]),
            visibility=typed["visibility"],
        )
        if person.account and typed["written"] not in {"", person.account.language}:
            set_language(by=actor, account=person.account, language=typed["written"])
            request.session["language"] = typed["written"]
            translation.activate(typed["written"])  # what is said next is said in it
        return changed

    return kept(
        request, lambda data: AboutMeForm(data, initial=initial, language=get_language() or "en"), act,
        title=_("About me"), button=_("Keep the changes"), done=reverse("me"), saved=gettext_lazy("The changes are kept."),
        who=_("You and those who keep your networks’ records. Others read your name only as you choose below, and never your e-mail."),
    )  # fmt: skip


@opens(SIGNED_IN)
def declaration(request: HttpRequest) -> HttpResponseBase:
    """What I say of myself, sealed; only numbers of five people and more leave it."""
    person, actor = myself(request)

    def act(form: DeclarationForm) -> object:
        if form.cleaned_data["withdraw"]:
            return acts.withdraw_declaration(by=actor, person=person)
        return acts.declare_self(by=actor, person=person, measures=tuple(form.cleaned_data["measures"]))

    said = own.declared(person)
    return kept(
        request, lambda data: DeclarationForm(data, initial={"measures": sorted(said or ())}), act,
        title=_("What I say of myself"), button=_("Keep this"), done=reverse("me"), saved=_("It is kept as you said."),
        who=_("Nobody but you. It is kept sealed; shares of a body are shown only where five people or more said something."),
    )  # fmt: skip


@require_safe
@opens(CAREFUL)
def download(request: HttpRequest) -> HttpResponseBase:
    """All that is kept about me, as one file."""
    person, actor = myself(request)
    content = json.dumps(own.everything(person, actor), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@opens(CAREFUL)
def delete(request: HttpRequest) -> HttpResponseBase:
    """Deleting my data: signatures and ledger lines stay as "a former member"."""
    person, actor = myself(request)
    gone: list[bool] = []

    def act(form: ForgetForm) -> object:
        acts.forget_person(by=actor, person=person)
        gone.append(True)
        return person

    answer = kept(
        request, ForgetForm, act, title=_("Delete my data"), button=_("Delete it for good"), done=reverse("home"), saved="",
        who=_("You."),
        lead=_("Your name, address, languages, affiliations, what you said of yourself and your way in are deleted, and so are your handovers. Your offices and seats end today; what you signed and did stays as “a former member”. Nobody can bring it back."),
    )  # fmt: skip
    if gone:
        logout(request)
        messages.success(request, _("Your data is deleted. Thank you for what you gave."))
        response = HttpResponseRedirect(reverse("home"))
        response.status_code = 303
        return response
    return answer
