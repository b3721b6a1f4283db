"""Support services: recording, changing, saying in more languages, looking at again, ending."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock, search
from answerable.kit.forms import western_digits
from answerable.kit.text import fold

from ..models import Need, Network, SupportService, SupportServiceText
from ..permissions import ROOT_PATH, may_keep_alliance, may_keep_network, require
from ..queries.services import ended_before
from ..rules.services import Cost, why_no_telephone, why_not_reached, why_nowhere
from .recording import Detail, enter

MOST_AT_ONCE = 500
KEPT_DAYS = 365


@dataclass(frozen=True)
class ServiceFacts:
    """What the records say of a service in codes and numbers; `needs` and `countries` by their codes."""

    needs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    everywhere: bool = False
    serves: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    cost: str = Cost.FREE
    day_and_night: bool = False
    telephone: str = ""
    text_number: str = ""
    website: str = ""
    chat: str = ""
    in_person: bool = False
    needs_name: bool | None = None
    confidential: bool | None = None


@dataclass(frozen=True)
class ServiceWords:
    """What is said of a service in one language."""

    name: str
    does: str = ""
    reach: str = ""
    place: str = ""
    hours: str = ""
    cost_words: str = ""


@transaction.atomic
def add_service(
    *, by: Actor, network: Network, facts: ServiceFacts, words: ServiceWords, language: str, external_id: str = "",
    checked_on: dt.date | None = None,
) -> SupportService:  # fmt: skip
    """Records a service in a network's care; whoever does so has just looked at it."""
    require(may_keep_network(by, network.path))
    _accept("network_closed" if network.closed_on else "", "network")
    today = clock.today()
    service = SupportService(
        network=network, external_id=external_id, language=language, starts=today, checked_on=checked_on or today,
        by=by.opaque_id,
    )  # fmt: skip
    _keep(service, facts)
    _say(service, words, language)
    _enter(by, "add_service", service)
    return service


@transaction.atomic
def change_service(
    *, by: Actor, service: SupportService, facts: ServiceFacts, words: ServiceWords, network: Network | None = None
) -> SupportService:
    """Changes what the records say of a service, in its own language, and maybe who keeps it."""
    require(may_keep_network(by, service.network.path))
    if network is not None and network.pk != service.network_id:
        _give(by, service, network)
    _keep(service, facts)
    _say(service, words, service.language)
    _enter(by, "change_service", service)
    return service


def _give(by: Actor, service: SupportService, network: Network) -> None:
    """Gives a service into another network's care; a number of its own list means nothing there."""
    require(may_keep_network(by, network.path))
    _accept("network_closed" if network.closed_on else "", "network")
    service.network, service.external_id = network, ""


def _accept(code: str, field: str) -> None:
    if code:
        raise Unacceptable(code, field=field)


def _keep(service: SupportService, facts: ServiceFacts) -> None:
    telephone, text_number = western_digits(facts.telephone).strip(), western_digits(facts.text_number).strip()
    _accept(why_no_telephone(telephone), "telephone")
    _accept(why_no_telephone(text_number), "text_number")
    _accept(why_nowhere(countries=facts.countries, everywhere=facts.everywhere), "countries")
    ways = {"telephone": telephone, "text_number": text_number, "website": facts.website, "chat": facts.chat}
    _accept(why_not_reached(**ways, in_person=facts.in_person), "telephone")
    needs = list(Need.objects.filter(code__in=facts.needs))
    _accept("" if needs else "need_needed", "needs")
    service.telephone, service.text_number, service.website, service.chat = ways.values()
    service.countries, service.everywhere = sorted(set(facts.countries)), facts.everywhere
    service.serves, service.languages = list(facts.serves), sorted(set(facts.languages))
    service.cost, service.day_and_night, service.in_person = facts.cost, facts.day_and_night, facts.in_person
    service.needs_name, service.confidential = facts.needs_name, facts.confidential
    service.save()
    service.needs.set(needs)


def _say(service: SupportService, words: ServiceWords, language: str) -> None:
    _accept("" if words.name.strip() else "name_needed", "name")
    said = {part: text.strip() for part, text in vars(words).items()}
    folded = fold(f"{said['name']} {said['does']} {said['place']}")
    SupportServiceText.objects.update_or_create(
        service=service, language=language, defaults={**said, "folded": folded, "updated_on": clock.today()}
    )
    if language == service.language:
        service.sort_key = fold(said["name"])[:80]
        service.save(update_fields=["sort_key"])


@transaction.atomic
def say_service(*, by: Actor, service: SupportService, language: str, words: ServiceWords) -> SupportService:
    """Says a service's words in a language; without a name they are taken away, but for those of its own language."""
    require(may_keep_network(by, service.network.path))
    if words.name.strip() or language == service.language:
        _say(service, words, language)
    else:
        service.texts.filter(language=language).delete()
    _enter(by, "say_service", service, {"language": language})
    return service


@transaction.atomic
def check_service(*, by: Actor, service: SupportService) -> SupportService:
    """Notes that somebody looked today whether everything about a service is still so."""
    require(may_keep_network(by, service.network.path))
    service.checked_on = clock.today()
    service.save(update_fields=["checked_on"])
    _enter(by, "check_service", service)
    return service


@transaction.atomic
def end_service(*, by: Actor, service: SupportService, ends: dt.date) -> SupportService:
    """Says the last day of a service: from the next day on nobody finds it."""
    require(may_keep_network(by, service.network.path))
    _accept("ends_before_it_starts" if ends < service.starts else "", "ends")
    service.ends = ends
    service.save(update_fields=["ends"])
    _enter(by, "end_service", service)
    return service


@transaction.atomic
def take_service_up(*, by: Actor, service: SupportService) -> SupportService:
    """Brings back a service that had ended, or was to end; whoever does so has just looked at it."""
    require(may_keep_network(by, service.network.path))
    service.ends, service.checked_on = None, clock.today()
    service.save(update_fields=["ends", "checked_on"])
    _enter(by, "take_service_up", service)
    return service


@transaction.atomic
def carry_services(*, by: Actor, kept: Network, gone: Network) -> int:
    """Gives all services of a network into the care of the one it becomes part of; returns how many."""
    require(may_keep_network(by, kept.path) and may_keep_network(by, gone.path))
    numbers = set(SupportService.objects.filter(network=kept).values_list("external_id", flat=True))
    services = list(SupportService.objects.filter(network=gone))
    for one in services:
        one.network = kept
        one.external_id = "" if one.external_id in numbers else one.external_id
        one.save(update_fields=["network", "external_id"])
    if services:
        enter(by, "carry_services", subject=("network", kept.pk), place=kept.path, detail={"services": len(services)})
    return len(services)


@transaction.atomic
def remove_services_long_ended(*, by: Actor, on: dt.date | None = None) -> int:
    """Removes services that ended a year ago."""
    require(may_keep_alliance(by), "needs_secretariat")
    due = list(ended_before((on or clock.today()) - dt.timedelta(days=KEPT_DAYS)).order_by("pk")[:MOST_AT_ONCE])
    if due:
        _remove(due)
        keys = "\n".join(sorted(str(one.key) for one in due))
        detail: Detail = {"services": len(due), "fingerprint": hashlib.sha256(keys.encode()).hexdigest()}
        enter(by, "remove_services_long_ended", subject=("network", ROOT_PATH), place=ROOT_PATH, detail=detail)
    return len(due)


def _remove(services: Sequence[SupportService]) -> None:
    search.forget("alliance.service", [one.pk for one in services])
    for one in services:
        one.delete()


def _enter(by: Actor, verb: str, service: SupportService, detail: Detail | None = None) -> None:
    enter(by, verb, subject=("support_service", service.key), place=service.network.path, detail=detail)
