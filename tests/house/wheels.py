"""Small invented packages, as files that an installer takes, and the installers that bin/setup may use."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from .source import PROJECT

REQUIREMENTS = PROJECT / "requirements.txt"
FIRST_DAY = (2026, 1, 1, 0, 0, 0)
Done = subprocess.CompletedProcess[str]


def made_wheel(folder: Path, name: str, words: str = "", *, needs: str = "") -> str:
    """Writes version 1.0 of a package, and returns the line that names it with its hash."""
    file, about = folder / f"{name}-1.0-py3-none-any.whl", f"{name}-1.0.dist-info"
    asked = f"Requires-Dist: {needs}\n" if needs else ""
    parts = {
        f"{name}/__init__.py": f"# {words}\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{asked}",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    parts[f"{about}/RECORD"] = "".join(f"{path},,\n" for path in (*parts, f"{about}/RECORD"))
    with zipfile.ZipFile(file, "w") as archive:
        for path, content in parts.items():
            archive.writestr(zipfile.ZipInfo(path, FIRST_DAY), content)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


def found_pip(folder: Path) -> list[str]:
    """Returns a pip: this Python's own, else one that comes with Python; nothing is downloaded. Empty where none is."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    python = folder / "venv/bin/python"
    made = subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], capture_output=True, check=False)
    return [str(python), "-m", "pip"] if made.returncode == 0 else []


def found_uv() -> list[str]:
    uv = shutil.which("uv")
    works = uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0
    return [uv, "pip", "--quiet"] if uv and works else []


def install(tool: list[str], wheelhouse: Path, listed: Path, target: Path) -> Done:
    """Installs what a list names as bin/setup does, but out of a folder, and asking nobody."""
    offline = ["--no-index", "--find-links", str(wheelhouse), "--require-hashes", "--no-deps", "-r", str(listed)]
    of_uv = ["--offline", "--link-mode", "copy", "--python", sys.executable]
    own = ["--no-compile"] if tool[-1] == "pip" else of_uv
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    quiet = {
        "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1",
        "UV_NO_CONFIG": "1", "UV_NO_CACHE": "1", "UV_PYTHON_DOWNLOADS": "never",
    }  # fmt: skip
    return subprocess.run(
        [*tool, "install", *own, *offline, "--target", str(target)],
        env={**kept, **quiet}, capture_output=True, text=True, check=False, timeout=170,
    )  # fmt: skip


def download(pip: list[str], wheelhouse: Path) -> Done:
    """Fetches what `requirements.txt` names, from wherever this machine's pip gets its packages, or from its memory."""
    words = ["download", "--quiet", "--retries", "0", "--require-hashes", "--no-deps", "--dest", str(wheelhouse)]
    return subprocess.run(
        [*pip, *words, "-r", str(REQUIREMENTS)], capture_output=True, text=True, check=False, timeout=170
    )


def hashes(target: Path) -> dict[str, str]:
    """Returns the hash of each installed file, by its path."""
    files = [path for path in target.rglob("*") if path.is_file()]
    return {str(path.relative_to(target)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
