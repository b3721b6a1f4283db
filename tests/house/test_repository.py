"""What git keeps: no host of a registry, no lock file that names one, links that lead somewhere."""

import re
from pathlib import Path

import pytest

from .source import PROJECT, name_of, tracked

# In two halves, so that this file does not hold what it looks for.
HOSTS = [
    first + second
    for first, second in (
        ("py", "pi.org"), ("python", "hosted.org"), ("npm", "js.org"), ("npm", "js.com"), ("yarn", "pkg.com"),
        ("deb.", "debian.org"), ("security.", "debian.org"), ("crates", ".io"), ("proxy.", "golang.org"),
    )
]  # fmt: skip
LOCKS_WITH_HOSTS = {"uv" + ".lock", "pylock" + ".toml", "poetry" + ".lock", "Pipfile" + ".lock"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".yaml",
    ".yml",
    ".cfg",
    ".ini",
    ".sh",
    ".html",
    ".css",
    ".js",
    ".po",
    "",
}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def is_text(path: Path) -> bool:
    return path.suffix in TEXT or path.name.startswith(".")


def test_no_tracked_file_names_a_registry() -> None:
    found = [
        f"{name_of(path)}: {host}"
        for path in tracked()
        if is_text(path)
        for host in HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert found == []


def test_no_lock_file_that_names_hosts_is_kept() -> None:
    assert [name_of(path) for path in tracked() if path.name in LOCKS_WITH_HOSTS] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "package-lock.json", ".npmrc"])
def test_pinned_packages_name_no_address(name: str) -> None:
    path = PROJECT / name
    if not path.exists():
        pytest.skip(f"there is no {name}")
    assert re.findall(r"https?://\S+|\"resolved\"|--(?:extra-)?index-url", path.read_text(encoding="utf-8")) == []


def test_requirements_pin_every_package_by_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = (PROJECT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        bare = [line for line in entries if line.strip() and not line.startswith("#") and "--hash=sha256:" not in line]
        assert bare == []


def test_no_data_or_secret_is_kept() -> None:
    unwanted = re.compile(r"(^|/)(var|node_modules|\.venv)/|\.(sqlite3|mo|key|pem)(-\w+)?$")
    assert [name_of(path) for path in tracked() if unwanted.search(name_of(path))] == []


@pytest.mark.parametrize("path", [path for path in tracked() if path.suffix == ".md"], ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    """Links to other files of this repository; an address elsewhere is the reader's to follow."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = [
        target for target in LINK.findall(text) if not re.match(r"[a-z]+:", target) and not _is_there(path, target)
    ]
    assert broken == []


def _is_there(path: Path, target: str) -> bool:
    place, _, heading = target.partition("#")
    file = (path.parent / place).resolve() if place else path
    if not file.exists():
        return False
    return not heading or file.suffix != ".md" or heading in _headings(file)


def _headings(file: Path) -> set[str]:
    titles = re.findall(r"^#+\s+(.+)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_decisions_are_short_and_numbered_one_after_the_other() -> None:
    for number, path in enumerate(sorted((PROJECT / "docs" / "decisions").glob("*.md")), start=1):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert re.match(rf"{number:04}-[a-z0-9-]+\.md$", path.name), name_of(path)
        assert lines[0].startswith(f"# {number}. "), name_of(path)
        assert len(lines) <= 60, name_of(path)
