"""What is laid before: sealed, freed of its traces, taken back for good."""

import io

import pytest
from PIL import Image

from answerable.commitments import actions as acts
from answerable.commitments.models import EvidencePiece
from answerable.commitments.queries import evidence as proofs
from answerable.commitments.rules.words import Proof
from answerable.kit import clock
from answerable.vault import Unreadable
from tests import cast

from .given import of_circle, refused


def photo() -> io.BytesIO:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "canary-place"
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "orange").save(kept, "JPEG", exif=exif)
    kept.seek(0)
    kept.name = "wall.jpg"
    return kept


def test_a_photo_loses_where_it_was_taken(alliance: cast.Alliance) -> None:
    made = of_circle(alliance)
    laid = acts.lay_before(by=alliance.actor("focal_point_here"), commitment=made, file=photo())
    data = b"".join(proofs.content(laid))
    assert b"canary-place" in photo().getvalue()
    assert b"canary-place" not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((64, 48), {})


@pytest.mark.parametrize("start", [b"II*\x00", b"\x00\x00\x00\x18ftypheic", b"\xff\xd8\xffbroken"])
def test_a_photo_that_cannot_be_freed_of_its_traces_is_refused(alliance: cast.Alliance, start: bytes) -> None:
    made = of_circle(alliance)
    refused(
        "photo_unknown",
        acts.lay_before,
        by=alliance.actor("focal_point_here"),
        commitment=made,
        file=io.BytesIO(start + bytes(64)),
    )


@pytest.mark.parametrize("size", [1, 65_527, 65_528, 65_529, 300_000])
def test_a_file_is_sealed_piece_by_piece(alliance: cast.Alliance, size: int) -> None:
    """B27, B37: nothing of it lies in clear, neither its name, and all pieces are of one length."""
    given = io.BytesIO((b"canary" * (size // 6 + 1))[:size])
    given.name = "canary-name.pdf"
    laid = acts.lay_before(by=alliance.actor("focal_point_here"), commitment=of_circle(alliance), file=given)
    pieces = [bytes(one) for one in EvidencePiece.objects.values_list("sealed", flat=True)]
    assert len({len(one) for one in pieces}) == 1
    assert not any(b"canary" in one for one in [*pieces, bytes(laid.about)])
    assert b"".join(proofs.content(laid)) == given.getvalue()
    told_about = proofs.about(laid)
    assert told_about is not None
    assert (told_about.name, told_about.size, laid.kind) == ("canary-name.pdf", size, Proof.FILE)


def test_a_file_cannot_be_cut_or_moved(alliance: cast.Alliance) -> None:
    """B14: a piece is bound to its file, its place, and the number of all."""
    owner, made = alliance.actor("focal_point_here"), of_circle(alliance)
    one = acts.lay_before(by=owner, commitment=made, file=io.BytesIO(bytes(200_000)))
    two = acts.lay_before(by=owner, commitment=made, file=io.BytesIO(bytes(200_000)))
    last = one.pieces.order_by("-number").first()
    assert last is not None
    last.delete()
    with pytest.raises(Unreadable):
        list(proofs.content(one))
    first = two.pieces.get(number=0)
    first.sealed = two.pieces.get(number=1).sealed
    first.save()
    with pytest.raises(Unreadable):
        list(proofs.content(two))


def test_what_was_taken_back_is_gone(alliance: cast.Alliance) -> None:
    """B17: no piece of it is left."""
    owner = alliance.actor("focal_point_here")
    laid = acts.lay_before(by=owner, commitment=of_circle(alliance), words="See the wall.", file=io.BytesIO(b"abc"))
    acts.take_back_evidence(by=owner, evidence=laid)
    laid.refresh_from_db()
    assert (laid.words, bytes(laid.about), laid.pieces.count(), laid.taken_back_on) == ("", b"", 0, clock.today())
    assert proofs.about(laid) is None


def test_evidence_needs_something(alliance: cast.Alliance) -> None:
    made, owner = of_circle(alliance), alliance.actor("focal_point_here")
    refused("evidence_needed", acts.lay_before, by=owner, commitment=made, words=" ")
    refused("file_empty", acts.lay_before, by=owner, commitment=made, file=io.BytesIO(b""))
