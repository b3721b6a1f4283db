"""Texts that stand where an address can name one: a code of Kenya, adopted in two languages, and its next draft."""

from typing import Any

from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import Wording, add_clause, write_clause
from answerable.conduct.actions.instruments import Signers, open_instrument
from answerable.conduct.actions.languages import show_language
from answerable.conduct.actions.versions import begin_version, open_consultation
from answerable.conduct.models import Clause, ClauseText, Instrument, Version
from answerable.kit import clock
from tests.again import once
from tests.cast import CONSOLE, Alliance
from tests.conduct.past import past_the_guards


def adopted_code(alliance: Alliance) -> Version:
    """Kenya's own code, adopted by its steering committee, in English and Spanish."""
    return once(lambda: _adopted_code(alliance), called="a code of Kenya")


def _adopted_code(alliance: Alliance) -> Version:
    code = open_instrument(
        by=CONSOLE, network=alliance.here, kind="code", name="Code of Kenya", signers=Signers(True, True, True)
    )
    version = begin_version(by=CONSOLE, instrument=code, label="2024")
    for english, spanish in (("We listen.", "Escuchamos."), ("We answer.", "Respondemos.")):
        clause = add_clause(by=CONSOLE, version=version, wording=Wording("", english))
        write_clause(by=CONSOLE, clause=fresh(clause), language="es", wording=Wording("", spanish), revision=0)
    show_language(by=CONSOLE, version=version, language="es")
    return adopt_version(by=CONSOLE, version=version, body=alliance.body, came_about="Written by all of us.")


def fresh(clause: Clause) -> Clause:
    return Clause.objects.select_related("version__instrument__network").get(pk=clause.pk)


def grow(alliance: Alliance, number: int) -> None:
    """One more clause in two languages, in the text in force and in its draft; one more version of it, and one more text."""
    code = Instrument.objects.get(network=alliance.here, name="Code of Kenya")
    adopted, draft = code.versions.get(label="2024"), code.versions.get(label="2026")
    with past_the_guards():
        clause = Clause.objects.create(version=adopted, order=10 + number, number=str(10 + number))
        texts = [
            ClauseText(clause=clause, language=one, body=f"{number}", updated_on=clock.today()) for one in ("en", "es")
        ]
        ClauseText.objects.bulk_create(texts)
    made = add_clause(by=CONSOLE, version=draft, wording=Wording("", f"Clause {number}."))
    write_clause(by=CONSOLE, clause=fresh(made), language="es", wording=Wording("", f"{number}"), revision=0)
    Version.objects.create(
        instrument=code, label=f"Old {number}", slug=f"old-{number}", number=100 + number, state="superseded", fingerprint="0" * 64,
        created_on=clock.today(), adopted_on=clock.today(), superseded_on=clock.today(), adopted_by=alliance.body,
    )  # fmt: skip
    for kind, begun in (("other", True), ("standards", False)):
        other = open_instrument(
            by=CONSOLE,
            network=alliance.here,
            kind=kind,
            name=f"Text {kind} {number}",
            signers=Signers(True, True, True),
        )
        version = begin_version(by=CONSOLE, instrument=other, label="1")
        add_clause(by=CONSOLE, version=version, wording=Wording("", "Words."))
        if begun:
            adopt_version(by=CONSOLE, version=version, body=alliance.body, came_about="So.")
        else:
            open_consultation(by=CONSOLE, version=version)


def parameters(alliance: Alliance) -> dict[str, Any]:
    """What the addresses of texts name: what everybody reads is adopted, what is written is a draft."""
    adopted = adopted_code(alliance)
    draft = begin_version(by=CONSOLE, instrument=adopted.instrument, label="2026", copy_of=adopted)
    line = draft.clauses.order_by("order")[0].line
    return {
        "promises.slug": adopted.instrument.slug, "promises.version": adopted.slug,
        "write.slug": draft.instrument.slug, "write.version": draft.slug, "write.line": line, "write.tongue": "es",
        "write.text": "core-principles",
    }  # fmt: skip
