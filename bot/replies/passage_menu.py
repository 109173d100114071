"""The list below an answer from which something is done with one of its passages.

In: the passages of a page. Out: a `Menu`, whose values are the custom ids of what is done.
"""

from collections.abc import Sequence

from bot import custom_ids, limits
from bot.actions import Passages
from bot.custom_ids import custom_id
from bot.languages.words import Words
from bot.replies.reply import Menu, Option
from index.answer import RankedPassage

LONGEST_SPEAKER = 40


def passage_menu(passages: Sequence[RankedPassage], own: Passages, words: Words) -> Menu:
    """Return the list for a page's passages, of which `own` says the question and the number before the first."""
    doing = (
        (words("button-around"), custom_ids.around),
        (words("button-quote"), custom_ids.quote),
        (words("button-card"), custom_ids.card),
    )
    options: dict[str, str] = {}
    for number, passage in enumerate(passages, own.offset + 1):
        name = limits.cropped(passage.speaker or passage.title, LONGEST_SPEAKER)
        for label, action in doing:
            options.setdefault(custom_id(action(passage)), f"{number} · {name}: {label}")
    listed = tuple(Option(label, value) for value, label in options.items())
    return Menu(custom_id(own), listed, placeholder=words("menu-passages"))
