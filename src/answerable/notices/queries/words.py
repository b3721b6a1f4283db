"""What an alliance says in its own words."""

from django.db.models import Max, QuerySet

from ..models import OwnWords


def own_words(language: str) -> dict[tuple[str, str], str]:
    """Returns an alliance's own words in a language, by kind and part."""
    newest = OwnWords.objects.filter(language=language).order_by().values("kind", "part").annotate(row=Max("pk"))
    rows = OwnWords.objects.filter(pk__in=newest.values("row")).exclude(words="")
    return {(one.kind, one.part): one.words for one in rows}


def own_words_of(kind: str, language: str) -> dict[str, str]:
    """Returns an alliance's own words for one kind in a language, by part."""
    return {part: words for (name, part), words in own_words(language).items() if name == kind}


def history_of(kind: str, language: str) -> QuerySet[OwnWords]:
    """Returns every change of the words of a kind in a language, the newest first."""
    return OwnWords.objects.filter(kind=kind, language=language).order_by("-pk")
