"""Passages as blocks of a reply: each with its head, its link, its words; or small, where it is a near miss.

In: passages, the kind of links, the words of a language, how much room there is. Out: blocks.
"""

from collections.abc import Sequence
from typing import Literal

from bot import limits
from bot.escaping import address, quotation, without_text_fragment
from bot.languages.words import Words
from bot.replies.heads import asked_of, head_of, names_of, quoted_words
from bot.replies.reply import Block, Divider, LinkButton, LinkedBlock, TextBlock
from index.answer import RankedPassage

Links = Literal["fragments", "anchors"]

LONGEST_NEAR_MISS = 300
LEAST_QUOTED = 200  # characters that a head leaves for the words where it says more than names


def passage_blocks(
    passages: Sequence[RankedPassage],
    links: Links,
    words: Words,
    room: tuple[int, int],
    *,
    first: int | None = None,
    marked: int | None = None,
) -> list[Block]:
    """Return each passage's head, with the link beside it, and its words.

    `room` is what there is for all text and what for the quoted words; of the second, what a short passage leaves of
    its share the next ones get. Passages are numbered from `first` on; the one at the position `marked` is named.
    """
    blocks: list[Block] = []
    for_all, for_quotes = room
    for number, passage in enumerate(passages):
        left = len(passages) - number
        link = _link(passage, links)
        share = for_all // left
        named = None if first is None else first + number
        head = head_of(passage, words, named, passage.position == marked, share - LEAST_QUOTED)
        asked = f"{asked_of(passage)}\n" if limits.length(head + asked_of(passage)) < share - LEAST_QUOTED else ""
        taken = limits.length(head + asked)
        quoted = quoted_words(passage, bool(link), words, min(share - taken, for_quotes // left))
        for_all -= taken + limits.length(quoted)
        for_quotes -= limits.length(quoted)
        blocks += [Divider(), LinkedBlock(head, LinkButton(words("button-read"), link)) if link else TextBlock(head)]
        blocks.append(TextBlock(f"{asked}{quoted}".strip()))
    return blocks


def _link(passage: RankedPassage, links: Links) -> str | None:
    return address(passage.url if links == "fragments" else without_text_fragment(passage.url))


def near_miss(passage: RankedPassage, links: Links, words: Words) -> Block:
    """Return a passage that may be about something else, and is said to be."""
    head = words("passage-near-miss", head=" · ".join(names_of(passage)))
    quoted, _ = quotation(passage.text, (), LONGEST_NEAR_MISS)
    link = _link(passage, links)
    text = f"{head}\n{quoted}"
    return LinkedBlock(text, LinkButton(words("button-read"), link)) if link else TextBlock(text)
