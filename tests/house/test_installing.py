"""What is installed is what the list names, file by file, and nothing else can be (bar B72)."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker

from answerable.site import sbom

from .source import PROJECT
from .wheels import REQUIREMENTS, download, found_pip, found_uv, hashes, install, made_wheel

pytestmark = pytest.mark.slow
OF_THE_INSTALLER = re.compile(r"\.dist-info/(INSTALLER|RECORD|REQUESTED|uv_cache\.json)$|^bin/|^\.lock$")
Tools = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    found = {"pip": found_pip(tmp_path_factory.mktemp("pip")), "uv": found_uv()}

    def tool(name: str) -> list[str]:
        if not found[name]:
            pytest.skip(f"not run: {name} is not installed")
        return found[name]

    return tool


@pytest.fixture(scope="module")
def wheelhouse(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file that the list names, each seen to have its hash."""
    made = tmp_path_factory.mktemp("wheelhouse")
    try:
        fetched = download(tools("pip"), made)
    except subprocess.TimeoutExpired:
        pytest.skip("not run: the packages could not be fetched in three minutes")
    assert "DO NOT MATCH" not in fetched.stderr, fetched.stderr
    if fetched.returncode:
        pytest.skip("not run: no packages could be fetched, as this machine is offline and remembers none")
    return made


def installed(tool: list[str], wheelhouse: Path, target: Path) -> dict[str, str]:
    done = install(tool, wheelhouse, REQUIREMENTS, target)
    assert done.returncode == 0, done.stderr
    return hashes(target)


def test_installing_twice_gives_the_same_files(tools: Tools, wheelhouse: Path, tmp_path: Path) -> None:
    """B72: every file alike, whichever of the two installers bin/setup finds; and what is there is what the list says."""
    first, second = (installed(tools("pip"), wheelhouse, tmp_path / one) for one in ("first", "second"))
    assert len(first) > 1000
    assert {path for path in first.keys() | second.keys() if first.get(path) != second.get(path)} == set()
    there = {
        (re.sub(r"[-_.]+", "-", name).lower(), version)
        for name, version in re.findall(r"^([^/\n]+?)-([^-/\n]+)\.dist-info/METADATA$", "\n".join(first), re.MULTILINE)
    }
    assert there == {
        (name, version) for name, version, marker in sbom.libraries() if not marker or Marker(marker).evaluate()
    }
    if found_uv():
        third = installed(tools("uv"), wheelhouse, tmp_path / "third")
        assert _of_packages(third) == _of_packages(first)


def _of_packages(files: dict[str, str]) -> dict[str, str]:
    """Leaves out what an installer writes of itself, and the starters it makes."""
    return {path: mark for path, mark in files.items() if not OF_THE_INSTALLER.search(path)}


@pytest.mark.parametrize("name", ["pip", "uv"])
def test_what_is_not_on_the_list_is_not_installed(tools: Tools, name: str, tmp_path: Path) -> None:
    """B72: a known file is taken; one without a hash, with another hash or with other words in it is refused; and what
    a known file asks for does not come along."""
    house, listed, tool = tmp_path / "house", tmp_path / "list.txt", tools(name)
    house.mkdir()
    known = made_wheel(house, "paper_boat", needs="stowaway")
    unknown = made_wheel(house, "stowaway").partition(" ")[0] + "\n"

    def taken(words: str) -> set[str]:
        listed.write_text(words, encoding="utf-8")
        target = tmp_path / f"target-{len(list(tmp_path.iterdir()))}"
        done = install(tool, house, listed, target)
        packages = {path.parent.name for path in target.glob("*/__init__.py")}
        assert bool(packages) == (done.returncode == 0), done.stderr
        return packages

    assert taken(known) == {"paper_boat"}
    refused = {
        "without a hash": known + unknown,
        "with another hash": known.replace("sha256:", "sha256:0")[:-2] + "\n",
        "a name that nobody has": known + unknown.replace("stowaway", "nobody_home"),
    }
    assert {how: taken(words) for how, words in refused.items()} == dict.fromkeys(refused, set[str]())  # noqa: RUF024 - only compared
    made_wheel(house, "paper_boat", "and a stowaway")
    assert taken(known) == set()


def test_what_the_program_is_made_of_is_told() -> None:
    """B72: bin/sbom, the same each time, names every library of the list with its version."""
    told: list[dict[str, Any]] = []
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "answerable.site.sbom"], cwd=PROJECT / "src", capture_output=True, check=True
        )
        told.append(json.loads(done.stdout))
    assert told[0] == told[1]
    assert (told[0]["bomFormat"], told[0]["metadata"]["component"]["name"]) == ("CycloneDX", "answerable")
    names = re.findall(r"^([^\s=#-][^\s=]*)==([^\s;\\]+)", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE)
    addresses = [one["purl"] for one in told[0]["components"]]
    assert addresses == [f"pkg:pypi/{name}@{version}" for name, version in names]
    assert len(addresses) > 40
