"""What `/privacy` says: what is stored about a member, and how to have it forgotten.

In: whether the member's questions are kept, for how long. Out: a `Reply` for the member alone.
"""

from bot.actions import Keep
from bot.custom_ids import custom_id
from bot.languages.words import ENGLISH, Words
from bot.replies.reply import Button, ButtonRow, Reply, TextBlock

PRIVACY = 0x5865F2


def privacy_reply(kept: bool, keep_days: int, told: str = "", words: Words = ENGLISH) -> Reply:
    """Return what is stored about whoever asks, with the buttons that change it; `told` says what was just done."""
    stored = words("privacy-kept", days=keep_days) if kept else words("privacy-unkept")
    honest = words("privacy-honest", days=keep_days)
    again = Button(words("button-keep-again"), custom_id(Keep("again")))
    none = Button(words("button-keep-none"), custom_id(Keep("none")))
    forget = Button(words("button-forget"), custom_id(Keep("forget")), "danger")
    row = ButtonRow((forget, none if kept else again))
    text = f"### {words('about-stored')}\n{stored}\n{honest}"
    return Reply((TextBlock(f"{text}\n\n{told}" if told else text), row), PRIVACY, private=True)


def forgotten(count: int, words: Words = ENGLISH) -> str:
    """Say how many questions were forgotten."""
    return words("privacy-forgotten", count=count)
