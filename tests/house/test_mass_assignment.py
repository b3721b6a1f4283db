"""A field that a form does not show changes nothing, whoever sends it (bar B63)."""

import datetime as dt

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from answerable.alliance.models import Person
from tests import cast
from tests.reduced import unless

from .filling import FoundForm, forms_of
from .snapshots import Snapshot, difference, of_everything, start_counting_anew
from .visiting import Visits, every_door, prepare

DOORS = [door for door in every_door() if not door.thing]
ROLES = ("member_here", "secretariat", "coordinator_here", "focal_point_here")
EVERYBODY = [pytest.param(role, marks=unless(role, ["coordinator_here"])) for role in ROLES]
ENDING = {"sign_out", "end_sessions"}  # nothing is left to compare


@pytest.fixture
def visits(db: None) -> Visits:
    return prepare(cast.small_alliance())


def stray(visits: Visits) -> dict[str, str]:
    """Returns every field of every model of ours, with the values somebody would wish for."""
    wishes = {
        "office": "secretariat", "network": str(visits.alliance.root.pk), "network_id": str(visits.alliance.root.pk),
        "is_active": "on", "is_staff": "on", "is_superuser": "on", "at_risk": "", "visibility": "public",
        "state": "member", "path": "0001", "account": str(visits.alliance.accounts["secretariat"].pk), "person": "1",
        "by": "system:console", "granted_by": "system:console", "organisation": str(visits.alliance.nile.pk),
        "ends": "2099-12-31", "starts": "2001-01-01", "role": "secretariat", "roles": "secretariat", "owner": "1",
    }  # fmt: skip
    names = {
        name
        for model in apps.get_models()
        if model.__module__.startswith("answerable.")
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }
    return {name: wishes.get(name, "1") for name in sorted(names | set(wishes))}


def after_sending(visits: Visits, role: str, path: str, form: FoundForm, more: dict[str, str]) -> tuple[int, Snapshot]:
    beside = {name: [value] for name, value in more.items() if name not in form.names}
    start_counting_anew()
    with transaction.atomic():
        response = visits.client(role).post(path, form.filled() | beside)
        after = of_everything()
        transaction.set_rollback(True)
    return response.status_code, after


@pytest.mark.slow
@pytest.mark.parametrize("role", EVERYBODY)
def test_stray_fields_change_nothing(visits: Visits, role: str) -> None:
    """B63: a form sent as it is shown, and the same with every field of every model beside it, do the same."""
    strays, changed, taken = stray(visits), {}, 0
    for door in DOORS:
        path = visits.path(door)
        page = visits.client(role).get(path)
        if page.status_code != 200 or door.address.name in ENDING or "html" not in page.headers["Content-Type"]:
            continue
        for form in forms_of(page.content.decode()):
            if form.action and form.action != path:
                continue
            with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):  # both at one moment
                plain = after_sending(visits, role, path, form, {})
                loaded = after_sending(visits, role, path, form, strays)
            taken += plain[0] == 303
            if plain[0] != loaded[0] or difference(plain[1], loaded[1]):
                changed[str(door)] = (plain[0], loaded[0], difference(plain[1], loaded[1]))
    assert changed == {}
    assert taken >= (2 if role == "member_here" else 6), "too few forms were taken for this to show anything"


def test_a_view_that_takes_whatever_is_sent_would_be_found(visits: Visits) -> None:
    """B63: the comparison bites."""

    def careless(request: HttpRequest) -> HttpResponse:
        Person.objects.filter(pk=visits.alliance.people["member_here"].pk).update(
            **{name: value for name, value in request.POST.items() if name in {"name", "visibility"}}
        )
        return HttpResponse()

    seen = []
    for sent in ({"name": "Zawadi"}, {"name": "Zawadi"} | stray(visits)):
        with transaction.atomic():
            careless(RequestFactory().post("/me", {**sent, "name": "Zawadi"}))
            seen.append(of_everything())
            transaction.set_rollback(True)
    assert set(difference(*seen)) == {"alliance.Person"}
