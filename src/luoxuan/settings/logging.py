"""What is logged: what happened and where, never a query string, a body or a person (9.3)."""

import logging
from typing import Any


class WithoutQuery(logging.Filter):
    """Cuts the query string off the address Django logs with a refused request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keep the record."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                value.partition("?")[0] if isinstance(value, str) else value
                for value in record.args
            )
        return True


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_query": {"()": "luoxuan.settings.logging.WithoutQuery"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_query"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"luoxuan": {"level": "INFO"}},
}
