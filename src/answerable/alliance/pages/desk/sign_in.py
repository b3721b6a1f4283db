"""Sign-in of those in office: what the secretariat asks for, and a lost second factor."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.access import lost_factor
from answerable.access.actors import Actor
from answerable.access.doors import office, opens
from answerable.access.refusals import Hidden
from answerable.kit import clock

from ...actions import sign_in as acts
from ...models import Person, Profile
from ...permissions import keeps, require
from ...queries import sign_in as queries
from ..forms.sign_in import LostFactorForm, SignInRulesForm
from .asking import Question, ask
from .people import kept_person, way_to_person
from .secretariat import CAREFUL, insiders, of_secretariat
from .secretariat import way as way_to_secretariat

KEEPERS = office(*keeps.offices, step_up=True)


@opens(CAREFUL)
def rules(request: HttpRequest) -> HttpResponseBase:
    """Which offices need a second step, how long they have, how long a lost one waits."""
    kept, actor = of_secretariat(request)
    known = queries.sign_in_rules()
    question = Question(
        title=_("Sign-in of those in office"), button=_("Keep the changes"), done=reverse("secretariat"), saved=_("The changes are kept."),
        way=way_to_secretariat(), who=insiders(), context={"standing": _standing(kept)}, template="alliance/desk/sign_in_rules.html",
        lead=_("A second step keeps out whoever has only a password or a mailbox. Ask for it wherever an office reads what could harm others."),
    )  # fmt: skip
    initial = {"offices": sorted(known.since), "grace_days": known.grace_days, "wait_hours": known.wait_hours}

    def act(form: SignInRulesForm) -> object:
        typed = form.cleaned_data
        return acts.set_sign_in_rules(
            by=actor, offices=tuple(typed["offices"]), grace_days=typed["grace_days"], wait_hours=typed["wait_hours"]
        )

    return ask(request, question, lambda data: SignInRulesForm(data, initial=initial), act)


def _standing(kept: Profile) -> str:
    """Says how many have none yet; of a few people it would say who."""
    today = clock.today()
    of, missing = (
        len(queries.accounts_in(sorted(queries.sign_in_rules().since), today)),
        len(queries.without_factor(today)),
    )
    if of < kept.smallest_shown_group:
        return ""
    return ngettext(
        "%(n)s of %(of)s people in these offices has no second step yet.",
        "%(n)s of %(of)s people in these offices have no second step yet.", missing,
    ) % {"n": missing, "of": of}  # fmt: skip


@opens(KEEPERS)
def lost(request: HttpRequest, key: str) -> HttpResponseBase:
    """Saying that one made sure of a person who lost their second factor, or stopping it."""
    person, actor = kept_person(request, key)
    require(acts.may_confirm(actor, person))
    if person.account_id is None:
        raise Hidden
    found = lost_factor.open_of(person.account_id)
    done = lost_factor.confirmed_by(found) if found else []
    question = Question(
        title=_("A lost second step"), button=_("Say so"), done=reverse("desk_person", args=[key]), saved=_("It is noted. The person is told."),
        way=way_to_person(person), who=_("You and the others who keep all of this person’s records; what you answer stands in the ledger."),
        context={"lost": found, "confirmed": len(done), "mine": actor.opaque_id in done, "person": person},
        template="alliance/desk/lost_factor.html", danger=True,
    )  # fmt: skip
    return ask(request, question, LostFactorForm, lambda form: _answered(form, actor, person))


def _answered(form: LostFactorForm, actor: Actor, person: Person) -> object:
    if form.is_no():
        return acts.refuse_lost_factor(by=actor, person=person)
    return acts.confirm_lost_factor(by=actor, person=person, how=form.cleaned_data["answer"])
