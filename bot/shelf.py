"""The shows at hand, each with the `Searcher` of its index, and in which order what they say is told.

In: names of shows, and what is to be asked of them. Out: fewer of them, or what each says.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from bot.custom_ids import named_by
from index.answer import Answer, UnknownName
from index.file.errors import IndexFileError
from index.remarks.messages import of_index
from index.remarks.remark import OfIndex, OfNeed
from index.search import Searcher
from index.shows import Show, UnknownShow, show_called

AT_ONCE = 8  # shows on clusters that are worked for side by side, for that mostly waits

Result = TypeVar("Result")
Missing = tuple[Show, Exception]  # a show whose index cannot be opened, and why
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Shows in the order in which they are told, and the searcher of each.

    `missing` are those that belong to them and cannot be searched at the moment.
    """

    shows: tuple[Show, ...]
    searchers: tuple[Searcher, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def several(self) -> bool:
        """Whether there is more than one show, also where only one of them can be searched."""
        return len(self.shows) + len(self.missing) > 1

    def naming(self, show: Show) -> str:
        """Return what tells one of the shows from the others: its name, "" where it is the only one."""
        return show.name if self.several else ""

    def only(self, names: Collection[str]) -> "Shelf":
        """Return the shows of these names, all of them for none; raise why where none of them can be searched."""
        if not names:
            return self
        kept = [pair for pair in zip(self.shows, self.searchers, strict=True) if pair[0].name in names]
        missing = tuple(pair for pair in self.missing if pair[0].name in names)
        if not kept and missing:
            raise missing[0][1]
        return Shelf(tuple(show for show, _ in kept), tuple(searcher for _, searcher in kept), missing)

    def called(self, name: str | None) -> "Shelf":
        """Return the show of a name that somebody typed, all of them for None; raise `UnknownShow`."""
        return self if name is None else self.only((show_called(name, self._every()).name,))

    def marked(self, mark: str) -> "Shelf":
        """Return the show that a button names by the digest of its name, all for ""; raise `UnknownShow`."""
        if not mark:
            return self
        name = named_by(mark, (show.name for show in self._every()))
        if name is None:
            raise UnknownShow(mark, self._every())
        return self.only((name,))

    def each(self, look: Callable[[Show, Searcher], Result]) -> list[tuple[Show, Result]]:
        """Return what each show says; one that does not know an episode or a speaker is passed over.

        So is one whose index cannot be read, and the log says so. `look` is called in threads side by side for shows
        that are on clusters. Raises `IndexFileError` or `UnknownName` where none is left, and whatever else `look`
        raises.
        """
        found: list[tuple[Show, Result]] = []
        unknown: list[UnknownName] = []
        unreadable: list[IndexFileError] = []
        with ThreadPoolExecutor(AT_ONCE, "show") as waiting:
            pairs = zip(self.shows, self.searchers, strict=True)
            looks = [(show, begin(waiting, show, partial(look, show, searcher))) for show, searcher in pairs]
            for show, outcome in looks:
                try:
                    found.append((show, outcome()))
                except UnknownName as error:
                    unknown.append(error)
                except IndexFileError as error:
                    unreadable.append(error)
        if not found:
            raise unreadable[0] if unreadable else _together(unknown)
        for told in unreadable:
            log.error("an index cannot be read: %s", told)
        return found

    def first(self, look: Callable[[Searcher], Result | None]) -> tuple[Show, Searcher, Result] | None:
        """Return the first show that has something, what searches it and what it has; None where none has.

        Raises `IndexFileError` where none has it and one of them cannot be read.
        """
        unreadable: list[IndexFileError] = []
        for show, searcher in zip(self.shows, self.searchers, strict=True):
            try:
                found = look(searcher)
            except IndexFileError as error:
                unreadable.append(error)
                continue
            if found is not None:
                return show, searcher, found
        if unreadable:
            raise unreadable[0]
        return None

    def _every(self) -> tuple[Show, ...]:
        return (*self.shows, *(show for show, _ in self.missing))


def begin(waiting: ThreadPoolExecutor, show: Show, work: Callable[[], Result]) -> Callable[[], Result]:
    """Return what tells the outcome of some work for a show; it is being done by then where that is on a cluster."""
    return waiting.submit(work).result if show.settings.cluster else work


def _together(unknown: Sequence[UnknownName]) -> UnknownName:
    """Return one error for a name that no show knows, with the names that are like it in any of them."""
    first = unknown[0]
    near = dict.fromkeys(name for error in unknown if error.kind == first.kind for name in error.near)
    return UnknownName(first.kind, first.name, tuple(near))


def surest_first(answers: Sequence[tuple[Show, Answer]]) -> list[tuple[Show, Answer]]:
    """Return what shows answer in the order in which it is told: answered ones first, the surest before the others."""
    return sorted(answers, key=lambda pair: (not pair[1].answered, -pair[1].confidence))


def correction(answers: Sequence[tuple[Show, Answer]]) -> str | None:
    """Return the question as the first show that is told corrected it, None where none did."""
    return next((answer.did_you_mean for _, answer in surest_first(answers) if answer.did_you_mean), None)


def said_once(answers: Sequence[tuple[Show, Answer]]) -> Answer | None:
    """Return the answer that is said once for all shows: where help is, what the bot is, how much it knows."""
    for _, answer in answers:
        if answer.remark and isinstance(answer.remark.subject, OfNeed):
            return answer
    subjects = [answer.remark.subject for _, answer in answers if answer.remark]
    known = [subject for subject in subjects if isinstance(subject, OfIndex)]
    if len(known) < len(answers):
        return None
    return replace(answers[0][1], remark=of_index(known[0].kind, sum(subject.episodes for subject in known)))
