"""Makes any function of the safe space fail once, where a file in the data folder says so; or writes down which are called."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

OURS = ("answerable/concerns/", "answerable/vault/")
PLAN, CALLED = "run/plan.json", "run/called.json"


class Planted(Exception):  # noqa: N818 - it is what it is
    """Words in an exception, as libraries put them there."""


def name_of(frame: FrameType) -> str:
    """Returns a function's file and name, for functions of the safe space."""
    path = frame.f_code.co_filename
    short = next((path[path.index(one) + len("answerable/") :] for one in OURS if one in path), "")
    return f"{short}:{frame.f_code.co_qualname}" if short else ""


def planting_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def answer(request: HttpRequest) -> HttpResponseBase:
        plan = _plan()
        if not plan or (request.method != "POST" and not plan.get("also_reading")):
            return get_response(request)
        called: dict[str, int] = {}
        sys.settrace(_listening(called) if plan["mode"] == "list" else _failing(plan))
        try:
            return get_response(request)
        finally:
            sys.settrace(None)
            if plan["mode"] == "list":
                (Path(settings.HOME) / CALLED).write_text(json.dumps(list(called)))

    return answer


def _plan() -> dict[str, Any]:
    path = Path(settings.HOME) / PLAN
    return dict(json.loads(path.read_text())) if path.exists() else {}


def _listening(called: dict[str, int]) -> Any:
    def trace(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and (name := name_of(frame)):
            called[name] = called.get(name, 0) + 1

    return trace


def _failing(plan: dict[str, Any]) -> Any:
    """Fails once, when the function begins or when it is about to return; the exception holds what the plan says."""
    done = [False]

    def fail() -> None:
        done[0] = True
        raise Planted(plan["words"])

    def inside(frame: FrameType, event: str, argument: object) -> Any:
        if event == "return" and not done[0]:
            fail()
        return inside

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        if done[0] or event != "call" or name_of(frame) != plan["where"]:
            return None
        if plan["when"] == "call":
            fail()
        frame.f_trace_lines = False
        return inside

    return trace
