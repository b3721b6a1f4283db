"""The words of the product: none missing in a complete language, none that breaks a page."""

import shutil
from pathlib import Path

import polib
import pytest
from django.utils.translation.trans_real import DjangoTranslation
from pytest_django import Settings

from answerable.site import wording

needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="not run: Debian's gettext is not installed")
ARABIC = {0: "none", 1: "one", 2: "two", 3: "few", 4: "many", 5: "any"}


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small product with one page and one function that speak, and no words of its own yet."""
    (tmp_path / "page.html").write_text(
        '{% load i18n %}{% translate "Welcome" %}'
        "{% blocktranslate count n=n %}{{ n }} seat{% plural %}{{ n }} seats{% endblocktranslate %}"
    )
    (tmp_path / "code.py").write_text('from django.utils.translation import gettext as _\n\nSAID = _("Goodbye")\n')
    monkeypatch.setattr(wording, "SOURCE", tmp_path)
    monkeypatch.setattr(wording, "COMPLETE_LANGUAGES", ("en", "ar"))
    return tmp_path


def entry(msgid: str, *given: str, **more: object) -> polib.POEntry:
    if "msgid_plural" in more:
        return polib.POEntry(msgid=msgid, msgstr_plural=dict(enumerate(given)), **more)
    return polib.POEntry(msgid=msgid, msgstr=given[0], **more)


def test_complete_languages_lack_nothing() -> None:
    assert wording.problems() == []


@needs_gettext
def test_complete_languages_know_what_the_source_says_and_nothing_else() -> None:
    assert wording.unknown_words() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry("Seat", "مقعد"), []),
        (entry("Seat", ""), ["not translated: 'Seat'"]),
        (entry("Seat", "مقعد", flags=["fuzzy"]), ["not translated: 'Seat'"]),
        (entry("%(n)s seat", "مقعد", "", msgid_plural="%(n)s seats"), ["not translated: '%(n)s seat'"]),
        (entry("%(n)s seat", "مقعد واحد", "%(n)s مقعد", msgid_plural="%(n)s seats"), []),
        (entry("One seat", "مقعد", "مقاعد", msgid_plural="%(n)s seats"), ["leaves out ['n'] of 'One seat'"]),
        (entry("For %(name)s", "إلى %(nom)s"), ["names ['nom'] unknown to 'For %(name)s'", "leaves out ['name'] of 'For %(name)s'"]),
        (entry("Ratio %(ratio).1f", "النسبة"), ["leaves out ['ratio'] of 'Ratio %(ratio).1f'"]),
        (entry("{name} left", "غادر {nom}"), ["names ['nom'] unknown to '{name} left'", "leaves out ['name'] of '{name} left'"]),
        (entry("To <b>all</b>", "إلى <b>الكل</b>"), []),
        (entry("To <b>all</b>", "إلى الكل"), ["other markup than 'To <b>all</b>'"]),
        (entry("To all", "<script>"), ["other markup than 'To all'"]),
        (entry("%(n)s %%", "%(n)s %%", flags=["python-format"]), []),
        (entry("%(n)s %%", "%(n)s %", flags=["python-format"]), ["a bare per cent sign in '%(n)s %%'"]),
    ],
)  # fmt: skip
def test_text_that_would_break_or_mislead_is_told(text: polib.POEntry, said: list[str]) -> None:
    assert wording.wrong_with(text, "ar") == said


def test_text_not_translated_is_no_fault_of_a_language_that_is_not_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "COMPLETE_LANGUAGES", ("en", "ar"))
    assert wording.wrong_with(entry("Seat", ""), "hi") == []


@needs_gettext
def test_text_not_yet_in_the_files_of_words_is_found(source: Path) -> None:
    wording.update(["ar"])
    assert wording.unknown_words() == []
    (source / "page.html").write_text('{% load i18n %}{% translate "Come in" %}')
    assert wording.unknown_words() == [
        "ar: not in its file: 'Come in'",
        "ar: no longer said: '%(n)s seat'",
        "ar: no longer said: 'Welcome'",
    ]


@needs_gettext
def test_update_keeps_translations_and_drops_what_is_no_longer_said(source: Path) -> None:
    wording.update(["ar"])
    path = source / "locale/ar/LC_MESSAGES/django.po"
    words = polib.pofile(str(path))
    words.find("Goodbye").msgstr = "مع السلامة"
    words.save(str(path))
    (source / "page.html").write_text("")
    wording.update(["ar"])
    assert [(one.msgid, one.msgstr) for one in polib.pofile(str(path))] == [("Goodbye", "مع السلامة")]


@needs_gettext
def test_update_writes_no_place_date_or_name_and_nothing_anew_the_second_time(source: Path) -> None:
    wording.update(["ar"])
    path = source / "locale/ar/LC_MESSAGES/django.po"
    first = path.read_text(encoding="utf-8")
    wording.update(["ar"])
    assert path.read_text(encoding="utf-8") == first
    words = polib.pofile(str(path))
    assert set(words.metadata) == {"Content-Type", "Content-Transfer-Encoding", "Language", "Plural-Forms"}
    assert [one.msgid for one in words] == ["%(n)s seat", "Goodbye", "Welcome"]
    assert [one.occurrences for one in words] == [[], [], []]


def test_check_says_what_it_could_not_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(wording, "problems", list)
    assert wording.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("not run: ")


def test_update_of_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert wording.main(["update", "tlh"]) == 2
    assert capsys.readouterr().err.startswith("usage: ")


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "none"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "any"),
        (101, "any"), (102, "any"), (103, "few"), (110, "few"), (111, "many"), (199, "many"), (1000, "any"),
        (1003, "few"), (1011, "many"),
    ],
)  # fmt: skip
def test_arabic_takes_the_form_its_number_asks_for(number: int, form: str, tmp_path: Path, settings: Settings) -> None:
    words = polib.POFile()
    words.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": wording.PLURALS["ar"]}
    words.append(polib.POEntry(msgid="seat", msgid_plural="seats", msgstr_plural=ARABIC))
    folder = tmp_path / "ar/LC_MESSAGES"
    folder.mkdir(parents=True)
    words.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [str(tmp_path)]
    assert DjangoTranslation("ar").ngettext("seat", "seats", number) == form


@pytest.mark.parametrize("code", sorted(wording.catalogues()))
def test_every_language_counts_by_its_rule(code: str) -> None:
    words = polib.pofile(str(wording.catalogues()[code]))
    assert words.metadata["Plural-Forms"] == wording.PLURALS[code]
    forms = int(wording.PLURALS[code].split("nplurals=")[1].split(";")[0])
    counted = [one for one in words if one.msgid_plural]
    assert [one.msgid for one in counted if len(one.msgstr_plural) != forms] == []
