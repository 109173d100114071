"""`askcast quote`: where words were said, and how they differ, in a terminal.

In: a command line. Out: text or JSON on standard output, perhaps a card as a file.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.opening import open_shelf
from bot.terminal import terminal_width, wrapped
from index.invocation import current, everywhere
from index.quotes.quotation import Difference, Quotation, QuotedPlace
from index.transcripts.stamps import clock

if TYPE_CHECKING:
    from bot.cards.card import Card

VERDICTS = {
    "exact": ("Yes, word for word.", "green"),
    "close": ("Nearly: this is what was said.", "yellow"),
    "paraphrase": ("Not in these words; this passage may be what is meant.", "yellow"),
    "not found": ("Not found in these episodes, in these words or in others.", "red"),
}


@click.command("quote", epilog='Example: askcast quote "as Ruth said: read it yourself before you post anything"')
@click.argument("text")
@click.option("--episode", metavar="SLUG", help="Look in that episode alone.")
@click.option("--speaker", metavar="NAME", help="Who is said to have said it.")
@click.option(
    "--card", metavar="FILE.png", type=click.Path(path_type=Path, dir_okay=False), help="Draw the true words."
)
@click.option("--dark", is_flag=True, help="Draw it light on dark.")
@everywhere
def quote_command(text: str, episode: str | None, speaker: str | None, card: Path | None, dark: bool) -> int:
    """Tell whether TEXT was said, by whom and where: exact, close, a paraphrase, or not found."""
    from bot.quote_cards import words_of_place  # noqa: PLC0415  (compiled loops are slow to load)
    from bot.quoting import SAID, quotations, worth_telling  # noqa: PLC0415

    if dark and not card:
        raise click.UsageError("--dark is for a card; say where to draw it: --card FILE.png")
    drawn = None
    with open_shelf(current().shows) as shelf:
        found = quotations(shelf, text, episode, speaker)
        best = worth_telling(found)
        show, outcome = best[0]
        if card and outcome.kind in SAID:
            (searcher,) = shelf.only((show.name,)).searchers
            drawn = words_of_place(searcher, show, outcome.places[0]).card("dark" if dark else "light")
    if current().json:
        for show, outcome in found:
            click.echo(json.dumps({**asdict(outcome), **show.told}, ensure_ascii=False))
    else:
        width = terminal_width(sys.stdout)
        told = [quotation_text(outcome, width, shelf.naming(show)) for show, outcome in best]
        click.echo("\n\n".join(told))
    return (1 if shelf.missing else 0) if card is None else _draw(drawn, card)


def quotation_text(found: Quotation, width: int | None, show: str = "") -> str:
    """Return what was found as a person reads it; `width` (columns) None leaves lines unbroken.

    `show` is the name of the show it was found in, "" where there is only one.
    """
    verdict, colour = VERDICTS[found.kind]
    parts = [click.style(show, bold=True)] if show and found.places else []
    parts += [click.style(verdict, fg=colour, bold=True) + _by_whom(found)]
    parts += [_place_text(place, found.kind == "close" and place.rank == 1, width) for place in found.places]
    if found.places:
        parts.append("To quote it:\n" + quotation_block(found.places[0]))
    return "\n\n".join(parts)


def quotation_block(place: QuotedPlace) -> str:
    """Return words, speaker, episode and link as Markdown, ready to be pasted."""
    words = "\n".join(f"> {line}" for line in place.said.split("\n") if line.strip())
    who = " and ".join(filter(None, place.speakers))
    return f"{words}\n— {', '.join(filter(None, (who, place.title)))}\n{place.url}".rstrip()


def compared(differences: tuple[Difference, ...]) -> str:
    """Return a quotation beside what was said, as `diff` marks words: [-not said-] {+left out+}."""
    told = []
    for difference in differences:
        if difference.operation == "same":
            told.append(difference.said)
        else:
            gone = click.style(f"[-{difference.quoted}-]", fg="red") if difference.quoted else ""
            true = click.style(f"{{+{difference.said}+}}", fg="green") if difference.said else ""
            told.append(" ".join(filter(None, (gone, true))))
    return " ".join(told)


def _by_whom(found: Quotation) -> str:
    if not found.misattributed:
        return ""
    place = found.places[0]
    who = place.speaker or "somebody who is not named"
    asking = place.host and place.said.rstrip("\"”'’").endswith("?")
    role = "'s, the host, asking" if asking else "'s, the host" if place.host else "'s"
    return f" But not {found.attributed}: these are the words of {who}{role[2:]}."


def _place_text(place: QuotedPlace, differs: bool, width: int | None) -> str:
    time = f" · {clock(place.start)}" if place.start is not None else ""
    section = f" › {place.section}" if place.section else ""
    who = " and ".join(click.style(speaker, fg="cyan", bold=True) for speaker in place.speakers if speaker)
    head = f"{place.rank}. {' · '.join(filter(None, (who, place.title)))}{section}{time}"
    words = " ".join(filter(None, (place.before.strip(), place.said, place.after.strip())))
    lines = [head, *(wrapped(paragraph, width) for paragraph in words.split("\n") if paragraph.strip())]
    if differs:
        lines.append(wrapped(compared(place.differences), width))
    links = dict.fromkeys(link for link in (place.url, place.media_url) if link)
    return "\n".join([*lines, *(f"   {click.style(link, fg='blue', underline=True)}" for link in links)])


def _draw(card: "Card | None", file: Path) -> int:
    """Draw a card into a file; without one, say so."""
    from bot.cards.card import CardsUnavailable  # noqa: PLC0415  (the extra `cards` is needed for it alone)
    from bot.cards.drawing import picture  # noqa: PLC0415

    if card is None:
        click.echo("no card: these words were not said", err=True)
        return 1
    try:
        file.write_bytes(picture(card).png)
    except CardsUnavailable as missing:
        click.echo(str(missing), err=True)
        return 1
    click.echo(f"{file} drawn", err=True)
    return 0
