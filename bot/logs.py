"""Logs as JSON lines on standard error: ids and kinds, never a text, phone, NIK or token."""

from __future__ import annotations

import logging
import sys
from typing import TextIO, cast

import structlog


def configure(level: int = logging.INFO) -> None:
    """Our own log lines by structlog; of the libraries only warnings, without their messages' arguments.

    Libraries put URLs into their messages, and a bot's URL holds its token: they are named, not quoted.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", _Stderr())),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers = [_Named()]
    root.setLevel(logging.WARNING)


class _Stderr:
    """Standard error as it is when a line is written."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


class _Named(logging.Handler):
    """Says which library complained, where, and how badly; not what it said."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().warning(
            "library",
            name=record.name,
            level_name=record.levelname,
            place=f"{record.module}:{record.lineno}",
            kind=record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "",
        )
