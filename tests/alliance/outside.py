"""What people from outside do, in one line each."""

import re

from django.core import mail
from django.test import Client

from answerable.access.actors import Actor
from answerable.alliance.actions import approaching
from answerable.alliance.actions.approaching import Applicant, Asker
from answerable.alliance.models import Application, Introduction, Organisation
from answerable.kit import queue
from tests.cast import Alliance

ADDRESS = "baraka@example.org"
BARAKA = Asker("Baraka Mwambe", ADDRESS, "en", "Director")
NOBODY = Actor.nobody()
INTRODUCTION = {
    "organisation_name": "Nile Youth",
    "country": "UG",
    "name": "Baraka Mwambe",
    "email": ADDRESS,
    "title": "",
    "proof": "Ask Grace.",
}


def introduced(
    cast: Alliance, name: str = "Nile Youth", country: str = "UG", organisation: Organisation | None = None
) -> Introduction:
    return approaching.introduce_oneself(
        by=NOBODY, asker=BARAKA, organisation_name=name, country=country, proof="Ask Grace.", organisation=organisation
    )


def applied(cast: Alliance, name: str = "Moyo House", *, at_risk: bool = False) -> Application:
    applicant = Applicant(
        name=name, network=cast.here, country="KE", kinds=("youth",), why="We walk with young people.", at_risk=at_risk
    )
    return approaching.apply_to_join(by=NOBODY, asker=BARAKA, applicant=applicant)


def code() -> str:
    queue.run_ready()
    found = re.search(r"\d{4} \d{4} \d{4}", str(mail.outbox[-1].body))
    assert found
    return found.group()


def ask(browser: Client, address: str, said: dict[str, str]) -> list[tuple[int, bytes]]:
    """Asks as somebody without an account does; returns every page they see, less what differs by chance."""
    pages = [browser.post(address, said), browser.get("/prove"), browser.post("/prove", {"code": code()})]
    pages += [browser.get("/asked"), sent := browser.post("/asked"), browser.get(sent["Location"])]
    return [(one.status_code, plain(one.content)) for one in pages]


def plain(page: bytes) -> bytes:
    page = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)
    return page.replace(b"Quiet Shelter", b"NAME").replace(b"Nowhere House", b"NAME").replace(b"Nile Youth", b"NAME")


def guessing_is_forgotten() -> None:
    from answerable.access.models import Bucket

    Bucket.objects.all().delete()
