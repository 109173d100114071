"""What a reply to a quotation says: word for word, nearly, in other words, by somebody else, or not at all; and the
block to copy.

In: a `Quotation`, for whom it is shown and in which words. Out: a `Reply` within Discord's limits.
"""

from collections.abc import Sequence

from bot import custom_ids, limits
from bot.actions import DrawWords
from bot.custom_ids import custom_id
from bot.escaping import address, escaped, escaped_line, quotation, without_text_fragment
from bot.languages.words import ENGLISH, Words
from bot.replies.answers import remove_button
from bot.replies.heads import show_line
from bot.replies.passages import Links
from bot.replies.reply import Block, Button, ButtonRow, LinkButton, LinkedBlock, Reply, TextBlock
from index.answer import RankedPassage
from index.quotes.quotation import Difference, Quotation, QuotedPlace
from index.transcripts.stamps import clock

EXACT, CLOSE, PARAPHRASE, NOT_FOUND = 0x57F287, 0xFEE75C, 0xF0B232, 0x99AAB5
COLOURS = {"exact": EXACT, "close": CLOSE, "paraphrase": PARAPHRASE, "not found": NOT_FOUND}
LONGEST_NAME = 100
LONGEST_SAID = 1_200  # characters
LONGEST_COMPARED = 1_000
LONGEST_OTHER = 240
LONGEST_BLOCK = 1_800
LEFT_OUT_SHOWN = 12  # words
OTHERS = 5  # shows that are named beside the one told


def quotation_reply(
    found: Quotation,
    passage: RankedPassage | None,
    asker: int,
    private: bool,
    links: Links,
    shows: Sequence[str] = (),
    card: DrawWords | None = None,
    words: Words = ENGLISH,
) -> Reply:
    """Return whether a quotation is true, its true words with those around them, and where they stand.

    `passage` is the one in which the first place begins, None where there is none. `shows` are the names of those in
    which it was found, the one told first; none where there is only one. `card` draws the true words, and where it is
    None the passage is drawn.
    """
    quoted = words("quote-heading", quoted=escaped_line(found.quoted, LONGEST_OTHER))
    verdict = words(f"quote-{found.kind.replace(' ', '-')}")
    heading = f"{quoted}\n{verdict}{_by_whom(found, words)}"
    if shows:
        heading += show_line(shows[0])
    if len(shows) > 1:
        others = words.listed([escaped_line(name, LONGEST_NAME) for name in shows[1:]], OTHERS)
        heading += f"\n-# {words('shows-also', shows=others)}"
    blocks: list[Block] = [TextBlock(heading)]
    for place in found.places:
        blocks += _place_blocks(place, found, links, words)
    buttons = [remove_button(asker, words)]
    if passage:
        quoting = Button(words("button-quote"), custom_id(custom_ids.quote(passage)), "primary")
        buttons[:0] = [quoting, Button(words("button-card"), custom_id(card or custom_ids.card(passage)))]
    blocks.append(ButtonRow(tuple(buttons)))
    return Reply(tuple(blocks), COLOURS[found.kind], private)


def block_reply(place: QuotedPlace, links: Links, words: Words = ENGLISH) -> Reply:
    """Return a quotation ready to be copied into a message: words, speaker, episode, link."""
    text = quotation_block(place, links, words)
    fenced = "```\n" + text.replace("```", "'''")[:LONGEST_BLOCK] + "\n```"
    return Reply((TextBlock(words("quote-copy")), TextBlock(fenced)), EXACT, private=True)


def quotation_block(place: QuotedPlace, links: Links, words: Words) -> str:
    """Return words, speaker, episode and link as Discord's Markdown."""
    said = "\n".join(f"> {line}" for line in place.said.split("\n") if line.strip())
    who = words("speakers-and").join(speaker for speaker in place.speakers if speaker)
    source = f"{who}, {place.title}" if who else place.title
    link = _link(place, links)
    return f"{said}\n— {source}" + (f"\n<{link}>" if link else "")


def _by_whom(found: Quotation, words: Words) -> str:
    """Return a sentence where the words are somebody else's than they are given to."""
    if not found.misattributed or not found.attributed:
        return ""
    place = found.places[0]
    who = f"**{escaped_line(place.speaker, LONGEST_NAME)}**" if place.speaker else words("quote-unnamed")
    asking = place.said.rstrip("\"”'’").endswith("?")
    role = "none" if not place.host else "asking" if asking else "host"
    attributed = escaped_line(found.attributed, LONGEST_NAME)
    return "\n" + words("quote-by-another", attributed=attributed, who=who, role=role)


def _place_blocks(place: QuotedPlace, found: Quotation, links: Links, words: Words) -> list[Block]:
    where = [escaped_line(place.title, LONGEST_NAME)]
    if place.section:
        where[0] += f" › {escaped_line(place.section, LONGEST_NAME)}"
    if place.start is not None:
        where.append(clock(place.start))
    head = "\n-# ".join(filter(None, (_speakers(place, words), " · ".join(where))))
    text = quotation(place.said, (), LONGEST_OTHER)[0] if place.rank > 1 else _said(place)
    told = compared(place.differences) if found.kind == "close" and place.rank == 1 else ""
    if told and limits.length(told) <= LONGEST_COMPARED:
        text += f"\n-# {words('quote-compared', words=told)}"
    link = _link(place, links)
    return [LinkedBlock(head, LinkButton(words("button-read"), link)) if link else TextBlock(head), TextBlock(text)]


def _speakers(place: QuotedPlace, words: Words) -> str:
    named = (f"**{escaped_line(speaker, LONGEST_NAME)}**" for speaker in place.speakers if speaker)
    return words("speakers-and").join(named)


def _said(place: QuotedPlace) -> str:
    """Return the true words, bold among those around them, as a Markdown quote."""
    paragraphs = [f"**{escaped(paragraph)}**" for paragraph in place.said.split("\n") if paragraph.strip()]
    if sum(map(limits.length, paragraphs)) > LONGEST_SAID:
        return quotation(place.said, (), LONGEST_SAID)[0]
    before, after = escaped(place.before.strip()), escaped(place.after.strip())
    paragraphs[0] = f"{before} {paragraphs[0]}".strip()
    paragraphs[-1] = f"{paragraphs[-1]} {after}".strip()
    return "\n".join(f"> {paragraph}" for paragraph in paragraphs)


def compared(differences: tuple[Difference, ...]) -> str:
    """Return a quotation beside what was said: struck out what was not, in bold what was left out or is right."""
    told = []
    for difference in differences:
        said = escaped_line(_shortened(difference.said), LONGEST_OTHER)
        quoted = escaped_line(difference.quoted, LONGEST_OTHER)
        match difference.operation:
            case "same":
                told.append(said)
            case "left out":
                told.append(f"**{said}**")
            case "added":
                told.append(f"~~{quoted}~~")
            case "replaced":
                told.append(f"~~{quoted}~~ **{said}**")
    return " ".join(told)


def _shortened(words: str) -> str:
    """Return a long run of words that was left out by its ends."""
    every = words.split()
    if len(every) <= LEFT_OUT_SHOWN:
        return words
    return " ".join([*every[:3], "…", *every[-3:]])


def _link(place: QuotedPlace, links: Links) -> str | None:
    return address(without_text_fragment(place.url) if links == "anchors" else place.url)
