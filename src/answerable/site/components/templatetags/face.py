"""The components of the face: each gives the markup that the style sheet knows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerable.kit.choosing import Choosing, Several
from answerable.kit.forms import problems_of
from answerable.kit.sections import parts_of

register = template.Library()

GLYPHS = {"ok": "✓", "part": "◐", "start": "○", "late": "!", "none": "–", "na": "·"}
STATUS_WORDS = {
    "ok": gettext_lazy("In place"),
    "part": gettext_lazy("Partly"),
    "start": gettext_lazy("Started"),
    "late": gettext_lazy("Overdue"),
    "none": gettext_lazy("Not reported"),
    "na": gettext_lazy("Does not apply"),
}
OPTIONAL = ' <span class="hint">{}</span>'
MANY = 8  # more choices than this stand in columns
COLOURS = frozenset({"", "gold", "plum", "clay", "teal"})


@register.simple_tag
def status(kind: str, words: object = "") -> SafeString:
    """A status: its colour, its glyph and its word."""
    kind = kind if kind in GLYPHS else "none"
    return format_html(
        '<span class="st {}"><i aria-hidden="true">{}</i>{}</span>', kind, GLYPHS[kind], words or STATUS_WORDS[kind]
    )


@register.simple_tag
def cell(kind: str, words: object = "") -> SafeString:
    """A status as a filled cell, its word for those who listen."""
    kind = kind if kind in GLYPHS else "none"
    return format_html(
        '<span class="c {}"><span aria-hidden="true">{}</span><span class="vh">{}</span></span>',
        kind,
        GLYPHS[kind],
        words or STATUS_WORDS[kind],
    )


@register.simple_tag
def bar(share: object, at: object = None, **looks: str) -> SafeString:
    """A bar filled to a share of 0 to 100; `at` draws the line of a rule or of last year; `class` is its colour."""
    colour = looks.get("class", "")
    line = format_html('<i class="at w-{}"></i>', _share(at)) if at is not None and at != "" else ""
    fill = format_html('<b class="w-{}{}"></b>', _share(share), f" {colour}" if colour in COLOURS and colour else "")
    return format_html('<span class="bar">{}{}</span>', fill, line)


@register.simple_tag
def mix(*shares: object) -> SafeString:
    """Up to three parts of a whole side by side; the words beside it say the numbers."""
    return format_html(
        '<div class="mix" aria-hidden="true">{}</div>',
        format_html_join("", '<b class="w-{}"></b>', ((_share(one),) for one in shares)),
    )


def _share(number: object) -> int:
    try:
        return min(100, max(0, round(float(str(number)))))
    except (ValueError, OverflowError):
        return 0


@register.simple_tag(name="tag")
def tag_of(words: object, kind: str = "") -> SafeString:
    return (
        format_html('<span class="tag {}">{}</span>', kind, words)
        if kind in COLOURS and kind
        else format_html('<span class="tag">{}</span>', words)
    )


@register.simple_tag
def day(when: dt.date | None) -> SafeString:
    """A leaf of the calendar: the day large, the month below."""
    if not when:
        return SafeString("")
    return format_html(
        '<time datetime="{}"><b>{}</b>{}</time>',
        when.strftime("%Y-%m-%d"),
        date_format(when, "j"),
        date_format(when, "M"),
    )


@register.simple_block_tag(end_name="end_who_can_see")
def who_can_see(content: str) -> SafeString:
    """One line under the title of every private page, before anything can be typed."""
    return format_html('<div class="who"><p><b>{}</b> {}</p></div>', _("Who can see this:"), content)


@register.simple_block_tag(end_name="end_note")
def note(content: str, kind: str = "", title: object = "") -> SafeString:
    heading = format_html("<h2>{}</h2>", title) if title else ""
    return format_html(
        '<div class="note{}">{}{}</div>', f" {kind}" if kind in COLOURS and kind else "", heading, content
    )


@register.inclusion_tag("parts/empty.html")
def empty(words: object, href: str = "", action: object = "") -> dict[str, object]:
    """What stands where a list has nothing: why, and what to do next."""
    return {"words": words, "href": href, "action": action}


@register.inclusion_tag("parts/facts.html")
def facts(pairs: Iterable[tuple[object, object]], wide: bool = False) -> dict[str, object]:
    return {"facts": pairs, "wide": wide}


@register.inclusion_tag("parts/totals.html")
def totals(numbers: Iterable[tuple[object, str, object]]) -> dict[str, object]:
    """Numbers with a status and words each: (131, "ok", "will be added")."""
    return {"totals": numbers}


@register.inclusion_tag("parts/steps.html")
def steps(words: Sequence[object], now: int) -> dict[str, object]:
    """The steps of a longer act; `now` counts from 1."""
    return {
        "steps": [(one, "done" if at < now else "now" if at == now else "") for at, one in enumerate(words, start=1)]
    }


@register.inclusion_tag("parts/timeline.html")
def timeline(events: Iterable[object], log: bool = False) -> dict[str, object]:
    """Events with `day`, `words`, and where they have them `hint`, `state` (done or now) and `glyph`."""
    return {"events": events, "log": log}


@register.inclusion_tag("parts/rows.html")
def rows(listed: Iterable[object]) -> dict[str, object]:
    """A list people work in: rows with `words`, and maybe `href`, `hint`, `status` with `status_words`, `aside`."""
    return {"rows": listed}


@register.inclusion_tag("parts/tree.html")
def tree(places: Iterable[object]) -> dict[str, object]:
    """A tree of places with `href`, `words`, `note`, `below`, `is_here`."""
    return {"places": places}


@register.inclusion_tag("parts/path.html")
def path(links: Iterable[object], here: object = "") -> dict[str, object]:
    """Where one is: links with `href` and `words`, then the name of this page."""
    return {"links": links, "here": here}


@register.simple_tag(takes_context=True)
def sections(context: template.Context, place: str, thing: object = None) -> SafeString:
    """What rooms above say at this place of the page; nothing where none has anything to say."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    said = (
        render_to_string(part.template, dict(part.context), request=request) for part in parts_of(place, request, thing)
    )
    return format_html_join("", "{}", ((one,) for one in said))


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The address of this page with parts of its query changed; an empty value takes one away."""
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value not in (None, ""):
            asked[name] = str(value)
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def pages(context: template.Context, listed: Any) -> SafeString:
    """Ways to the pages before and after: of Django's `Page`, or of a table that has one as `page`."""
    shown = getattr(listed, "page", listed)
    before = query(context, page=shown.previous_page_number()) if shown.has_previous() else ""
    after = query(context, page=shown.next_page_number()) if shown.has_next() else ""
    return render_to_string("parts/pages.html", {"shown": shown, "before": before, "after": after})


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form: Any) -> dict[str, object]:
    """What needs another look, each linked to its field; nothing where all is well or nothing was sent."""
    if not isinstance(form, forms.BaseForm):
        return {"problems": ()}
    # no browser sends a file a second time by itself, and no page shows a password again
    shown = [one.field.widget for one in form.visible_fields()]
    secret = any(isinstance(one, forms.PasswordInput) and not one.render_value for one in shown)
    return {"problems": problems_of(form), "had_file": bool(form.files), "is_kept": not secret}


@register.simple_tag
def form_fields(form: forms.BaseForm) -> SafeString:
    """Every field of a form: label, hint, error and what one types into."""
    return format_html_join("", "{}", ((field(one),) for one in form))


@dataclass(frozen=True)
class Option:
    id: str
    tag: SafeString
    words: object
    hint: object
    is_chosen: bool


@register.simple_tag(name="field")
def field(one: BoundField) -> SafeString:
    """One field, as the design draws it."""
    widget = one.field.widget
    kind = kind_of(widget)
    hint, error = f"{one.auto_id}_helptext", f"{one.auto_id}_error"
    options = _options(one) if kind == "group" else []
    near = getattr(widget, "near", 0) or len(options)
    shape = "yn" if getattr(widget, "inline", False) else "many" if len(options) > MANY else ""
    may_stay = "" if one.field.required or kind == "tick" else _("(can stay empty)")
    optional = getattr(one.form, "needed_if", {}).get(one.name, may_stay)
    shown = {
        "field": one, "kind": kind, "help_id": hint, "error_id": error, "described_by": one.aria_describedby,
        "options": options[:near], "more": options[near:], "more_words": getattr(widget, "more", ""), "shape": shape, "hinted": any(option.hint for option in options),
        "optional": format_html(OPTIONAL, optional) if optional else "", "more_chosen": any(option.is_chosen for option in options[near:]),
    }  # fmt: skip
    return render_to_string("parts/field.html", shown)


def kind_of(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, Several) or (isinstance(widget, Choosing) and widget.found):
        return "found"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


def _options(one: BoundField) -> list[Option]:
    hints = getattr(one.field.widget, "hints", {})
    return [
        Option(
            str(option.id_for_label),
            option.tag(),
            option.choice_label,
            hints.get(str(option.data["value"]), ""),
            bool(option.data["selected"]),
        )
        for option in one.subwidgets
    ]
