"""Invented support services: in twenty countries, some not checked for long."""

from typing import Any

from answerable.alliance.actions.services import ServiceFacts, ServiceWords, add_service, say_service
from answerable.alliance.models import Network
from answerable.alliance.permissions import ROOT_PATH
from answerable.jobs.monthly import remind_of_unchecked_services
from answerable.kit import clock

from ..reading import read
from .world import World

FIRST_NUMBER = 100  # +999 555 0100, and on
LATELY = 12
OWN = ("en", "es", "fr", "pt", "ar", "hi")


def list_services(world: World) -> None:
    told = read("services")
    root = Network.objects.get(path=ROOT_PATH)
    listed: list[tuple[str, str, int]] = [(form, "", LATELY) for form in told["everywhere"]]
    listed += [(form, code, days) for code, forms in told["there"].items() for form, days in forms.items()]
    tongues = {one.code: one.tongues for one in world.countries}
    for number, (form, code, days) in enumerate(listed, FIRST_NUMBER):
        if code and code not in tongues:
            continue
        network = world.networks[code] if code else root
        language = next((one for one in tongues.get(code, ()) if one in OWN), "en")
        facts = _facts(
            told["forms"][form], f"{form}-{code.lower()}" if code else form, code, f"+999 555 {number:04}", language
        )
        _add(world, network, told["forms"][form], facts, days)
    remind_of_unchecked_services.run()


def _add(world: World, network: Network, form: dict[str, Any], facts: ServiceFacts, days: int) -> None:
    language, *others = OWN if facts.everywhere else facts.languages
    with clock.on(world.ahead(-days)):
        made = add_service(by=world.by, network=network, facts=facts, words=_words(form, language), language=language)
        for other in others:
            say_service(by=world.by, service=made, language=other, words=_words(form, other))


def _words(form: dict[str, Any], language: str) -> ServiceWords:
    return ServiceWords(form["name"][language], form["does"][language])


def _facts(form: dict[str, Any], place: str, country: str, dialled: str, language: str) -> ServiceFacts:
    ways = form["ways"]
    return ServiceFacts(
        needs=tuple(form["needs"]), countries=(country,) if country else (), everywhere=not country, serves=tuple(form["serves"]),
        languages=OWN if not country else tuple(dict.fromkeys([language, "en"])), cost=form["cost"],
        day_and_night=form.get("day_and_night", False), telephone=dialled if "telephone" in ways else "",
        text_number=dialled if "text" in ways else "", website=f"https://{place}.example.org/" if "web" in ways else "",
        chat=f"https://{place}.example.org/chat" if "chat" in ways else "", in_person="in_person" in ways,
        needs_name=form.get("needs_name"), confidential=form.get("confidential"),
    )  # fmt: skip
