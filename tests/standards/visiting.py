"""Visits to the pages of this room, as one of the cast."""

import html
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from answerable.standards.models import Claim, Duty, Subject
from tests import cast


def visitor(alliance: cast.Alliance, role: str) -> Client:
    client = Client()
    client.force_login(alliance.accounts[role])
    return client


def got(client: Client, address: str, status: int = 200) -> str:
    """Returns a page as it reads, its signs written out."""
    answer = client.get(address)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == status, address
    return html.unescape(answer.content.decode())


def sent(client: Client, address: str, **typed: Any) -> HttpResponse:
    answer = client.post(address, typed)
    assert isinstance(answer, HttpResponse)
    return answer


def page(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def of_duty(subject: Subject, duty: Duty, act: str = "standing_duty") -> str:
    return reverse(act, args=[subject.key, duty.number])


def of_claim(claim: Claim, act: str = "claim") -> str:
    return reverse(act, args=[claim.key])
