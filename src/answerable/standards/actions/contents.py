"""What is laid before with a claim or a policy: words, a link, or a file, which is sealed piece by piece."""

from typing import BinaryIO, Protocol

from answerable import vault
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.photos import PhotoRefused, without_metadata

from ..models import Claim, Document, DocumentPiece, Policy
from ..queries.documents import PURPOSE
from ..rules.saying import ClaimKind


class Upload(Protocol):
    """What a form gives: a name, a size, and bytes in chunks."""

    name: str | None
    size: int | None

    def read(self, size: int = -1, /) -> bytes: ...


def kind_of(words: str, link: str, file: Upload | BinaryIO | None, *, field: str) -> ClaimKind:
    """Returns what is laid before; raises where it is nothing."""
    if not (words.strip() or link or file):
        raise Unacceptable("evidence_needed", field=field)
    return ClaimKind.DOCUMENT if file else ClaimKind.LINK if link else ClaimKind.WORDS


def seal_document(
    file: Upload | BinaryIO, *, claim: Claim | None = None, policy: Policy | None = None, field: str = "file"
) -> Document:
    """Keeps a file sealed; photos lose where and when they were taken."""
    content = vault.content_of(file)
    if content is None:
        raise Unacceptable("file_too_large", field=field, most=vault.MOST_BYTES // (1024 * 1024))
    if not content:
        raise Unacceptable("file_empty", field=field)
    try:
        content = without_metadata(content)
    except PhotoRefused as refused:
        raise Unacceptable(refused.code, field=field) from refused
    made = Document(claim=claim, policy=policy)
    sealed = vault.seal_file(PURPOSE, made.key, content, name=getattr(file, "name", "") or "")
    made.about = sealed.about
    made.save()
    DocumentPiece.objects.bulk_create(
        DocumentPiece(document=made, number=number, sealed=piece) for number, piece in enumerate(sealed.pieces)
    )
    return made


def empty_claim(claim: Claim) -> None:
    """Leaves the row of a claim without its content."""
    Document.objects.filter(claim=claim).delete()
    claim.steps.exclude(words="").update(words="")
    claim.words, claim.link, claim.taken_back_on = "", "", claim.taken_back_on or clock.today()
    claim.save(update_fields=["words", "link", "taken_back_on"])


def empty_policy(policy: Policy) -> None:
    """Leaves the row of a policy without its content."""
    Document.objects.filter(policy=policy).delete()
    policy.words, policy.link, policy.taken_back_on = "", "", policy.taken_back_on or clock.today()
    policy.save(update_fields=["words", "link", "taken_back_on"])
