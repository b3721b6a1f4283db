"""What is missing shuts the door: nothing is taken in that two could not read, and nothing is ever kept in clear instead."""

from pathlib import Path

import pytest

from . import journey
from .person import Person, Stuck
from .scanning import found_in
from .site import Site, served

pytestmark = [pytest.mark.slow, pytest.mark.postgres_too]
WORDS = "The gate of the orchard, and what was said there: canary-Ottoline."
CASE_TABLES = (
    "concerns_case",
    "concerns_receipt",
    "concerns_record",
    "concerns_grant",
    "concerns_filepiece",
    "concerns_compartment",
)
WITHOUT_KEYS = "UPDATE concerns_handler SET box = {nothing}, verify = {nothing}"
HOW = {
    "a reader's key is gone": [WITHOUT_KEYS],
    "no roster": ["DELETE FROM concerns_rostersignature", "DELETE FROM concerns_rosterrevision"],
    "a roster that nobody signed": ["UPDATE concerns_rostersignature SET signature = {other}"],
    "all channels closed": ["UPDATE concerns_team SET state = 'closed'"],
}  # fmt: skip


def in_words(site: Site, statements: list[str]) -> list[str]:
    is_sqlite = not site.more.get("DATABASE_URL")
    nothing, other = ("x''", "zeroblob(64)") if is_sqlite else ("''::bytea", "decode(repeat('00', 64), 'hex')")
    return [one.format(nothing=nothing, other=other) for one in statements]


def rows(site: Site) -> int:
    told = site.work("sql", given=[f"SELECT count(*) FROM {table}" for table in CASE_TABLES])
    return sum(int(one[0][0]) for one in told)


@pytest.mark.parametrize("how", HOW)
def test_nothing_is_taken_in_where_two_cannot_read(site: Site, how: str) -> None:
    """B31: whoever tells is told so, finds other ways, and has their words still; no row and no clear word is left."""
    early, late = Person(site.port), Person(site.port)
    journey.to_the_last_page(early, WORDS)
    site.work("sql", given=in_words(site, HOW[how]))
    journey.send(early)
    assert not journey.is_sent(early)
    assert "NOT SAVED" in early.words
    assert journey.still_has(early, "canary-Ottoline")
    try:
        journey.to_the_last_page(late, WORDS)
        journey.send(late)
    except Stuck:
        pass
    assert not journey.is_sent(late)
    assert rows(site) == 0
    site.stop()
    assert found_in(site.folders(), ["canary-Ottoline"]) == []


def test_without_its_ciphers_the_site_does_not_start(unserved: Site, tmp_path: Path) -> None:
    """B31: libsodium cannot be loaded: no site, and so nothing in clear."""
    broken = tmp_path / "broken"
    (broken / "nacl").mkdir(parents=True)
    (broken / "nacl" / "__init__.py").write_text("raise ImportError('libsodium is not there')\n")
    path = f"{broken}:{unserved.environment()['PYTHONPATH']}"
    unserved.more["PYTHONPATH"] = path
    with pytest.raises(AssertionError, match="it does not start"):
        unserved.start()
    unserved.kill()
    assert unserved.said.read_text().strip(), "it does not say why"


def test_reader_whose_key_was_exchanged_gets_nothing(site: Site) -> None:
    """B08: somebody who writes the database puts a key of their own into a reader's row, and a reader of their own beside them."""
    victim = site.known["teams"]["country"][0]["id"]
    nothing = (
        "randomblob(32)"
        if not site.more.get("DATABASE_URL")
        else "decode(md5(random()::text) || md5(random()::text), 'hex')"
    )
    site.work(
        "sql",
        given=[
            f"UPDATE concerns_handler SET box = {nothing}, verify = {nothing} WHERE id = '{_as_kept(site, victim)}'"
        ],
    )
    site.work("rogue", given=site.known["teams"]["country"][1]["id"])
    for _ in range(3):
        person = Person(site.port)
        journey.tell(person, WORDS)
        assert journey.is_sent(person)
    held = site.work("grants")
    signed = {one["id"] for team in site.known["teams"].values() for one in team} - {victim}
    assert (len(held), {len(of) for of in held.values()}) == (3, {2})
    assert {one for of in held.values() for one in of} <= signed


def _as_kept(site: Site, key: str) -> str:
    return key if site.more.get("DATABASE_URL") else key.replace("-", "")


def test_site_that_stands_again_takes_concerns_again(unserved: Site) -> None:
    """B31: what shut the door does not stay behind."""
    unserved.work("sql", given=["UPDATE concerns_team SET state = 'closed'"])
    with served(unserved) as site:
        refused = Person(site.port)
        with pytest.raises(Stuck):
            journey.tell(refused, WORDS)
        site.work("sql", given=["UPDATE concerns_team SET state = 'open'"])
        person = Person(site.port)
        journey.tell(person, WORDS)
        assert journey.is_sent(person)
