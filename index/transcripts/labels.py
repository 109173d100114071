"""Which lines begin a turn, and who speaks.

In: the text lines of a page, and the names its front matter gives. Out: the page's `Labels`, which split a line into a
speaker, the words after the label, and the second of a stamp.

`label_parts` says what a line begins with; here it is decided, page by page, what to believe. A bold name with a colon,
a caption's voice and a name beside a stamp are labels; a bare name with a colon is one only where the page's dialogue
is written that way, for prose begins with "Note:" or "Example:" too; a name with nothing but an address is a reference.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.transcripts.label_parts import Head, head_of

NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d{1,3}|&")
PARTICLES = frozenset(
    """
    al bin da de del della den der di dos du el ibn la le of st ten ter van von y zu
    """.split()
)
# Words that begin a remark, a heading line or a line of credits. Nobody is called so.
NO_SPEAKERS = frozenset(
    """
    abstract agenda aside audio background bio break caution caveat chapter chapters claim conclusion contents
    correction credits date definition description disclaimer discussion duration edit edited editor's_note email
    episode example examples fact figure footnote further_reading guests hosts idea image imdb important intro
    introduction jingle key_takeaway key_takeaways lesson link links location music nb n.b. note notes outline
    outro p.s. photo podcast point press ps published reading_list recorded reference references resource
    resources result section show_notes source sources spoiler spotify sponsor sponsors step subscribe summary
    takeaway takeaways theorem timestamps title tl;dr tldr topic topics transcript transcription translation tweet
    twitter update updated video warning website youtube
    """.split()
)
ROLES = frozenset(
    """
    audience caller guest host interviewer interviewee member moderator narrator participant speaker
    """.split()
)
# Labels of what nobody says: what stands behind them is quoted as nobody's words.
NOBODY = frozenset("ad ads advert advertisement break commercial interlude jingle music sponsor_break".split())
QUESTIONS = frozenset("q a question answer audience".split())
FEWEST_LOOSE = 3  # lines with a clock before words from which on such clocks are stamps
FEWEST_STAMPED = 2  # names beside stamps from which on a page is written that way


class Label(NamedTuple):
    """A line that begins a turn: the speaker, spelt as the page mostly spells them, and the words after the label.

    `speaker` is None for a stamp alone, after which whoever spoke goes on, and "" for a label that is nobody's;
    `second` is that of its stamp; `voice` tells that it is a caption's, which stands at every line.
    """

    speaker: str | None
    rest: str
    second: float | None = None
    voice: bool = False


class _Heads(dict[str, Head | None]):
    """What each line begins with; a line is looked at but once."""

    def __missing__(self, line: str) -> Head | None:
        self[line] = head = head_of(line)
        return head


class Labels:
    """The speakers of one page. Build it from all the page's text lines, then ask it of each line."""

    def __init__(self, lines: Sequence[str], known_names: Iterable[str] = ()) -> None:
        """`known_names` are names the front matter gives (speakers, title); they make a single bare label credible."""
        self._heads = _Heads()
        sure, bare = self._candidates(lines)
        accepted = [name for name, count in sure.items() if _is_speaker(name, count)]
        if sum(sure.values()) < 2:
            accepted += _bare_speakers(bare, lines, known_names)
        self._spelling = _spellings(accepted, sure + bare)
        heads = [head for head in self._heads.values() if head and head.second is not None]
        self.stamps = len(heads)
        self._stamped_lines = sum(head.loose for head in heads) >= FEWEST_LOOSE

    def __bool__(self) -> bool:
        """Tell whether anybody speaks at all."""
        return bool(self._spelling)

    @property
    def only_questions(self) -> bool:
        """Whether nobody is labelled but questions and answers, as after a talk that has no label itself."""
        return bool(self._spelling) and set(self._spelling) <= QUESTIONS

    def split(self, line: str) -> Label | None:
        """Return the label that begins this line, or None where the line goes on with what was said before."""
        head = self._heads[line]
        if head is None or head.reference:
            return None
        if not head.name:
            return None if head.loose and not self._stamped_lines else Label(None, head.rest, head.second)
        if speaker := self._spelling.get(_key(head.name)):
            return Label(speaker, head.rest, head.second, "<v" in line)
        if head.sure and (head.colon or head.second is not None) and _is_nobody(head.name):
            return Label("", head.rest, head.second)
        # A stamp before what is no label after all is still no word of anybody.
        return None

    def refused(self, line: str) -> str | None:
        """Return why a line that `split` finds no label in looks like one, or None where it does not."""
        head = self._heads[line]
        if head is None or not head.name:
            return None
        name = head.name
        if head.reference:
            return f"'{name}:' with an address alone is taken for a reference, not for a speaker"
        plausible = len(name.split()) <= 3 and name[0].isupper() and not _is_nobody(name)
        if head.colon and plausible and (head.sure or _is_speaker(name, 1)):
            return f"'{name}:' looks like a label and is not taken for one; if somebody speaks there, write **{name}**:"
        return None

    def _candidates(self, lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
        """Count the names that stand where labels stand: surely, and bare with a colon."""
        sure: Counter[str] = Counter()
        bare: Counter[str] = Counter()
        stamped: Counter[str] = Counter()
        for line in lines:
            head = self._heads[line]
            if head is None or not head.name or head.reference:
                continue
            if head.sure and (head.colon or head.second is not None or "<v" in line):
                (sure if _is_marked(line) else stamped)[head.name] += 1
            elif head.colon and (head.spaced or _is_numbered_role(head.name)):
                bare[head.name] += 1
        if sum(stamped.values()) >= FEWEST_STAMPED or sure:
            return sure + stamped, bare
        return sure, bare + stamped


def _is_marked(line: str) -> bool:
    """Tell whether a label is set off by more than a stamp: bold, in brackets, or as a voice."""
    return "**" in line or "__" in line or "<" in line or "[" in line


def _is_numbered_role(name: str) -> bool:
    words = _key(name).split()
    return len(words) == 2 and words[0] in ROLES and words[1].isdigit()


def _is_nobody(name: str) -> bool:
    return _key(name).replace(" ", "_") in NOBODY


@lru_cache(maxsize=10_000)
def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_speaker(name: str, count: int) -> bool:
    """Tell whether a labelled name may be a person: capitalised, short, and no heading word.

    A lower-case one ("audience member") must name a role, or come back.
    """
    words = name.split()
    if not words or len(words) > 5 or _key(name).replace(" ", "_") in NO_SPEAKERS | NOBODY:
        return False
    if not all(NAME_WORD.fullmatch(word.rstrip(",")) for word in words):
        return False
    if words[-1].isdigit() and ROLES.isdisjoint(_key(name).split()):  # "Part 2", not "Speaker 2"
        return False
    capitalised = words[0][0].isupper() and all(w[0].isupper() or w[0].isdigit() or w in PARTICLES for w in words)
    return capitalised or count >= 3 or not ROLES.isdisjoint(_key(name).split())


def _bare_speakers(bare: Counter[str], lines: Sequence[str], known_names: Iterable[str]) -> list[str]:
    """Return the bare names to believe: those that come back, and single ones that a dialogue makes credible."""
    plausible = [name for name, count in bare.items() if _is_speaker(name, count)]
    recurring = [name for name in plausible if bare[name] > 1]
    labelled = sum(bare[name] for name in plausible)
    spoken = sum(1 for line in lines if line.strip() and not line.lstrip().startswith(("-", "*", "!", "<")))
    if labelled < 2 or (not recurring and labelled * 2 < spoken):
        return []
    mentioned = _mentioned_names(lines, known_names)
    few = labelled < 8
    single = [n for n in plausible if bare[n] == 1 and (few or " " in n or _key(n) in mentioned)]
    return recurring + single


def _mentioned_names(lines: Iterable[str], known_names: Iterable[str]) -> set[str]:
    """Return the capitalised words of the front matter's names and of the middles of sentences, case folded."""
    names = {_key(word) for name in known_names for word in [name, *name.split()]}
    for line in lines:
        names.update(_key(word) for word in re.findall(r"(?<=[a-z,] )[^\W\d_a-z][\w'’-]+", line))
    return names


def _spellings(accepted: Iterable[str], counts: Counter[str]) -> dict[str, str]:
    """Map each accepted name, case folded, to the spelling the page uses most (the first of equals)."""
    variants: dict[str, list[str]] = defaultdict(list)
    for name in accepted:
        variants[_key(name)].append(name)
    return {key: max(names, key=lambda name: counts[name]) for key, names in variants.items()}
