"""The bot's log: lines on standard error that never hold a token.

What may be in a log line that is no secret of ours to tell: the bot's token, and the tokens of interactions, which
discord.py writes into addresses.
"""

import logging
import re
import sys

INTERACTION_TOKENS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.-]+")


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes the tokens out."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's lines without tokens."""
        return INTERACTION_TOKENS.sub(r"\1…", super().format(record).replace(self._token, "…"))


def set_up(token: str) -> None:
    """Write the log to standard error, from INFO upwards."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(token))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
