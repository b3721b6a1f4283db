"""The headers of every answer of the door and the desk: nothing is kept, nothing comes from elsewhere, nothing runs."""

import re

import pytest

from . import journey
from .line import Answer, ask
from .person import Person
from .reader import at_the_desk
from .site import Site

pytestmark = [pytest.mark.slow]
ELSEWHERE = re.compile(r'(?:src|srcset|poster|data|action)="(?:https?:)?//', re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]+src=)|<style|\son\w+=|javascript:", re.IGNORECASE)


def faults_of(answer: Answer, *, is_static: bool = False) -> list[str]:
    """Returns what an answer lacks."""
    policy = answer.header("Content-Security-Policy")
    named = policy.replace("img-src 'self' data:", "")  # an empty picture, so that no browser asks for one
    found = [
        (not policy, "no policy"),
        (any(one in named for one in ("unsafe-", "*", "http:", "https:", "data:")), "a policy with holes"),
        ("default-src 'none'" not in policy, "a policy that is open by default"),
        ("frame-ancestors 'none'" not in policy, "can be framed"),
        (not is_static and answer.header("Cache-Control") != "no-store", f"may be kept: {answer.header('Cache-Control')}"),
        (answer.header("X-Content-Type-Options") != "nosniff", "may be guessed at"),
        (answer.header("Referrer-Policy") not in {"same-origin", "no-referrer"}, "tells where from"),
        (not is_static and "noindex" not in answer.header("X-Robots-Tag"), "may be found"),
        (bool(answer.header("Server")), "names the server"),
        (bool(ELSEWHERE.search(answer.text)), "loads from elsewhere"),
        (bool(INLINE.search(answer.text)), "has a script within"),
    ]  # fmt: skip
    return [words for is_so, words in found if is_so]


def test_every_answer_of_door_and_desk_is_strict(site: Site) -> None:
    """B20: pages, refusals, redirects, static files; of whoever tells, comes back, guesses, reads, and of machines that send rubbish."""
    gathered: list[tuple[str, Answer]] = []

    class Watched(Person):
        def _took(self, answer: Answer) -> Answer:
            gathered.append(("/r", answer))
            return super()._took(answer)

    person = Watched(site.port)
    journey.tell(person, "The mill stood still.")
    back = Watched(site.port)
    journey.come_back(back, person.code, words="One thing more.")
    journey.come_back(Watched(site.port), "000000-000000-000000")
    for do in ("safe", "leave", "start", "nonsense", ""):
        Watched(site.port).send([("do", do)])
    for method in ("PUT", "DELETE", "OPTIONS", "HEAD"):
        gathered.append((f"{method} /r", ask(site.port, "/r", method=method)))
    gathered += [(path, ask(site.port, path)) for path in ("/r/", "/r?x=1", "/r/x", "/cases/", "/cases/enter", "/help")]
    reader = at_the_desk(site.port, site.known["teams"]["country"][0])
    for path in (
        "/cases/",
        "/cases/search",
        "/cases/paused",
        "/cases/nothing",
        f"/cases/{journey.case_of(site, person.code)}",
    ):
        gathered.append((path, reader.read(path)))
    assert len(gathered) > 40
    assert {(path, one.status): faults for path, one in gathered if (faults := faults_of(one))} == {}
    static = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', Person(site.port).read("/r").text))
    assert static
    assert {path: faults for path in static if (faults := faults_of(ask(site.port, path), is_static=True))} == {}
