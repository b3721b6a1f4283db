"""Runs in the surroundings of one empty alliance: fills it, indexes it, and says what a search costs. Prints JSON."""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after set-up
from django.db import connection, transaction  # noqa: E402

from answerable.access.actors import Actor, Post  # noqa: E402
from answerable.alliance.actions.cards import folded, sort_key  # noqa: E402
from answerable.alliance.models import Kind, Membership, Network, Organisation, OrganisationText  # noqa: E402
from answerable.alliance.queries.organisations import matching, seen_by  # noqa: E402
from answerable.kit import clock, search  # noqa: E402

ROUNDS = 9
LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
SAID = {
    "en": "women rights house circle youth legal care fathers school radio health land water voices shelter peace",
    "es": "mujeres derechos casa círculo juventud protección cuidado padres escuela radio salud tierra agua voces paz",
    "fr": "femmes droits maison cercle jeunesse responsabilité soin pères école santé terre eau voix abri paix",
    "pt": "mulheres direitos casa círculo juventude organizações cuidado pais escola saúde terra água vozes paz",
    "ar": "النساء حقوق بيت دائرة شباب المساءلة رعاية آباء مدرسة إذاعة صحة أرض ماء أصوات سلام",
    "hi": "महिला अधिकार घर मंडल युवा संगठन देखभाल पिता विद्यालय स्वास्थ्य भूमि जल आवाज़ शांति",
}
QUESTIONS = {
    "a name": "Mirembe 31400", "the beginning of a name": "mirem 314", "a rare word": "protecciones", "two words": "legal shelter",
    "a common word": "women", "a phrase": '"rights house"', "Arabic": "مساءلة", "nothing": "zzyzx",
}  # fmt: skip
READERS = {
    "a visitor": Actor.nobody(),
    "a member": Actor(account_id=UUID(int=1), posts=(Post("member", "00010001"),)),
    "the secretariat": Actor(account_id=UUID(int=2), posts=(Post("secretariat", "0001"),)),
}


def fill(number: int) -> None:
    """Writes organisations with names and descriptions in two of six languages each, some of them at risk."""
    chance, today = random.Random(7), clock.today()
    root = Network.objects.add_root(
        instance=Network(name="Common Thread", slug="root", level_kind="alliance", opened_on=today)
    )
    home = Network.objects.add_child(
        root, instance=Network(name="Kenya", slug="kenya", level_kind="country", country="KE", opened_on=today)
    )
    Kind.objects.create(code="womens_rights")
    vocabulary = {code: words.split() for code, words in SAID.items()}
    for start in range(0, number, 2_000):
        with transaction.atomic():
            _some(chance, vocabulary, home, range(start, min(start + 2_000, number)))


def _some(chance: random.Random, vocabulary: dict[str, list[str]], home: Network, numbers: range) -> None:
    made, texts, today = [], [], clock.today()
    for number in numbers:
        first, second = chance.sample(LANGUAGES, 2)
        name = f"{' '.join(chance.sample(vocabulary[first], 2))} Mirembe {number}"
        one = Organisation(
            slug=f"o{number}", name=name, name_language=first, country="KE", city="Kisumu", created_on=today,
            visibility=chance.choice(["public", "public", "members", "network"]), at_risk=number % 20 == 0,
        )  # fmt: skip
        one.folded, one.sort_key = folded(one), sort_key(one)
        made.append(one)
        for code in (first, second):
            about = " ".join(chance.choices(vocabulary[code], k=12))
            texts.append(OrganisationText(organisation=one, language=code, name=name, about=about, updated_on=today))
    Organisation.objects.bulk_create(made)
    OrganisationText.objects.bulk_create(texts)
    Membership.objects.bulk_create(Membership(organisation=one, network=home, state="member") for one in made)


def middle(ask: Callable[[], object]) -> float:
    """Returns milliseconds, the middle of some rounds."""
    ask()
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        took.append(time.perf_counter() - begun)
    return 1000 * statistics.median(took)


def organisations() -> search.SearchKind:
    kind = search.kind_named("alliance.organisation")
    if kind is None:
        raise SystemExit("organisations cannot be found")
    return kind


def asked() -> dict[str, dict[str, dict[str, float]]]:
    kind = organisations()
    costs: dict[str, dict[str, dict[str, float]]] = {}
    for who, reader in READERS.items():
        for what, typed in QUESTIONS.items():
            question = search.read(typed, LANGUAGES)
            found = search.find(question, kind, reader)
            costs.setdefault(what, {})[who] = {
                "ms": middle(lambda question=question, reader=reader: search.find(question, kind, reader)),  # type: ignore[misc] # bound now
                "scan": middle(lambda typed=typed, reader=reader: list(matching(seen_by(reader), typed).order_by("sort_key").values_list("pk", flat=True)[:1001])),  # type: ignore[misc] # bound now
                "found": len(found), "order": hash(found.things),
            }  # fmt: skip
    return costs


def main() -> None:
    number = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    fill(number)
    begun = time.perf_counter()
    search.rebuild(organisations())
    took = time.perf_counter() - begun
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    json.dump({"indexing": took, "asked": asked()}, sys.stdout)


if __name__ == "__main__":
    main()
