"""What `/privacy` says: what is stored about a member, and how to have it forgotten.

In: whether the member's questions are kept, for how long. Out: a `Reply` for the member alone.
"""

from bot.custom_ids import Keep, custom_id
from bot.replies.reply import Button, ButtonRow, Reply, TextBlock

PRIVACY = 0x5865F2


def privacy_reply(kept: bool, keep_days: int, told: str = "") -> Reply:
    """Return what is stored about whoever asks, with the buttons that change it; `told` says what was just done."""
    days = f"{keep_days} day{'' if keep_days == 1 else 's'}"
    stored = (
        f"The text of your questions, the server, whether they were answered and whether an answer helped, for {days}; "
        "not your name and not your id. So nobody who reads that file learns who asked."
        if kept
        else "Nothing. Your questions are held only in memory, so that buttons work, until the bot stops; what is "
        "kept on the disk is a digest that says that you want it so."
    )
    honest = (
        "Since no id is stored, only questions asked since the bot was last started can be told to be yours, and are "
        f"forgotten at once; older ones go by themselves after {days}. Answers in channels stay until you press Remove."
    )
    again = Button("Keep my questions again", custom_id(Keep("again")))
    none = Button("Keep none of my questions", custom_id(Keep("none")))
    row = ButtonRow((Button("Forget my questions", custom_id(Keep("forget")), "danger"), none if kept else again))
    text = f"### What is stored about you\n{stored}\n{honest}"
    return Reply((TextBlock(f"{text}\n\n{told}" if told else text), row), PRIVACY, private=True)


def forgotten(count: int) -> str:
    """Say how many questions were forgotten."""
    return f"**Forgotten: {count:,} question{'' if count == 1 else 's'}.**"
