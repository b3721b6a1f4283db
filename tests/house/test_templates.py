"""Templates and served files hold no script or style of their own lines, trust nothing, and load from nowhere else."""

import re
from pathlib import Path

import pytest

from .source import SOURCE, name_of, templates, tracked

TEMPLATES = templates()
COMMENTS = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)

BREACHES = {
    "a style in the line": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style block": re.compile(r"<style\b", re.IGNORECASE),
    "a script block": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event in the line": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
    "trust in text": re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off"),
    "a text in an attribute without double quotes": re.compile(
        r"[\w-]=(?:'[^'>]*)?{%\s*(?:translate|blocktranslate)\b"
    ),
    "a moment by no clock": re.compile(r"{{[^}]*(?:_at|moment|now)\|(?:date|time)\b"),
    "another origin": re.compile(
        r"<(?:script|link|img|iframe|audio|video|source|object|embed|form)\b[^>]*"
        r"\b(?:src|href|action|data)\s*=\s*[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
    # finding help changes nothing, and a token would leave a cookie behind for a year (decision 29); the forms of the raising door
    # carry the token of their page instead, in a visit whose cookie no other site sends
    "a form without its token": re.compile(
        r"<form\b(?=[^>]*method=[\"']?post)(?![^>]*action=\"(?:{% url \"find_help\" %}|/r\"))[^>]*>(?:(?!csrf_token|</form>).)*</form>",
        re.IGNORECASE | re.DOTALL,
    ),
}
OF_PAGES = [path for path in TEMPLATES if path.suffix == ".html" and "mail" not in path.stem]


@pytest.mark.parametrize("breach", BREACHES)
def test_template_keeps_the_policy(breach: str) -> None:
    found = {
        name_of(path): BREACHES[breach].findall(COMMENTS.sub("", path.read_text(encoding="utf-8"))) for path in OF_PAGES
    }
    assert {name: where for name, where in found.items() if where} == {}


# These end a visit or show what anybody may read; what they lack is a token that they do not need.
WITHOUT_ITS_PAGE = re.compile(r"value=\"leave\"|value=\"start\"><|value=\"start\">\s*{%")
AT_THE_DOOR = re.compile(r"<form\b[^>]*action=\"/r\"[^>]*>.*?</form>", re.DOTALL)


def test_form_at_the_raising_door_carries_the_token_of_its_page() -> None:
    """B35."""
    forms = [
        (name_of(path), form) for path in OF_PAGES for form in AT_THE_DOOR.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(forms) > 10
    assert [name for name, form in forms if "{% page_fields %}" not in form and not WITHOUT_ITS_PAGE.search(form)] == []


def test_templates_of_pages_were_found() -> None:
    assert len(OF_PAGES) > 100


@pytest.mark.parametrize(
    ("breach", "text"),
    [
        ("a style in the line", '<p style="color: red">'),
        ("a style block", "<style>p {}</style>"),
        ("a script block", "<script>alert(1)</script>"),
        ("an event in the line", '<button onclick="go()">'),
        ("a text in an attribute without double quotes", "<a title='{% translate \"Sign in\" %}'>"),
        ("a text in an attribute without double quotes", '<a title={% translate "Sign in" %}>'),
        ("an address that is a script", '<a href="javascript:go()">'),
        ("trust in text", "{{ words|safe }}"),
        ("trust in text", "{% autoescape off %}"),
        ("a moment by no clock", '{{ run.begun_at|date:"DATETIME_FORMAT" }}'),
        ("another origin", '<img src="//elsewhere.example/x.png">'),
        ("another origin", '<form method="post" action="https://elsewhere.example">'),
        ("a form without its token", '<form method="post"><button>Send</button></form>'),
    ],
)
def test_policy_bites(breach: str, text: str) -> None:
    assert BREACHES[breach].search(text)


STYLES = [path for path in tracked() if path.is_relative_to(SOURCE) and path.suffix == ".css"]


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_style_sheet_loads_nothing(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//|@font-face", text) == []


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_style_sheet_is_written_for_both_directions(path: Path) -> None:
    """Logical properties only: right to left comes free."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    sided = re.findall(
        r"(?:margin|padding|border)-(?:left|right)\b|(?<![-\w])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)",
        text,
    )
    assert sided == []
