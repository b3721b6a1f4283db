"""The address of an organisation's page: made of its name, or by chance where its existence is for few to know.

An address made of a name would say it in a browser's history; and that it is taken would tell whoever wants the same.
"""

from collections.abc import Iterable, Sequence

from answerable.kit.text import slug as slug_of
from answerable.kit.text import slug_by_chance

from ..models import Organisation
from ..rules.visibility import is_for_few


def slugs_of(names: Sequence[str]) -> list[str]:
    """Returns a free slug for each name; those taken by an earlier name of the list count as taken."""
    plain = [slug_of(name, lambda _: False) for name in names]
    given = slugs_taken(plain)
    slugs = []
    for name, slug in zip(names, plain, strict=True):
        free = slug if slug not in given else slug_of(name, lambda one: one in given or bool(slugs_taken([one])))
        given.add(free)
        slugs.append(free)
    return slugs


def slugs_taken(slugs: Iterable[str]) -> set[str]:
    """Returns those of the slugs that lead to an organisation already."""
    return set(Organisation.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def slug_after(organisation: Organisation, *, visibility: str, at_risk: bool) -> str:
    """Returns the slug of an organisation whose visibility changes: another one where its existence becomes a secret, or none."""
    was = is_for_few(organisation.visibility, at_risk=organisation.at_risk)
    will_be = is_for_few(visibility, at_risk=at_risk)
    if was == will_be:
        return organisation.slug
    return slug_by_chance() if will_be else slugs_of([organisation.name])[0]
