"""Episodes → their passages, column by column: cheap to reckon with, and to hand from one process to another.

In: episodes. Out: `PassageTable`: for each passage its words, where it stands, who speaks, what its link highlights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.building.passages import Passage, passages
from index.building.text_fragments import Passages, fragments
from index.building.unsaid import unsaid
from index.file.context_windows import HOST, QUESTION, WINDOW
from index.text.terms import fold
from index.transcripts.episode import Episode

Counts = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Seconds = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PassageTable:
    """The passages of some episodes, one episode after another.

    `episodes` and `sections` count those of the episodes given, `turns` those of each episode, `speakers` the names in
    `names`, all from 0. `fragments` tell how a link marks each passage (`index.building.fragment`). `traits`
    are what `index.file.context_windows` says. `starts` are the seconds of the recording at which passages begin, NaN
    where that is not known. `unsaid` is what each episode's page shows and nobody says.
    """

    episodes: Counts
    sections: Counts
    turns: Counts
    names: tuple[str, ...]
    speakers: Counts
    texts: tuple[str, ...]
    fragments: npt.NDArray[np.uint16]
    traits: npt.NDArray[np.uint8]
    starts: Seconds
    unsaid: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)


def passage_table(episodes: Sequence[Episode]) -> PassageTable:
    """Cut episodes into passages."""
    cut: list[Passage] = []
    turns: list[int] = []
    in_section: list[int] = []
    in_episode: list[int] = []
    for episode in episodes:
        before, turns_before = len(cut), 0
        for section in episode.sections:
            found = list(passages(section.turns))
            cut += found
            turns += [turns_before + passage.turn for passage in found]
            turns_before += len(section.turns)
            in_section.append(len(found))
        in_episode.append(len(cut) - before)
    of_episode = np.repeat(np.arange(len(in_episode)), np.array(in_episode, np.int64))
    texts = tuple(passage.text for passage in cut)
    of_section = np.repeat(np.arange(len(in_section), dtype=np.int32), np.array(in_section, np.int64))
    said_by = [passage.speaker for passage in cut]
    speakers, names = _numbered(said_by)
    titles = [section.title for episode in episodes for section in episode.sections]
    told = Passages(texts, said_by, of_episode, np.array(turns, np.int64), of_section.astype(np.int64), titles)
    return PassageTable(
        of_episode.astype(np.int32),
        of_section,
        np.array(turns, np.int32),
        names,
        speakers,
        texts,
        fragments(told, [episode.page for episode in episodes], of_episode),
        _traits(episodes, of_episode, speakers, names, texts),
        np.array([np.nan if passage.start is None else passage.start for passage in cut], np.float64),
        tuple(map(unsaid, episodes, _texts_by_episode(texts, in_episode))),
    )


def _texts_by_episode(texts: Sequence[str], counts: Sequence[int]) -> Iterator[Sequence[str]]:
    first = 0
    for count in counts:
        yield texts[first : first + count]
        first += count


def _numbered(names: Sequence[str]) -> tuple[Counts, tuple[str, ...]]:
    """Return the number of each name, from 0 in order of appearance, and the names in that order."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.fromiter(map(numbers.__getitem__, names), np.int32, len(names)), tuple(numbers)


def _traits(
    read: Sequence[Episode], episodes: Places, speakers: Counts, names: Sequence[str], texts: Sequence[str]
) -> npt.NDArray[np.uint8]:
    asks = np.fromiter((text.rstrip().endswith("?") for text in texts), np.bool_, len(texts))
    places = np.arange(len(texts))
    within = places - episodes.searchsorted(episodes)  # how many passages of the episode come before
    changes = (np.diff(speakers, prepend=-1) != 0) | (within == 0)
    back = places - np.maximum.accumulate(np.where(changes, places, 0)) + 1  # to the last passage of another speaker
    back[(back > WINDOW) | (back > within)] = 0
    is_host = _hosts(read, episodes, speakers, names)
    return np.asarray(back | np.where(is_host, HOST, 0) | np.where(asks, QUESTION, 0), np.uint8)


def _hosts(read: Sequence[Episode], episodes: Places, speakers: Counts, names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell which passages are a host's: of whom the episode says so, else of whom its title does not name, where it
    names another, for guests are named in titles.
    """
    folded = [fold(name) for name in names]
    of_host = np.zeros(len(speakers), np.bool_)
    bounds = episodes.searchsorted(np.arange(len(read) + 1)).tolist()
    for episode, start, end in zip(read, bounds, bounds[1:], strict=False):
        heard = np.unique(speakers[start:end])
        hosts = {fold(host) for host in episode.hosts} & {folded[number] for number in heard.tolist()}
        title = fold(episode.title)
        named = np.array(
            [
                folded[number] not in hosts if hosts else bool(folded[number]) and folded[number] in title
                for number in heard.tolist()
            ],
            np.bool_,
        )
        if named.any():
            of_host[start:end] = ~np.isin(speakers[start:end], heard[named])
    return of_host
