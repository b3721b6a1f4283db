"""The default file storage: it refuses. Files are kept sealed, by the room that owns them."""

from typing import Any

from django.core.files.storage import Storage


class NoClearFiles(Storage):
    """Nothing is ever stored in clear by way of a file field."""

    def _open(self, name: str, mode: str = "rb") -> Any:
        raise PermissionError("files are kept sealed")

    def _save(self, name: str, content: Any) -> str:
        raise PermissionError("files are kept sealed")

    def exists(self, name: str) -> bool:
        return False
