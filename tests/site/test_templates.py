"""What holds of every template of the house."""

import re
from pathlib import Path

import pytest

import answerable

SOURCE = Path(answerable.__file__).parent
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt"})
MAILS = {"mail.html", "mail_entry.html"}  # mail programmes know no style sheet
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and path.name not in MAILS and "mail" not in path.parts]


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_template_has_no_inline_style_or_script(path: Path) -> None:
    """B20: the policy would refuse it, so it may not be written."""
    assert (
        re.findall(
            r"<style|<script(?![^>]*\ssrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:",
            path.read_text(encoding="utf-8"),
            re.IGNORECASE,
        )
        == []
    )


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_template_loads_nothing_from_elsewhere(path: Path) -> None:
    """B20: nothing is fetched from another origin."""
    assert (
        re.findall(
            r"(?:src|action|srcset|data)\s*=\s*[\"'](?:https?:)?//|<link[^>]+(?:https?:)?//",
            path.read_text(encoding="utf-8"),
        )
        == []
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_trusts_no_text_as_markup(path: Path) -> None:
    assert (
        re.findall(r"\|\s*safe\b|autoescape off|mark_safe", path.read_text(encoding="utf-8")) == []
        or path.suffix == ".txt"
    )


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_forms_that_change_something_carry_their_token(path: Path) -> None:
    """But for finding help: it changes nothing, and a token would leave a cookie behind for a year (decision 29).

    The raising door has tokens of its own: `tests/house/test_templates.py` looks for them.
    """
    text = path.read_text(encoding="utf-8").replace('method="post" action="{% url "find_help" %}', "")
    text = text.replace('method="post" action="/r"', "")
    assert len(re.findall(r"<form[^>]+method=[\"']post", text, re.IGNORECASE)) <= text.count("{% csrf_token %}")
