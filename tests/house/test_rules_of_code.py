"""Dangerous code is refused by rules of our own, and each rule is shown to bite (bar B74)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from .rules_of_code import (
    ALLOWED,
    RULES,
    Rule,
    is_allowed,
    no_chance,
    no_clock_but_ours,
    no_hand_written_sql,
    no_log_of_secrets,
    no_markup_by_trust,
    no_open_form,
    no_print,
    no_word_ungathered,
)
from .source import PROJECT, name_of, python_files, tree_of


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_finds_nothing_in_the_product(rule: Rule) -> None:
    """B74."""
    found = [
        f"{name_of(path)}:{line}"
        for path in python_files("src")
        if not is_allowed(rule, name_of(path))
        for line in rule(tree_of(path))
    ]
    assert found == [], rule.__doc__


BREACHES = [
    (no_chance, "import random\n"),
    (no_chance, "from random import choice\n"),
    (no_chance, "import numpy\ncode = numpy.random.bytes(8)\n"),
    (no_markup_by_trust, "from django.utils.safestring import mark_safe\n"),
    (no_markup_by_trust, "from django.utils import safestring\nshown = safestring.mark_safe(text)\n"),
    (no_markup_by_trust, "shown = format_html(f'<b>{name}</b>')\n"),
    (no_open_form, "from django.views.decorators.csrf import csrf_exempt\n"),
    (no_open_form, "from django.views.decorators import csrf\n@csrf.csrf_exempt\ndef view(request): ...\n"),
    (no_hand_written_sql, "cursor.execute('SELECT ' + column)\n"),
    (no_hand_written_sql, "Network.objects.raw('SELECT 1')\n"),
    (no_hand_written_sql, "rows.extra(where=[words])\n"),
    (no_hand_written_sql, "rows.annotate(x=RawSQL(words, ()))\n"),
    (no_clock_but_ours, "import datetime as dt\nnow = dt.datetime.now()\n"),
    (no_clock_but_ours, "from datetime import datetime\nnow = datetime.utcnow()\n"),
    (no_clock_but_ours, "from django.utils import timezone\nnow = timezone.now()\n"),
    (no_clock_but_ours, "import datetime\nday = datetime.date.today()\n"),
    (no_print, "print(password)\n"),
    (no_log_of_secrets, "log.info('signed_in', email=account.email)\n"),
    (no_log_of_secrets, "logger.warning('wrong password %s', password)\n"),
    (no_log_of_secrets, "logging.error(f'failed for {who}')\n"),
    (no_log_of_secrets, "log.error('bad', what=str(request.body))\n"),
    (no_word_ungathered, "from django.utils.translation import gettext as _now\n"),
    (no_word_ungathered, "from django.utils.translation import gettext_lazy\n_s = gettext_lazy\n"),
    (no_word_ungathered, "said = f\"{name}: {_('read')}\"\n"),
]


@pytest.mark.parametrize(("rule", "code"), BREACHES, ids=lambda one: getattr(one, "__name__", None))
def test_rule_bites(rule: Rule, code: str) -> None:
    """B74: each rule has code that it refuses."""
    assert list(rule(ast.parse(code)))


def test_every_rule_has_a_breach_it_refuses() -> None:
    """B74."""
    assert {rule for rule, _ in BREACHES} == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_lets_plain_code_pass(rule: Rule) -> None:
    plain = (
        "import secrets\nfrom answerable.kit.clock import now\nfrom django.utils.html import format_html\n"
        "key = secrets.token_hex(8)\nshown = format_html('<b>{}</b>', text)\nlog.info('done', count=len(rows))\n"
        "rows = Network.objects.filter(pk=1)\nfrom django.utils.translation import gettext as _\nsaid = _('Yes')\n"
    )
    assert list(rule(ast.parse(plain))) == []


def test_exceptions_name_files_that_are_there() -> None:
    gone = [place for _, place in ALLOWED if not (PROJECT / place).exists()]
    assert gone == []


def bandit(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--severity-level", "medium", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow  # bin/check asks bandit itself
def test_bandit_finds_nothing_of_medium_weight() -> None:
    """B74."""
    assert bandit(PROJECT / "src").returncode == 0


def test_bandit_bites(tmp_path: Path) -> None:
    """B74."""
    (tmp_path / "dangerous.py").write_text("import pickle\nthing = pickle.loads(data)\n", encoding="ascii")
    assert bandit(tmp_path).returncode == 1
