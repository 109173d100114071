"""Which words go on a quote card, and the card that they make: a passage, a quotation, or what a button names.

In: what was found in a show, or an action. Out: `QuotedWords`, a `Card`. Blocking.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import DrawWords, MakeCard
from bot.cards.card import Card, Theme, short_address
from bot.custom_ids import digest
from bot.passages import FoundPassage, passage_of
from bot.shelf import Shelf
from index.answer import RankedPassage
from index.quotes.quotation import QuotedPlace
from index.search import Searcher
from index.shows import Show

RUN = 8  # passages after the first that are looked at to begin with: most quotations end in them


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """So many characters (`length`) of what passages of a show say one after another, from character `begin` on.

    They begin in the first of the passages; spaces and line breaks count as one space. `podcast` is the show's name,
    "" where none is known.
    """

    show: Show
    podcast: str
    passages: tuple[RankedPassage, ...]
    begin: int
    length: int

    @property
    def text(self) -> str:
        """The words."""
        return _spoken(self.passages)[self.begin : self.begin + self.length]

    @property
    def speakers(self) -> list[str]:
        """All who say some of the words, who says most of them first."""
        heard: Counter[str] = Counter()
        begins = -self.begin
        for passage in self.passages:
            text = _in_one_line(passage.text)
            heard[passage.speaker] += len(text[max(-begins, 0) : max(self.length - begins, 0)].split())
            begins += len(text) + 1
        return [speaker for speaker, words in heard.most_common() if words and speaker]

    def card(self, theme: Theme) -> Card:
        """Return their card."""
        first = self.passages[0]
        who, address = " and ".join(self.speakers), short_address(first.url)
        colours = self.show.colours
        return Card(self.text, who, first.title, first.section, self.podcast, address, theme, colours)

    def drawing(self, theme: Theme, asker: int) -> DrawWords:
        """Return the action that draws their card in a theme; `asker` is the Discord id of whose card it is."""
        first = self.passages[0]
        where = digest(first.episode), first.position, digest(first.text)
        return DrawWords(*where, self.begin, self.length, digest(self.text), theme, asker)


def words_of_place(searcher: Searcher, show: Show, place: QuotedPlace) -> QuotedWords:
    """Return the true words of a quotation."""
    said = _in_one_line(place.said)
    passages = _from(searcher, place.episode, place.position, len(said))
    return QuotedWords(show, _podcast(show, searcher), passages, _spoken(passages).index(said), len(said))


def words_named(shelf: Shelf, action: MakeCard | DrawWords) -> QuotedWords | None:
    """Return the words that a button names, in whichever show; None where they are not there as they were."""
    found = passage_of(shelf, action)
    if found is None:
        return None
    if isinstance(action, MakeCard):
        return _words(found, (found.passage,), 0, len(_in_one_line(found.passage.text)))
    passages = _from(found.searcher, found.passage.episode, found.passage.position, action.length)
    words = _words(found, passages, action.begin, action.length)
    return words if digest(words.text) == action.said else None


def _words(found: FoundPassage, passages: tuple[RankedPassage, ...], begin: int, length: int) -> QuotedWords:
    return QuotedWords(found.show, _podcast(found.show, found.searcher), passages, begin, length)


def _podcast(show: Show, searcher: Searcher) -> str:
    """Return a show's name: as the file of shows gives it, or else its site or feed."""
    return show.name or searcher.podcast


def _from(searcher: Searcher, episode: str, position: int, length: int) -> tuple[RankedPassage, ...]:
    """Return the passage at a position and those after it, so many that `length` characters follow the first."""
    after = RUN
    while True:
        passages = searcher.around(episode, position, 0, after)
        if len(passages) <= after or len(_spoken(passages[1:])) >= length:
            return passages
        after *= 4


def _spoken(passages: Sequence[RankedPassage]) -> str:
    return " ".join(_in_one_line(passage.text) for passage in passages)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
