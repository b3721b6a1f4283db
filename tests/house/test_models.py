"""Every field says how confidential it is and how long it stays; keys between rooms point downward."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.fields.related import RelatedField

from answerable.kit.classification import Class, Classification

from .source import height

# Tables that libraries bring: what they hold, and for how long.
OF_LIBRARIES = {
    "contenttypes.ContentType": (Class.INTERNAL, "while the model exists"),
    "auth.Permission": (Class.INTERNAL, "not used: offices decide"),
    "auth.Group_permissions": (Class.INTERNAL, "not used: offices decide"),
    "auth.Group": (Class.INTERNAL, "not used: offices decide"),
    "account.EmailAddress": (Class.PERSONAL, "with the account"),
    "account.EmailConfirmation": (Class.PERSONAL, "with the account"),
    "mfa.Authenticator": (Class.SEALED, "until it is removed, or the account is gone"),
    "django_tasks_database.DBTaskResult": (Class.INTERNAL, "two weeks after the work was done"),
}


def is_ours(model: type[Model]) -> bool:
    return model.__module__.startswith("answerable.")


OURS = [model for model in apps.get_models(include_auto_created=True) if is_ours(model)]
THEIRS = [model for model in apps.get_models(include_auto_created=True) if not is_ours(model)]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_is_classified_with_a_retention(model: type[Model]) -> None:
    declared_by: Any = (
        model._meta.auto_created or model
    )  # a table that only joins two others is declared by one of them
    classification = getattr(declared_by, "classification", None)
    assert isinstance(classification, Classification), "add @classified(…, keep=…)"
    assert classification.keep.strip(), "say for how long it is kept"
    known = {field.name for field in declared_by._meta.get_fields()}
    assert set(classification.fields) <= known, "a field is classified that is not there"


def test_tables_of_libraries_are_listed_with_what_they_hold() -> None:
    assert {model._meta.label for model in THEIRS} == set(OF_LIBRARIES)


KEYS = [
    pytest.param(field, id=f"{model._meta.label}.{field.name}")
    for model in OURS
    for field in model._meta.get_fields()
    if isinstance(field, RelatedField) and field.model is model
]


@pytest.mark.parametrize("field", KEYS)
def test_foreign_key_points_downward_and_hides_its_reverse(field: RelatedField[object, object]) -> None:
    here, there = field.model, field.related_model
    assert isinstance(there, type)
    if not is_ours(there):
        return
    mine, theirs = here._meta.app_label, there._meta.app_label
    if mine == theirs:
        return
    assert height(mine) < height(theirs), f"{mine} stands below {theirs}"
    assert field.remote_field.hidden, 'a key into another room says related_name="+"'


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_shows_nobody_in_its_text(model: type[Model]) -> None:
    """`str()` of a row reaches logs and titles: it may show no field that is personal or sealed."""
    classification = getattr(model, "classification", None)
    if classification is None:
        pytest.skip("joins two others")
    secret = [
        field
        for field in model._meta.concrete_fields
        if classification.of(field.name) in {Class.PERSONAL, Class.SEALED}
        and not field.is_relation
        and not field.unique
    ]
    row = model()
    for field in secret:
        value = b"canary-Rosalind" if field.get_internal_type() == "BinaryField" else "canary-Rosalind"
        setattr(row, field.attname, value)
    assert "canary-Rosalind" not in str(row)
