"""Files that are laid before: sealed, taken along as they are, and refused where they cannot be kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from answerable.standards.models import Claim, Document, DocumentPiece
from tests import cast

from .given import days, duty, subject
from .test_claims import CONTENT, typed
from .visiting import got, of_claim, of_duty, page, sent, visitor

pytestmark = pytest.mark.django_db


def test_file_that_was_chosen_has_to_be_chosen_anew(alliance: cast.Alliance) -> None:
    """No browser sends a file a second time by itself: whoever corrects a day would send the rest without it."""
    where = f"{of_duty(subject(alliance.circle), duty())}/say"
    client = visitor(alliance, "focal_point_here")
    ahead = days(9).isoformat()
    with_file = page(sent(client, where, **typed(about_from=ahead, file=SimpleUploadedFile("minutes.txt", CONTENT))))
    assert "A file has to be chosen anew." in with_file
    assert "A file has to be chosen anew." not in page(sent(client, where, **typed(about_from=ahead)))


@pytest.mark.parametrize("megabytes", [11, 21])
def test_file_that_is_too_large_is_refused_beside_its_field(alliance: cast.Alliance, megabytes: int) -> None:
    """More than the house takes in at all is cut off as it comes in, and does not open any more."""
    where = f"{of_duty(subject(alliance.circle), duty())}/say"
    large = SimpleUploadedFile("march.mov", b"\x01" * (megabytes << 20))
    answer = sent(visitor(alliance, "focal_point_here"), where, **typed(file=large))
    assert answer.status_code == 200
    assert "This file is larger than 10 MB." in page(answer)
    assert not Claim.objects.exists()


def test_document_is_sealed_and_taken_along_by_those_who_may_read_it(alliance: cast.Alliance) -> None:
    one = duty()
    where = of_duty(subject(alliance.circle), one)
    upload = SimpleUploadedFile("minutes.txt", CONTENT)
    sent(visitor(alliance, "focal_point_here"), f"{where}/say", **typed(file=upload, shown="keepers"))
    made = Claim.objects.get()
    kept = b"".join(bytes(row) for row in DocumentPiece.objects.values_list("sealed", flat=True))
    about = bytes(Document.objects.get().about)
    assert CONTENT[:12] not in kept
    assert b"minutes" not in about
    answer = visitor(alliance, "coordinator_here").get(of_claim(made, "claim_document"))
    assert b"".join(answer.streaming_content) == CONTENT  # type: ignore[attr-defined] # it is streamed
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="minutes.txt"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    for role in ("member_here", "coordinator_elsewhere", "focal_point_elsewhere"):
        got(visitor(alliance, role), of_claim(made, "claim_document"), 404)
        got(visitor(alliance, role), of_claim(made), 404)
