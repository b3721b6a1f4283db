"""What was signed on paper or in an assembly, entered with a witness: one signature, or a whole list."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import opens
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network, Organisation, Person
from answerable.alliance.queries import organisations, people
from answerable.alliance.queries.choosing import among_organisations, among_people
from answerable.kit import clock
from answerable.kit.asking import Question, ask
from answerable.kit.choosing import Among
from answerable.kit.languages import choices as language_choices

from ...actions.entering import Given, Hand, enter_signatures
from ...models import Version
from ...queries import asking
from ...queries.signatures import languages_published, versions_ever_of
from ..finding import language
from ..forms.signing import EnterForm, ListForm
from ..presenters.signatures import title_of
from .network import KEEPERS, kept_network, texts_at, way_to


@opens(KEEPERS)
def enter_one(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One signature given elsewhere."""
    found, actor = kept_network(request, slug)

    def act(form: EnterForm) -> object:
        typed = form.cleaned_data
        hand = Hand(
            person=typed["person"], organisation=typed["organisation"], name=typed["name"], public=typed["public"]
        )
        made = enter_signatures(
            by=actor, version=_version(typed), given=_given(typed), signers=[hand], place=found.path
        )
        if not made:
            raise _signed_already(hand)
        return made

    question = _question(
        found, title=_("Enter a signature"), button=_("Enter it"), saved=_("The signature is entered.")
    )
    return ask(
        request, question,
        lambda data: EnterForm(data, people=among_people(_people(found, actor), actor, clock.today(), language()), organisations=_organisations(found, actor), **_choices(found)), act,
    )  # fmt: skip


def _signed_already(hand: Hand) -> Unacceptable:
    if hand.person:
        return Unacceptable("signed_already", field="person")
    return Unacceptable("organisation_signed_already", field="organisation")


@opens(KEEPERS)
def enter_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A list that was signed in an assembly: whoever signed before is passed over."""
    found, actor = kept_network(request, slug)

    def act(form: ListForm) -> object:
        typed = form.cleaned_data
        hands = [Hand(person=one) for one in typed["people"]]
        return enter_signatures(by=actor, version=_version(typed), given=_given(typed), signers=hands, place=found.path)

    question = _question(
        found, title=_("Enter a list"), button=_("Enter the list"), saved=_("The list is entered. Whoever had signed already was passed over."),
    )  # fmt: skip
    among = among_people(_people(found, actor), actor, clock.today(), language())
    return ask(request, question, lambda data: ListForm(data, people=among, **_choices(found)), act)


def _question(found: Network, **words: Any) -> Question:
    return Question(
        done=reverse("network_signatures", args=[found.slug]), way=way_to(found),
        who=_("You and the others who keep these records see the witness. The signature is shown as any other."),
        lead=_("For what was signed on paper or in an assembly. Keep the paper: it is the proof."), **words,
    )  # fmt: skip


def _choices(found: Network) -> dict[str, Any]:
    """Returns the versions that may have been signed, the latest first, and the languages in which they could be read."""
    versions = choices_of_versions(found)
    there = languages_published(int(key) for key, _title in versions)
    listed = [one for one in language_choices(language()) if one[0] in there]
    return {"versions": versions, "languages": listed, "initial": {"language": _first(there, found.name_language)}}


def _first(there: set[str], *wanted: str) -> str:
    return next((one for one in (*wanted, language()) if one in there), "")


def choices_of_versions(found: Network) -> list[tuple[str, str]]:
    """Returns every version of the texts signed at a network that was ever in force."""
    order = {text.instrument_id: at for at, text in enumerate(texts_at(found))}
    listed = sorted(versions_ever_of(order), key=lambda one: (order[one.instrument_id], -one.number))
    return [(str(one.pk), title_of(one, language())) for one in listed]


def _version(typed: dict[str, Any]) -> Version:
    return Version.objects.select_related("instrument__network").get(pk=typed["version"])


def _given(typed: dict[str, Any]) -> Given:
    return Given(typed["signed_on"], typed["language"], typed["way"], typed["witness"])


def _people(found: Network, actor: Actor) -> QuerySet[Person]:
    today = clock.today()
    kept = people.seen_by(actor, today).filter(people.kept_by(actor, today))
    return kept.filter(asking.people_below(found.path, today))


def _organisations(found: Network, actor: Actor) -> Among[Organisation]:
    kept = organisations.seen_by(actor).filter(organisations.kept_by(actor))
    return among_organisations(asking.belonging(kept, found.path), language())
