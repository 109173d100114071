"""How well quotations are found and told from what was never said: the tables of docs/quotes.md.

    python -m benchmarks.quotes TRANSCRIPTS QUESTIONS OTHERS... [--quotations 1500] [--seed 11] [--catalogue FOLDER]

In: a folder of transcripts, a question set for it (its questions of the type `quote` are used), and folders of other
transcripts, of which nothing is in the index. Runs of 5 to 60 words are taken from the transcripts, wherever they begin
and end; a share of their words is dropped, swapped with the next, or replaced by another word of the transcripts, a
third each. Out: how many are found where they stand, first of all, and how many get the kind that they are of. Runs of
4 to 60 words of the other transcripts are then looked for: none should be found. Last, runs are quoted in the ways that
people do (`benchmarks.quoting`); and such runs of a catalogue are looked for in it, to see how long that takes.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from benchmarks.quoting import Quoted, Quoting, said_words
from index.building.rebuild import rebuild
from index.evaluate import hits, read_questions
from index.quotes.wording import words_of
from index.search import Searcher
from index.transcripts.episode import NoTranscript, TranscriptError
from index.transcripts.sources import find_files

NOISE = (0.0, 0.1, 0.2, 0.3)
SHORT = 7  # words: shorter runs are also said by chance
EACH_WAY = 150
BEGINS_WITHIN = 3  # passages
RUNS = 400
ENOUGH = 60  # passages, so that there are words for a run


@dataclass(frozen=True)
class Run:
    """A run of words, the episode, and the positions of the passages that hold its begin and end."""

    words: tuple[str, ...]
    episode: str
    first: int
    last: int


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("transcripts", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("others", type=Path, nargs="+")
    parser.add_argument("--quotations", type=int, default=1_500)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--catalogue", type=Path, help="a large folder of transcripts, to measure the time in")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        rebuild(Path(folder) / "askcast.db", find_files([options.transcripts]))
        with Searcher(Path(folder) / "askcast.db") as searcher:
            remembered(searcher, options.questions)
            noisy(searcher, options.quotations, chance)
            never_said(searcher, options.others, options.quotations, chance)
            as_people_quote(searcher, chance)
        if options.catalogue:
            rebuild(Path(folder) / "catalogue.db", find_files([options.catalogue]))
            with Searcher(Path(folder) / "catalogue.db") as searcher:
                speed(searcher, chance)


def remembered(searcher: Searcher, path: Path) -> None:
    asked = [question for question in read_questions(path, searcher) if question.type == "quote"]
    first = kinds = 0
    for question in asked:
        found = searcher.quote(question.question)
        around = [searcher.around(place.episode, place.position, 0, 1) for place in found.places[:1]]
        first += any(hits(passage, question) for passages in around for passage in passages)
        kinds += found.kind in ("exact", "close")
    print(f"Half remembered ({len(asked)}): {first} found first, {kinds} of them by their words\n")


def noisy(searcher: Searcher, number: int, chance: random.Random) -> None:
    episodes = {summary.slug: searcher.around(summary.slug, 0, after=1_000_000) for summary in searcher.episodes()}
    vocabulary = [word.written for passages in episodes.values() for one in passages for word in words_of(one.text)]
    print("| words changed | quotations | right place first | right kind | median | p99 |\n|---|---|---|---|---|---|")
    for share in NOISE:
        right = kind = 0
        times = []
        for run in _runs(episodes, number // len(NOISE), chance):
            quoted = _changed(run.words, share, vocabulary, chance)
            begin = process_time()
            found = searcher.quote(" ".join(quoted))
            times.append((process_time() - begin) * 1000)
            place = found.places[0] if found.places else None
            here = place and place.episode == run.episode and run.first - 1 <= place.position <= run.last
            right += bool(here or (place and found.kind == "exact"))
            kind += found.kind == ("exact" if _within(quoted, run.words) else "close")
        count = len(times)
        print(
            f"| {share:.0%} | {count} | {right / count:.1%} | {kind / count:.1%} | {median(times):.1f} ms "
            f"| {quantiles(times, n=100)[98]:.1f} ms |"
        )


def _runs(episodes: dict[str, Sequence], number: int, chance: random.Random) -> Iterator[Run]:
    slugs = sorted(episodes)
    said = {
        slug: [(word.written, one.position) for one in episodes[slug] for word in words_of(one.text)] for slug in slugs
    }
    for _ in range(number):
        slug = chance.choice(slugs)
        length = chance.randint(5, 60)
        begin = chance.randrange(len(said[slug]) - length)
        words = said[slug][begin : begin + length]
        yield Run(tuple(word for word, _ in words), slug, words[0][1], words[-1][1])


def _changed(words: Sequence[str], share: float, vocabulary: Sequence[str], chance: random.Random) -> list[str]:
    changed = list(words)
    for _ in range(round(share * len(words))):
        place = chance.randrange(len(changed))
        match chance.choice(("drop", "swap", "replace")):
            case "drop" if len(changed) > 2:
                del changed[place]
            case "swap" if place + 1 < len(changed):
                changed[place : place + 2] = changed[place + 1], changed[place]
            case _:
                changed[place] = chance.choice(vocabulary)
    return changed


def _within(quoted: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether a run is still a run of the words: what was dropped may be its ends."""
    wanted = [word.folded for word in words_of(" ".join(quoted))]
    whole = [word.folded for word in words_of(" ".join(words))]
    return any(whole[start : start + len(wanted)] == wanted for start in range(len(whole) - len(wanted) + 1))


def never_said(searcher: Searcher, folders: Sequence[Path], number: int, chance: random.Random) -> None:
    texts = [text for folder in folders for text in _texts(folder)]
    found = {"long": [], "short": []}
    counts = {"long": 0, "short": 0}
    said = 0
    for _ in range(number):
        words = words_of(chance.choice(texts))
        length = min(len(words), chance.randint(4, 60))
        begin = chance.randrange(len(words) - length + 1)
        quoted = " ".join(word.written for word in words[begin : begin + length])
        size = "long" if length > SHORT else "short"
        counts[size] += 1
        answer = searcher.quote(quoted)
        if answer.kind == "exact":
            said += 1
        elif answer.kind == "close":
            found[size].append((quoted, answer.places[0].said))
    for size, count in counts.items():
        told = f"over {SHORT} words" if size == "long" else f"4 to {SHORT} words"
        print(
            f"\nNever said, {told} ({count}): {len(found[size])} called close, {len(found[size]) / max(count, 1):.2%}"
        )
        for quoted, instead in found[size][:8]:
            print(f"    {quoted} | {instead}")
    print(f"\n{said} of the runs stand in the index word for word, and are called exact.")


def as_people_quote(searcher: Searcher, chance: random.Random) -> None:
    quoting = Quoting(said_words(searcher), chance)
    print(f"\nAs people quote, {EACH_WAY} each\n\n| | right place | right kind |\n|---|---|---|")
    for way, quote in quoting.ways.items():
        place = kind = 0
        for quoted in (quote() for _ in range(EACH_WAY)):
            found = searcher.quote(quoted.text)
            kind += found.kind == quoted.kind
            place += found.kind == "exact" or _all_found(quoted, [(one.episode, one.position) for one in found.places])
        print(f"| {way} | {place / EACH_WAY:.1%} | {kind / EACH_WAY:.1%} |")


def _all_found(quoted: Quoted, places: Sequence[tuple[str, int]]) -> bool:
    """Tell whether the first place, or of several remarks some place for each, is where the quotation begins."""
    looked_at = places[:1] if len(quoted.begins) == 1 else places
    return all(
        any(
            episode == quoted.episode and begin - 1 <= position <= begin + BEGINS_WITHIN
            for episode, position in looked_at
        )
        for begin in quoted.begins
    )


def speed(searcher: Searcher, chance: random.Random) -> None:
    chosen = chance.sample(searcher.episodes(), 100)
    episodes = {one.slug: searcher.around(one.slug, 0, after=1_000_000) for one in chosen if one.passages > ENOUGH}
    vocabulary = [word.written for passages in episodes.values() for one in passages for word in words_of(one.text)]
    texts = [
        " ".join(_changed(run.words, chance.choice(NOISE), vocabulary, chance)) for run in _runs(episodes, RUNS, chance)
    ]
    for text in texts:
        searcher.ask(text)  # what asking takes in memory is there, and the words of the index are loaded
    asked = _memory()
    times, of_processor = [], []
    for text in texts:
        begin, worked = perf_counter(), process_time()
        searcher.quote(text)
        times.append((perf_counter() - begin) * 1000)
        of_processor.append((process_time() - worked) * 1000)
    print(f"\nIn {searcher.status().passages:,} passages, {RUNS} runs once each:")
    for told, each in (("time", times), ("of the processor's", of_processor)):
        print(f"    {told}: median {median(each):.1f} ms, p99 {quantiles(each, n=100)[98]:.1f} ms")
    print(f"    memory: {_memory() - asked:.0f} MB more than after asking the same ({asked:.0f} MB)")


def _memory() -> float:
    """Return the megabytes that the process takes now (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _texts(folder: Path) -> Iterator[str]:
    for file in find_files([folder]).files:
        try:
            read = file.read()
        except (NoTranscript, TranscriptError):
            continue
        yield from (turn.text for section in read.sections for turn in section.turns if len(words_of(turn.text)) >= 4)


if __name__ == "__main__":
    main()
