"""What somebody pastes → the words to look for, and who is said to have said them.

In: a text. Out: its `Wording`. Quotation marks and `>` tell the quotation from what is said about it; an attribution
stands before it ("as Ada said: …", "Ada: …") or behind it ("… — Ada Holm", "… (Ada)").
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from index.text.terms import STOP_WORDS, UNSPACED_WORD, WORD, fold, without_apostrophes

FEWEST_QUOTED = 3  # words between quotation marks that make them the quotation
QUOTED = re.compile(
    r"[“„«\"「『]\s*(?P<words>[^“”„«»\"「」『』]+?)\s*[”“»\"」』]|(?<!\w)[‘'](?P<single>[^‘’\n]{20,}?)[’'](?!\w)"
)
BLOCK_LINE = re.compile(r"(?m)^\s{0,3}>[ \t]?(.*)$")
NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|of|de|van|von|der|la|del)){0,4}"
SAID = r"(?i:said|says|put it|told us|wrote|writes|once said|asked|asks|argued|argues|thinks|mentioned|mentions)"
AS = r"\W*(?i:(?:as|like|when|what|how)\s+)?"
BEFORE = (
    re.compile(rf"{AS}(?P<name>{NAME})\s+{SAID}\s*[:,]\s*(?=\S)"),
    re.compile(rf"\W*(?P<name>{NAME})\s*(?:\([^()]*\))?\s*:\s*(?=\S)"),
    re.compile(rf"\W*(?i:according to) (?P<name>{NAME})\s*[:,]\s*(?=\S)"),
)
# Without a colon it may as well be part of what was said.
REPORTED = re.compile(rf"{AS}(?P<name>{NAME})\s+{SAID}\s+(?:that\s+)?(?=\w)")
# Before a quotation in marks, where anything may stand: "I loved it when Ada said".
INTRODUCING = (
    re.compile(rf"(?<!\w)(?P<name>{NAME})\s+{SAID}\b[^:]{{0,60}}[:,]?\s*$"),
    re.compile(rf"(?<!\w)(?P<name>{NAME})\s*(?:\([^()]*\))?\s*[:,]\s*$"),
    re.compile(rf"(?i:according to) (?P<name>{NAME})\s*[:,]?\s*$"),
    re.compile(rf"(?i:did|does|do) (?P<name>{NAME})(?: (?i:really|actually|ever|truly))? (?i:say|said)\W*$"),
)
AFTER = (
    re.compile(rf"\s*[,.]?\s*(?:—|–|--|~|(?<=[\s.!?”\"])-)\s*(?P<name>{NAME})\s*(?:[,(].*)?$"),
    re.compile(rf"\s*\((?P<name>{NAME})\)\s*\.?$"),
    re.compile(rf",?\s+(?:as\s+)?(?P<name>{NAME})\s+{SAID}\W*$"),
    re.compile(rf",?\s+(?i:{SAID}) (?P<name>{NAME})\W*$"),
)
ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.{2,4})\s*\]|\(\s*(?:…|\.{2,4})\s*\)|…|\.{3,4})\s*")
# What is no word in a message: addresses, mentions and emoji of Discord's, its marks for bold, spoilers and the like.
MARKUP = re.compile(r"https?://\S+|<(?:[@#][!&]?|a?:\w+:)\d+>|[*~|`]+|\\(?=\W)")
LETTER = re.compile(r"\[(\w)\](?=\w)")  # "[T]he": a word whose case was mended
MENDED = re.compile(r"\[[^\[\]]{0,60}\]")  # "[the model]": the quoting person's own words
ASCII_FOLDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, and folded: without case, accents and apostrophes."""

    written: str
    folded: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quotation, in the parts that it leaves words out between, and the name it is given to, if any.

    `text` is the quotation alone, as it was written.
    """

    text: str
    parts: tuple[tuple[Word, ...], ...]
    attributed: str | None

    @property
    def words(self) -> tuple[Word, ...]:
        """All the words."""
        return tuple(word for part in self.parts for word in part)


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text."""
    return tuple(Word(word, folded(word)) for word in WORD.findall(text))


def written(words: Iterable[str]) -> str:
    """Return words in a row, a space between those that are written with one."""
    row = ""
    for word in words:
        joined = row[-1:] and UNSPACED_WORD.match(row[-1]) and UNSPACED_WORD.match(word)
        row += word if joined or not row else f" {word}"
    return row


def measure(words: Sequence[Word]) -> int:
    """Return how long words are; two characters of a script that is written without spaces count as one word."""
    unspaced = sum(1 for word in words if UNSPACED_WORD.match(word.written))
    return len(words) - unspaced + unspaced // 2


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return a word without case, accents and apostrophes."""
    return without_apostrophes(fold(word))


@lru_cache(maxsize=4_000)
def folded_words(text: str) -> tuple[str, ...]:
    """Return a text's words, folded: without case, accents and apostrophes."""
    if not text.isascii() or "''" in text:  # two apostrophes do part words
        return tuple([folded(word) for word in WORD.findall(text)])
    return tuple(text.encode().translate(ASCII_FOLDS, b"'").decode().split())


def read_wording(text: str, known: Container[str] = frozenset()) -> Wording:
    """Return the words of a quotation and its attribution.

    `known` are the folded words of speakers' names: a name before a colon that holds none of them is a word of the
    quotation.
    """
    quotation, around = _quotation(LETTER.sub(r"\1", MARKUP.sub("", text)).strip())
    attributed = None
    if around is None:
        quotation, attributed = _attribution(quotation, known)
    else:
        attributed = _introduced(around[0], known) or _attribution(f"x {around[1]}", known)[1]
        attributed = attributed or _named_in_full(around)
    return _wording(quotation, attributed)


def read_reported(wording: Wording, known: Container[str]) -> Wording | None:
    """Return a quotation without "Ada said that" before it, and the name as whom it is given to; None where it does not
    begin so, or is given to somebody already.
    """
    match = None if wording.attributed else REPORTED.match(wording.text)
    if match is None or not _may_be_name(match["name"], known):
        return None
    return _wording(wording.text[match.end() :], match["name"])


def _wording(quotation: str, attributed: str | None) -> Wording:
    parts = (words_of(MENDED.sub(" ", part)) for part in ELISION.split(quotation))
    return Wording(quotation, tuple(part for part in parts if part), attributed)


def sentences(text: str) -> list[str]:
    """Return a text's sentences: remarks that somebody may have joined."""
    return SENTENCE_END.split(text)


def _quotation(text: str) -> tuple[str, tuple[str, str] | None]:
    """Return the quotation, and what stands before and behind it where marks tell it from that."""
    if lines := BLOCK_LINE.findall(text):
        rest = BLOCK_LINE.sub("\0", text)
        before, _, after = rest.partition("\0")
        return "\n".join(lines), (before, after.replace("\0", " "))
    quoted = [match for match in QUOTED.finditer(text) if measure(words_of(match[0])) >= FEWEST_QUOTED]
    if not quoted:
        return text, None
    words = " … ".join(match["words"] or match["single"] for match in quoted)
    return words, (text[: quoted[0].start()], text[quoted[-1].end() :])


def _attribution(text: str, known: Container[str]) -> tuple[str, str | None]:
    """Return a text without its attribution, and the name."""
    for pattern in BEFORE:
        if (match := pattern.match(text)) and _may_be_name(match["name"], known):
            return text[match.end() :], match["name"]
    for pattern in AFTER:
        if (match := pattern.search(text)) and _may_be_name(match["name"], known):
            return text[: match.start()], match["name"]
    return text, None


def _introduced(text: str, known: Container[str]) -> str | None:
    names = (match["name"] for pattern in INTRODUCING if (match := pattern.search(text)))
    return next((name for name in names if _may_be_name(name, known)), None)


def _named_in_full(around: tuple[str, str]) -> str | None:
    """Return the name of somebody who need not be known, where it stands in full before or behind a quotation in marks:
    "Ada Holm said", "— Ada Holm".
    """
    found = [pattern.search(around[0]) for pattern in (INTRODUCING[0], INTRODUCING[2], INTRODUCING[3])]
    names = [match["name"] for match in [*found, AFTER[0].search(f"x {around[1]}")] if match]
    bare = (" ".join(dropwhile(lambda word: fold(word) in STOP_WORDS, name.split())) for name in names)
    return next((name for name in bare if " " in name and STOP_WORDS.isdisjoint(fold(name).split())), None)


def _may_be_name(name: str, known: Container[str]) -> bool:
    return any(word.folded in known for word in words_of(name))
