"""What signing says on pages of the rooms below: on one's own page, and at the desks of organisations and networks."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from answerable.access.doors import actor_of
from answerable.alliance.models import Network, Organisation, Person
from answerable.alliance.queries.people import of_account
from answerable.kit.sections import Part, Section, declare

from ..queries import holding_back, instruments, signatures, signers
from ..queries.comparing import compared
from ..queries.reading import Reading
from ..queries.signers import Asked
from ..rules.words import VersionState
from .finding import language
from .presenters import texts as shown
from .presenters.signatures import all_signed, counted, title_of
from .presenters.signing import smallest_shown
from .signing import block_context
from .signing_desk.organisation import asked_row


def mine(request: HttpRequest, person: Person | None) -> Part | None:
    """What awaits one's signature, and what one signed."""
    if person is None:
        return None
    found = signers.asked_of_person(person)
    answered = holding_back.answered_of_person(person, [one.version.pk for one in found])
    asked = [_asked(one) | {"held_back": answered.get(one.version.pk)} for one in found]
    signed = all_signed(signatures.of_person(person), language())
    if not asked and not signed:
        return None
    return Part("conduct/signing/mine.html", {"open": [one for one in asked if not one["standing"]], "signed": signed})


def awaiting(request: HttpRequest, person: Person | None) -> Part | None:
    """What awaits one's signature, without what one signed."""
    part = mine(request, person)
    return Part(part.template, {**part.context, "signed": []}) if part and part.context["open"] else None


def _asked(one: Asked) -> dict[str, Any]:
    return {
        "title": title_of(one.version, language()), "href": reverse("sign", args=[one.version.instrument.slug]),
        "held_back_href": reverse("hold_back", args=[one.version.instrument.slug]),
        "standing": one.standing, "before": one.before, "due": one.due, "is_late": one.is_late,
    }  # fmt: skip


def of_organisation(request: HttpRequest, organisation: Organisation) -> Part | None:
    """At an organisation's desk: what it is asked to sign."""
    actor = actor_of(request)
    asked = [asked_row(one, organisation, actor) for one in signers.asked_of_organisation(organisation)]
    told = 0
    if asked and asked[0]["may"]:
        told = sum(not one.is_answered for one in holding_back.talks_of_organisation(organisation, actor))
    return Part("conduct/signing/desk_organisation.html", {"asked": asked, "organisation": organisation, "told": told})


def of_network(request: HttpRequest, network: Network) -> Part | None:
    """At a network's desk: what it is asked to sign itself, and the way to all signatures."""
    asked = [
        {
            "title": title_of(one.version, language()), "standing": one.standing, "before": one.before,
            "href": reverse("network_decide", args=[network.slug, one.version.instrument.slug]),
        }
        for one in signers.asked_of_network(network)
    ]  # fmt: skip
    return Part("conduct/signing/desk_network.html", {"asked": asked, "network": network})


def records(request: HttpRequest, network: Network) -> Part:
    return Part("conduct/signing/records.html", {"network": network})


def on_network_page(request: HttpRequest, network: Network) -> Part | None:
    """On a network's public page: what it signed."""
    found = [one for one in signatures.of_network(network) if one.stands]
    return Part("conduct/signing/on_page.html", {"signed": all_signed(found, language())}) if found else None


def on_organisation_page(request: HttpRequest, organisation: Organisation) -> Part | None:
    """On an organisation's page, for whoever may know of it: what it signed."""
    found = [one for one in signatures.of_organisation(organisation) if one.stands]
    return Part("conduct/signing/on_page.html", {"signed": all_signed(found, language())}) if found else None


def above_text(request: HttpRequest, read: Reading) -> Part | None:
    """Above a text in force that people sign: who sees a signature, and what changed since the version one signed."""
    if not _is_signed(read):
        return None
    person = of_account(actor_of(request).account_id)
    rows = list(signatures.of_person(person)) if person else []
    mine_now = any(one.version_id == read.version.pk and one.stands for one in rows)
    before = None if mine_now else signatures.earlier(rows, read.version)
    difference = compared(instruments.whole(before.version_id), read.version, read.language) if before else None
    context = {
        "before": before, "instrument": read.version.instrument, "reading": read,
        "changes": shown.sum_of_changes(difference) if difference else "",
    }  # fmt: skip
    return Part("conduct/signing/above.html", context)


def _is_signed(read: Reading) -> bool:
    """Whether a version can be signed, as it is read: in force, whole, and signed by people at all."""
    version = read.version
    return version.state == VersionState.ADOPTED and version.instrument.people_sign and read.is_whole


def below_text(request: HttpRequest, read: Reading) -> Part | None:
    """Below a text in force: the form to sign what stands above it, in the language in which one reads it."""
    if not _is_signed(read):
        return None
    return Part("conduct/signing_block.html", block_context(request, read))


def beside_text(request: HttpRequest, read: Reading) -> Part | None:
    """Beside a text that was ever in force: how many signed this version, and what signing does."""
    version = read.version
    if version.adopted_on is None:
        return None
    shares = signatures.shares_of(version, actor_of(request), smallest=smallest_shown())
    return Part(
        "conduct/signing/beside.html",
        {"counted": counted(shares), "version": version, "instrument": version.instrument},
    )


def settings(request: HttpRequest, _nothing: object) -> Part:
    return Part("conduct/signing/settings.html", {})


declare(Section("alliance.secretariat.settings", settings, order=20))
declare(Section("conduct.version.top", above_text, order=20))
declare(Section("conduct.version", below_text, order=20))
declare(Section("conduct.version.side", beside_text, order=20))
declare(Section("site.me", mine, order=20))
declare(Section("site.tasks", awaiting, order=20))
declare(Section("alliance.desk_organisation", of_organisation, order=20))
declare(Section("alliance.desk_network", of_network, order=20))
declare(Section("alliance.desk_network.records", records, order=20))
declare(Section("alliance.network", on_network_page, order=20))
declare(Section("alliance.organisation", on_organisation_page, order=20))
