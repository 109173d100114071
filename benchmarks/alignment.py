"""How well a page's passages find their seconds in captions that say the same with noise.

    python -m benchmarks.alignment TRANSCRIPTS

In: a folder of labelled transcripts. For each a recording is made up: its words are said at an uneven pace, captions
are made of them, at most six to ten words each and none over a pause; a share of their words is dropped, as many are
changed, as many moved. Out: a table: of all passages the share that begin within 2 seconds of the truth, and of those
that begin at no second at all.
"""

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.building.passages import passages
from index.transcripts.alignment import aligned
from index.transcripts.cues import Cue, turns
from index.transcripts.episode import Episode, NoTranscript, Section, TranscriptError
from index.transcripts.sources import find_files

WORD = re.compile(r"\w+(?:['’]\w+)*")
NOISE = (0.0, 0.05, 0.15, 0.30)  # the share of words dropped, changed or moved, a third of it each
WITHIN = 2.0  # seconds
FARTHEST_MOVE = 12  # words
PAUSE = 1.0  # seconds of silence at which whoever makes captions begins another


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("transcripts", type=Path)
    episodes = list(_episodes(parser.parse_args().transcripts))
    print(
        f"{len(episodes)} episodes\n\n| noise | passages | within {WITHIN:g} s | without a second |\n|---|---|---|---|"
    )
    for share in NOISE:
        chance = random.Random(7)
        off = [difference for episode in episodes for difference in _differences(episode, share, chance)]
        near = sum(difference is not None and difference <= WITHIN for difference in off)
        print(f"| {share:.0%} | {len(off):,} | {near / len(off):.2%} | {off.count(None) / len(off):.2%} |")


def _episodes(folder: Path) -> Iterator[Episode]:
    for file in find_files([folder]).files:
        try:
            yield file.read()
        except (NoTranscript, TranscriptError):
            continue


def _differences(episode: Episode, share: float, chance: random.Random) -> Iterator[float | None]:
    """Yield by how many seconds each passage's begin is off, None for one that has none."""
    said = [(m[0], n, m.start()) for n, turn in enumerate(_turns(episode)) for m in WORD.finditer(turn.text)]
    seconds = _pace(len(said), chance)
    truth = {(turn, offset): second for (_, turn, offset), second in zip(said, seconds, strict=True)}
    heard = _noisy([(word, second) for (word, _, _), second in zip(said, seconds, strict=True)], share, chance)
    captions = replace(episode, sections=(Section("", 0, "", (), turns(list(_cues(heard, chance))), 1),))
    for number, turn in enumerate(_turns(aligned(episode, captions))):
        place = 0
        for passage in passages([turn]):
            place = turn.text.index(passage.text, place)
            first = WORD.search(turn.text, place)
            place += len(passage.text)
            if first:
                yield None if passage.start is None else abs(passage.start - truth[number, first.start()])


def _turns(episode: Episode) -> list:
    return [turn for section in episode.sections for turn in section.turns]


def _pace(words: int, chance: random.Random) -> list[float]:
    seconds, now = [], 0.0
    for _ in range(words):
        seconds.append(now)
        now += chance.uniform(0.15, 0.6) + (chance.uniform(1, 4) if chance.random() < 0.03 else 0)
    return seconds


def _noisy(words: list[tuple[str, float]], share: float, chance: random.Random) -> list[tuple[str, float]]:
    """Drop, change and move words; what is moved takes the second of the place where it comes to stand."""
    kept = []
    for word, second in words:
        drawn = chance.random()
        if drawn >= share / 3:
            kept.append((chance.choice(words)[0] if drawn < share * 2 / 3 else word, second))
    for place in range(len(kept)):
        if chance.random() < share / 3:
            other = min(len(kept) - 1, max(0, place + chance.randint(-FARTHEST_MOVE, FARTHEST_MOVE)))
            (word, second), (instead, later) = kept[place], kept[other]
            kept[place], kept[other] = (instead, second), (word, later)
    return kept


def _cues(heard: list[tuple[str, float]], chance: random.Random) -> Iterator[Cue]:
    begin = 0
    while begin < len(heard):
        end = begin + 1
        longest = chance.randint(6, 10)
        while end < len(heard) and end - begin < longest and heard[end][1] - heard[end - 1][1] < PAUSE:
            end += 1
        last = heard[end][1] if end < len(heard) else heard[-1][1] + 1
        yield Cue(heard[begin][1], last, None, " ".join(word for word, _ in heard[begin:end]), 1)
        begin = end


if __name__ == "__main__":
    main()
