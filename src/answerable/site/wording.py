"""The words of the product in their languages: `compile` for the program, `check` for the gate, `update` for translators.

Needs no settings and no database, so that `bin/setup` can run it first. `update`, and half of `check`, need Debian's gettext.
"""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1]
# Read, not imported: importing the settings would make a data folder.
_LANGUAGES = runpy.run_path(str(SOURCE / "site/settings/languages.py"))
LANGUAGES: list[tuple[str, str]] = _LANGUAGES["LANGUAGES"]
COMPLETE_LANGUAGES: tuple[str, ...] = _LANGUAGES["COMPLETE_LANGUAGES"]
OURS = "en"
# How many forms numbers ask for, and which form a number takes; the last is the one for any number that has no other.
PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "pt": "nplurals=2; plural=(n != 1);",
    "hi": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[\d.]*[a-z]|\{(\w*)\}")
MARKUP = re.compile(r"</?[a-z][^>]*>")


def catalogues() -> dict[str, Path]:
    """Returns each language's file of words, for those that have one."""
    found = {code: SOURCE / "locale" / code / "LC_MESSAGES" / "django.po" for code, _ in LANGUAGES}
    return {code: path for code, path in found.items() if path.exists()}


def compile_all() -> None:
    """Writes what the program reads, for every file of words that is newer."""
    for path in catalogues().values():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        fresh = compiled.with_suffix(".mo-new")
        polib.pofile(str(path)).save_as_mofile(str(fresh))
        fresh.replace(compiled)


def problems() -> list[str]:
    """Returns what is missing or wrong in the files of words, one line each."""
    found = catalogues()
    said = [f"{code}: has no file of words" for code in COMPLETE_LANGUAGES if code not in found and code != OURS]
    for code, path in found.items():
        words = polib.pofile(str(path))
        said += [f"{code}: {line}" for entry in words if not entry.obsolete for line in wrong_with(entry, code)]
    return said


def wrong_with(entry: polib.POEntry, code: str) -> list[str]:
    """Returns whether a text is not translated, where it must be, or says what would break or mislead, one line each."""
    name = repr(entry.msgid[:60])
    given = [text for _, text in sorted(entry.msgstr_plural.items())] if entry.msgid_plural else [entry.msgstr]
    if not all(given) or entry.fuzzy:
        return [f"not translated: {name}"] if code in COMPLETE_LANGUAGES and code != OURS else []
    lines = _names_amiss(entry, given, name)
    # A translation brings no markup of its own, and loses none.
    if any(sorted(MARKUP.findall(text)) != sorted(MARKUP.findall(entry.msgid)) for text in given):
        lines.append(f"other markup than {name}")
    if "python-format" in entry.flags and any("%" in PLACEHOLDER.sub("", text.replace("%%", "")) for text in given):
        lines.append(f"a bare per cent sign in {name}")
    return lines


def _names_amiss(entry: polib.POEntry, given: list[str], name: str) -> list[str]:
    filled_in = _places(entry.msgid_plural or entry.msgid)
    unknown = set().union(*map(_places, given)) - filled_in - _places(entry.msgid)
    # A form for one number may say it in words; the last form is for any number.
    left_out = filled_in - _places(given[-1])
    lines = [f"names {sorted(unknown)} unknown to {name}"] if unknown else []
    return lines + ([f"leaves out {sorted(left_out)} of {name}"] if left_out else [])


def _places(text: str) -> set[str]:
    return {match[1] or match[2] for match in PLACEHOLDER.finditer(text)}


def gathered() -> polib.POFile:
    """Returns every word of the source, as Django finds them; needs Debian's gettext."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "answerable"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("locale", "__pycache__"))
        (copy / "locale").mkdir()
        gather = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-location", "--no-wrap"]
        # Told of settings, Django would write to the real folder.
        unsettled = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(gather, cwd=copy, env=unsettled, check=True, capture_output=True)  # noqa: S603 - our own Python
        return polib.pofile(str(copy / "locale/en/LC_MESSAGES/django.po"))


def update(codes: list[str]) -> None:
    """Brings files of words up to date with the source: new words empty, words no longer said taken out, the rest kept."""
    said = gathered()
    for code in codes:
        path = SOURCE / "locale" / code / "LC_MESSAGES" / "django.po"
        kept = polib.pofile(str(path)) if path.exists() else polib.POFile()
        known = {_key(one): one for one in kept if not one.obsolete and not one.fuzzy}
        words = polib.POFile(wrapwidth=0)
        words.metadata = {
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Language": code,
            "Plural-Forms": PLURALS[code],
        }
        for one in sorted(said, key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or "")):
            words.append(_renewed(one, known.get(_key(one)), code))
        path.parent.mkdir(parents=True, exist_ok=True)
        words.save(str(path))


def _renewed(said: polib.POEntry, known: polib.POEntry | None, code: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=said.msgid,
        msgctxt=said.msgctxt,
        flags=[flag for flag in said.flags if flag != "fuzzy"],
        comment=said.comment,
    )
    if said.msgid_plural:
        forms = range(int(PLURALS[code].split("nplurals=")[1].split(";")[0]))
        given = known.msgstr_plural if known else {}
        entry.msgid_plural, entry.msgstr_plural = said.msgid_plural, {n: given.get(n, "") for n in forms}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def unknown_words() -> list[str]:
    """Returns where the complete languages are behind the source; needs Debian's gettext."""
    said = {_key(one) for one in gathered()}
    lines = []
    for code, path in catalogues().items():
        if code in COMPLETE_LANGUAGES and code != OURS:
            known = {_key(one) for one in polib.pofile(str(path)) if not one.obsolete}
            lines += [f"{code}: not in its file: {msgid[:60]!r}" for msgid, _, _ in sorted(said - known)]
            lines += [f"{code}: no longer said: {msgid[:60]!r}" for msgid, _, _ in sorted(known - said)]
    return lines


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgid, entry.msgid_plural or "", entry.msgctxt or ""


def check() -> int:
    wrong = problems()
    if shutil.which("xgettext"):
        wrong += unknown_words()
    else:
        sys.stdout.write(
            "not run: words in the source against the files of words (Debian's gettext is not installed)\n"
        )
    sys.stdout.write("".join(f"{line}\n" for line in wrong[:200]))
    return 1 if wrong else 0


def main(words: list[str]) -> int:
    if words == ["compile"]:
        compile_all()
        return 0
    if words == ["check"]:
        return check()
    if words[:1] != ["update"] or not set(words[1:]) <= PLURALS.keys():
        sys.stderr.write("usage: python -m answerable.site.wording compile|check|update [LANGUAGE …]\n")
        return 2
    if not shutil.which("xgettext"):
        sys.stderr.write("update needs Debian's gettext: sudo apt-get install gettext\n")
        return 1
    update(words[1:] or list(catalogues()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
