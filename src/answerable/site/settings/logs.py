"""What is written down about what the program does: codes and places in the code, never anybody's words.

No address, no user agent, no SQL, no request body. An exception is written as its type and where it arose;
its message and its variables may hold what somebody typed, so they never are. A line of somebody else's library
is written as its unfilled template.
"""

import logging
import logging.config
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

SOURCE = Path(__file__).resolve().parents[3]
# They name addresses of pages, statements, keys and what was asked: whatever matters of it the fault pages log themselves.
SILENT = (
    "django.request",
    "django.security",
    "django.server",
    "django.db.backends",
    "django.template",
    "gunicorn.access",
    "fido2",
)
FRAMES = 12

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure(options: dict[str, Any]) -> None:
    """Sends every logger of the program to one stream of JSON lines."""
    logging.raiseExceptions = False  # a line that fails would otherwise print everything around it
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "lines": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "pass_foreign_args": True,
                    "use_get_message": False,
                    "processors": [
                        without_words,
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        structlog.processors.JSONRenderer(),
                    ],
                }
            },
            "handlers": {
                "lines": {"class": "logging.StreamHandler", "formatter": "lines"},
                "nowhere": {"class": "logging.NullHandler"},
            },
            "root": {"handlers": ["lines"], "level": options.get("level", "INFO")},
            "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}}
            | {name: {"handlers": ["nowhere"], "propagate": False} for name in SILENT},
        }
    )
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def without_words(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """Keeps of an exception its types and places, and of another library's line its unfilled template."""
    record: logging.LogRecord = line["_record"]
    line.pop("stack_info", None)
    filled_with = line.pop("positional_args", ())
    told = line.pop("exc_info", None) or record.exc_info
    if told:
        line.update(described(told if isinstance(told, tuple) else sys.exc_info()))
    if line.get("_from_structlog"):
        return line
    if record.name.startswith("answerable"):
        line["event"] = line["event"] % filled_with if filled_with else line["event"]
        return line
    line["event"] = record.msg if isinstance(record.msg, str) and filled_with else "(words left out)"
    line["at"] = line.get("at") or [f"{record.module}:{record.lineno}"]
    return line


def described(told: ExceptionInfo) -> dict[str, Any]:
    """Returns an exception's type, those behind it, and the places in the code it came through."""
    fault: BaseException | None = told[1]
    trace = told[2]
    kinds: list[str] = []
    while fault is not None and len(kinds) < 5:
        kinds.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        fault = fault.__cause__ or fault.__context__
    if not kinds:
        return {}
    return {"error_type": kinds[0], "behind_it": kinds[1:], "at": _places(trace)}


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        is_ours = path.is_relative_to(SOURCE)
        short = path.relative_to(SOURCE) if is_ours else Path(*path.parts[-3:])
        if is_ours or trace.tb_next is None:
            places.append(f"{short}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-FRAMES:]
