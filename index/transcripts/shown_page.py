"""What a browser shows of a page, while the page is read: what nobody says and the words of turns, by turns.

In: headings, labels and paragraphs from top to bottom. Out: the pieces that `Episode.page` holds, a block a line.
"""

import re

from index.transcripts.markup import Plain

STAMP_SHOWN = "[0:00] "  # some stamp: what it says is no word of anybody
LABEL_MARKUP = re.compile(r"[*_`\\]+|</?[a-z]+>|^\s*>\s?")


class ShownPage:
    """Takes a page's blocks in order; `pieces` has it all."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unsaid: list[str] = []  # what has been shown since the last words
        self._labels: dict[str, str] = {}  # labels as they are shown, by their source

    def pieces(self, title: str) -> tuple[str, ...]:
        """Return what is shown below the page's title."""
        first, *others = [*self._pieces, "".join(self._unsaid)]
        return (title + first, *others)

    def begin_block(self, label: str = "") -> None:
        """Begin a block, with the source of a label where it has one."""
        if not label:
            self._unsaid.append("\n")
            return
        shown = self._labels.get(label)
        if shown is None:
            self._labels[label] = shown = f"\n{LABEL_MARKUP.sub('', label).strip()} "
        self._unsaid.append(shown)

    def show(self, text: str) -> None:
        """Take text that nobody says: all of a block, or what follows its label."""
        self._unsaid.append(text)

    def say(self, said: Plain) -> None:
        """Take the words of a block, between the stamps that stand among them."""
        begin = 0
        for mark in said.marks:
            if begin < mark.offset < len(said.words) and not _is_within_word(said.words, mark.offset):
                self._pieces += ["".join(self._unsaid), said.words[begin : mark.offset]]
                self._unsaid.clear()
                begin = mark.offset
            self._unsaid.append(STAMP_SHOWN)
            if mark.offset >= len(said.words):
                self._unsaid.pop()
        self._pieces += ["".join(self._unsaid), said.words[begin:]]
        self._unsaid.clear()
        if said.shown != said.words and said.shown.startswith(said.words):  # a link back to the contents, a footnote
            self._unsaid.append(said.shown[len(said.words) :])


def _is_within_word(text: str, place: int) -> bool:
    return text[place - 1].isalnum() and text[place].isalnum()
