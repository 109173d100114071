"""The bot's log: lines on standard error that never hold a token.

What may be in a log line that is no secret of ours to tell: the bot's token, and the tokens of interactions, which
discord.py writes into addresses.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

from bot.settings import LogForm

INTERACTION_TOKENS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.-]+")


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes the tokens out."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's lines without tokens."""
        return self.redacted(super().format(record))

    def redacted(self, text: str) -> str:
        """Return a text without tokens."""
        return INTERACTION_TOKENS.sub(r"\1…", text.replace(self._token, "…"))


class JsonFormatter(RedactingFormatter):
    """Formats a record as one line of JSON, without tokens: time (ISO, UTC), level, logger, message, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a JSON object on one line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return self.redacted(json.dumps(told, ensure_ascii=False))


def set_up(token: str, form: LogForm) -> None:
    """Write the log to standard error, from INFO upwards, as lines of text or of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(token) if form == "json" else RedactingFormatter(token))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
