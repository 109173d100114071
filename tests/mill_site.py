"""A site of talks that all say one word, so that an answer tells which build of the index it is of."""

from pathlib import Path

from index.search import Searcher

ROOT = Path(__file__).resolve().parents[1]


def write_site(folder: Path, word: str, talks: int = 12) -> Path:
    """Write posts that all say the word, so that an answer tells which build it is of."""
    folder.mkdir(exist_ok=True)
    for number in range(talks):
        said = (
            f"**Ada**: The {word} of talk {number} turns the wheel.\n\n**Bo**: And the {word} grinds the corn.\n\n" * 8
        )
        (folder / f"t{number}.md").write_text(f"# Talk {number}\n\n{said}")
    return folder


def words_of(index: Path) -> set[str]:
    with Searcher(index) as searcher:
        return {word for p in searcher.ask("millstone riverwheel", limit=30).passages for word in p.matched}


def leftovers(index: Path) -> list[str]:
    return sorted(path.name for path in index.parent.glob("*.building*"))
