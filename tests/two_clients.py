"""Two people with one form open at once: whoever saves second sees what the other saved, and both stay."""

import re
from collections.abc import Mapping
from typing import Any

from django.test import Client

HIDDEN = ("began", "revision", "made_from", "tongue")


def hidden(shown: str) -> dict[str, str]:
    """What a form keeps of what stood there when it was shown."""
    found = {}
    for name in HIDDEN:
        tag = re.search(rf'<input type="hidden" name="{name}"[^>]*>', shown)
        if tag and (value := re.search(r'value="([^"]*)"', tag[0])):
            found[name] = value[1]
    return found


def lose_nothing(
    one: Client,
    other: Client,
    address: str,
    *,
    first: Mapping[str, Any],
    second: Mapping[str, Any],
    theirs: str,
    mine: str,
) -> str:
    """Both open the form, one saves, the other is shown both, and saves knowingly. Returns the page that showed both."""
    began = [hidden(client.get(address).content.decode()) for client in (one, other)]
    assert one.post(address, {**began[0], **first}).status_code == 303
    refused = other.post(address, {**began[1], **second})
    shown = refused.content.decode()
    assert refused.status_code == 200, refused.headers.get("Location")
    assert theirs in shown
    assert mine in shown
    assert other.post(address, {**began[1], **second, **hidden(shown)}).status_code == 303
    return shown


def save_the_same(one: Client, other: Client, address: str, typed: Mapping[str, Any]) -> None:
    """Two who want the same are in no conflict."""
    began = [hidden(client.get(address).content.decode()) for client in (one, other)]
    for client, shown in zip((one, other), began, strict=True):
        assert client.post(address, {**shown, **typed}).status_code == 303
