"""What the program is made of, as a CycloneDX list: python -m answerable.site.sbom (or bin/sbom)

It names what `requirements.txt` names, the same on every machine: no day, no number of its own. The hash of each file
that may be installed stands in that list, whose own hash is told here.
"""

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[3]
REQUIREMENTS = PROJECT / "requirements.txt"
LINE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*(.+?))?\s*\\?$", re.MULTILINE)


def bill() -> dict[str, Any]:
    """Returns the list: the program itself, then each library with its version, and where only some machines need it."""
    itself = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": itself["name"], "name": itself["name"], "version": itself["version"],
                "licenses": [{"license": {"id": itself["license"]}}],
                "properties": [{"name": "answerable:requirements-sha256", "value": digest}],
            }
        },
        "components": [_component(*found) for found in libraries()],
    }  # fmt: skip


def libraries() -> Iterator[tuple[str, str, str]]:
    """Yields the name, version and condition of each library; a condition is empty where every machine needs it."""
    for name, version, marker in LINE.findall(REQUIREMENTS.read_text(encoding="utf-8")):
        yield re.sub(r"[-_.]+", "-", name).lower(), version, marker


def _component(name: str, version: str, marker: str) -> dict[str, Any]:
    address = f"pkg:pypi/{name}@{version}"
    made: dict[str, Any] = {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}
    return {**made, "properties": [{"name": "answerable:only-where", "value": marker}]} if marker else made


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bill(), indent=2) + "\n")
