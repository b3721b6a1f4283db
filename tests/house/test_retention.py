"""What a model says of its retention is true: a job ends it, or a named act does (and the privacy page tells it)."""

import importlib
import re

import pytest
from django.apps import apps
from django.db.models import Model

from answerable.jobs import schedules
from answerable.jobs.retention import ENDED, TIMED
from answerable.jobs.retention.declared import ALLIANCE
from answerable.site.pages.privacy import words

PERIOD = re.compile(
    r"\d|\b(?:an?|half|quarter|many) (?:\w+ )?(?:hour|day|week|month|year)|\beight hours\b|\bmany days\b", re.IGNORECASE
)
OURS = [one for one in apps.get_models() if one.__module__.startswith("answerable.")]
BY_TIME = {one.label for one in TIMED}
BY_ACT = set(ENDED)


def keep_of(model: type[Model]) -> str:
    return str(model.classification.keep)  # type: ignore[attr-defined] # every model is classified


def ids(model: type[Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=ids)
def test_model_has_something_that_ends_it(model: type[Model]) -> None:
    """Add it to `jobs/retention/declared.py`: to TIMED with what is due, or to ENDED with the act."""
    assert ids(model) in BY_TIME | BY_ACT


@pytest.mark.parametrize("model", [one for one in OURS if PERIOD.search(keep_of(one))], ids=ids)
def test_period_that_is_named_is_kept_by_a_job(model: type[Model]) -> None:
    assert ids(model) in BY_TIME


@pytest.mark.parametrize("model", [one for one in OURS if not PERIOD.search(keep_of(one))], ids=ids)
def test_what_names_no_period_is_ended_by_an_act(model: type[Model]) -> None:
    assert ids(model) in BY_ACT


def test_nothing_is_declared_that_is_not_there() -> None:
    labels = {one._meta.label for one in apps.get_models()}
    assert (BY_TIME | BY_ACT) - labels == set()


@pytest.mark.parametrize("label", sorted(ENDED))
def test_act_that_ends_it_is_there(label: str) -> None:
    """An address of an act, another model that takes it along, or the alliance's own memory."""
    labels = {one._meta.label for one in apps.get_models()}
    for end in ENDED[label]:
        if end in labels or end == ALLIANCE:
            continue
        module, _, name = end.rpartition(".")
        assert callable(getattr(importlib.import_module(module), name, None)), end


def test_jobs_that_end_it_run() -> None:
    assert {"daily.keep_to_retention", "hourly.forget_what_is_over", "hourly.remove_old_import_files"} <= set(
        schedules.names()
    )


@pytest.mark.parametrize("model", OURS, ids=ids)
def test_privacy_page_has_words_for_it(model: type[Model]) -> None:
    """Add what the model holds and why to `site/pages/privacy/words.py`, and its retention to KEEPS."""
    assert ids(model) in words.HOLDS
    assert keep_of(model) in words.KEEPS


def test_privacy_page_has_no_words_for_what_is_not_there() -> None:
    assert set(words.HOLDS) - {one._meta.label for one in apps.get_models()} == set()
    assert set(words.KEEPS) - {keep_of(one) for one in OURS} == {one.keep for one in words.OF_LIBRARIES.values()}
