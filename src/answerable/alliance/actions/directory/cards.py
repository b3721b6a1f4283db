"""An organisation as a run compares it: its card, and all that an import may change."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ...models import Membership, Organisation, OrganisationText
from ..organisations import Card

CARD = (
    "name",
    "short_name",
    "country",
    "city",
    "languages",
    "website",
    "email",
    "since",
    "women_led",
    "womens_rights_core",
)
BESIDE = ("visibility", "at_risk", "external_id")


def card_of(organisation: Organisation) -> Card:
    """Returns an organisation's card as it is recorded."""
    texts = {text.language: text for text in organisation.texts.all()}
    own = texts.get(organisation.name_language)
    plain = {code: getattr(organisation, code) for code in CARD if code != "languages"}
    return Card(
        **plain, languages=tuple(organisation.languages), name_language=organisation.name_language, about=own.about if own else "",
        kinds=tuple(one.code for one in organisation.kinds.all()), names={code: text.name for code, text in texts.items()},
    )  # fmt: skip


def snapshot(organisation: Organisation) -> dict[str, Any]:
    """Returns all that an import may change of an organisation, to compare and to take back."""
    return snapshots([organisation.pk])[organisation.pk]


def snapshots(organisations: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Returns the snapshot of each, as it is recorded now. It asks for plain values: tens of thousands are added at once."""
    names, abouts, kinds, memberships = (defaultdict[int, Any](new) for new in (dict, dict, list, dict))
    texts = OrganisationText.objects.filter(organisation__in=organisations)
    for pk, language, name, about in texts.values_list("organisation", "language", "name", "about"):
        names[pk][language], abouts[pk][language] = name, about
    held = Organisation.kinds.through.objects.filter(organisation__in=organisations)
    for pk, code in held.order_by("kind__order", "kind__code").values_list("organisation", "kind__code"):
        kinds[pk].append(code)
    joined = Membership.objects.filter(organisation__in=organisations)
    for pk, network, state, since in joined.values_list("organisation", "network", "state", "since"):
        memberships[pk][str(network)] = [state, since]
    return {
        one["pk"]: {
            "card": {
                **{code: one[code] for code in (*CARD, "name_language")},
                "about": abouts[one["pk"]].get(one["name_language"], ""), "kinds": kinds[one["pk"]], "names": names[one["pk"]],
            },
            **{code: one[code] for code in BESIDE}, "memberships": memberships[one["pk"]],
        }
        for one in Organisation.objects.filter(pk__in=organisations).values("pk", "name_language", *CARD, *BESIDE)
    }  # fmt: skip
