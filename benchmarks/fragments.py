"""What a real browser marks when it opens the links of passages and of quotations: the table of docs/links.md.

    python -m benchmarks.fragments SITE PAGES [--passages 1000] [--quotations 200] [--seed 3]

In: a site's sources, and the folder of its pages as its generator makes them. Needs the extra `browser` and Chromium.
Out: of the links opened, how many show the words, mark none but them, and mark nearly all of them; how many fail, by
kind; and those that do. `benchmarks.marking` says how that is measured.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.marking import Link, outcomes
from index.answer import RankedPassage
from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.sources import find_files


def main() -> None:
    """Print what is seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--passages", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    opened = list(outcomes(passage_links(options.site, options.passages, options.seed), options.pages, options.browser))
    for name, share in shares(opened).items():
        print(f"{name}: {share:.1%} of {len(opened)}")
    failed = [(link, ", ".join(name for name, right in seen.items() if not right)) for link, seen in opened]
    for (names, kind), count in Counter((names, link.kind) for link, names in failed if names).most_common():
        print(f"{count} not {names}: {kind}")
    for link, names in failed:
        if names:
            print(f"not {names}: {link.words[:70]!r} {link.url}")


def shares(opened: Iterable[tuple[Link, dict[str, bool]]]) -> dict[str, float]:
    """Return of what is seen the share of links of which it is true."""
    seen = [one for _, one in opened]
    return {name: sum(one[name] for one in seen) / len(seen) for name in seen[0]}


def passage_links(site: Path, number: int, seed: int = 3) -> list[Link]:
    """Return the links of random passages of an index of the site."""
    with tempfile.TemporaryDirectory() as folder:
        rebuild(Path(folder) / "askcast.db", find_files([site]))
        with Searcher(Path(folder) / "askcast.db") as searcher:
            episodes = [searcher.around(e.slug, 0, after=1_000_000) for e in searcher.episodes()]
    every = [(said, place) for said in episodes for place in range(len(said))]
    chosen = random.Random(seed).sample(every, min(number, len(every)))
    return [Link(said[place].url, said[place].anchor, before(said, place), said[place].text) for said, place in chosen]


def before(said: tuple[RankedPassage, ...], place: int) -> tuple[str, ...]:
    """Return the texts of an episode's passages before one of them, as far as they stand under the same heading."""
    first = place
    while first and said[first - 1].anchor == said[place].anchor:
        first -= 1
    return tuple(passage.text for passage in said[first:place])


if __name__ == "__main__":
    main()
