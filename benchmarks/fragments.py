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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.marking import Link, outcomes
from index.answer import RankedPassage
from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.sources import find_files

QUOTED = (6, 30)  # words


def main() -> None:
    """Print what is seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--passages", type=int, default=1_000)
    parser.add_argument("--quotations", type=int, default=200)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    for title, links in (
        ("passages", passage_links(options.site, options.passages, options.seed)),
        ("quotations", quotation_links(options.site, options.quotations, options.seed)),
    ):
        print(f"# {title}")
        tell(list(outcomes(links, options.pages, options.browser)))


def tell(opened: list[tuple[Link, dict[str, bool]]]) -> None:
    """Print the shares, how many fail by kind, and which."""
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


@contextmanager
def indexed(site: Path) -> Iterator[Searcher]:
    """Open an index of the site."""
    with tempfile.TemporaryDirectory() as folder:
        rebuild(Path(folder) / "askcast.db", find_files([site]))
        with Searcher(Path(folder) / "askcast.db") as searcher:
            yield searcher


def quotation_links(site: Path, number: int, seed: int = 3) -> list[Link]:
    """Return the links of quotations: runs of 6 to 30 words of random passages, as whoever remembers them asks."""
    chance = random.Random(seed)
    links: list[Link] = []
    with indexed(site) as searcher:
        episodes = [searcher.around(e.slug, 0, after=1_000_000) for e in searcher.episodes()]
        every = [(said, place) for said in episodes for place in range(len(said))]
        while len(links) < number:
            said, place = chance.choice(every)
            words = said[place].text.split()
            length = chance.randint(*QUOTED)
            if len(words) < length:
                continue
            start = chance.randrange(len(words) - length + 1)
            found = searcher.quote(" ".join(words[start : start + length]), limit=1)
            if found.kind == "exact" and (found.places[0].episode, found.places[0].position) == (
                said[place].episode,
                said[place].position,
            ):
                links.append(Link(found.places[0].url, said[place].anchor, before(said, place), found.places[0].said))
    return links


def passage_links(site: Path, number: int, seed: int = 3) -> list[Link]:
    """Return the links of random passages of an index of the site."""
    with indexed(site) as searcher:
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
