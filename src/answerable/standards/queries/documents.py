"""A file that was laid before with a claim or a policy, out of its sealed pieces."""

from collections.abc import Iterator

from answerable import vault

from ..models import Document

PURPOSE = "standards.document"


def about(document: Document) -> vault.About:
    """Returns what a file is called, and its size."""
    return vault.about_file(PURPOSE, document.key, document.about)


def content(document: Document) -> Iterator[bytes]:
    """Yields a file piece by piece; raises `vault.Unreadable` where one is missing or was altered."""
    rows = document.pieces.order_by("number").values_list("number", "sealed")
    yield from vault.unseal_file(PURPOSE, document.key, about(document), rows.iterator(chunk_size=8))
