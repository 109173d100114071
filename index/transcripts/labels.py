"""Which lines begin a turn, and who speaks.

In: the text lines of a page. Out: the page's `Labels`, which split a line into a speaker and the words after the label.

Three things look like labels: `**Name**: text` and `**Name:** text` (bold, also as HTML), and bare `Name: text`. A bold
name with a colon is one. A bare name is one only where the page's dialogue is written that way, for prose begins with
"Note:" or "Example:" too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

STAMP = r"(?:\s*[\[(]?\\?\[?(?:\d{1,2}:)?\d{1,2}:\d\d(?:\.\d+)?\\?\]?[\])]?)?"
BOLD_LABEL = re.compile(
    rf"""
    \s{{0,3}} (?: \*\*\*? | __ | <(?:strong|b)> ) \s*
    (?P<name> [^*_<>\n:\[\]()]{{1,60}}? ) (?= [\s\d:*_<\[(\\] ) {STAMP} \s* (?P<inside>:)? \s*
    (?: \*\*\*? | __ | </(?:strong|b)> ) {STAMP} \s* (?P<outside>:)? (?P<rest>.*) $
    """,
    re.VERBOSE,
)
BARE_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.'’ &-]{0,40}?)(?<! ):(?:[ \t]+(?P<rest>\S.*))?[ \t]*$")
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


@dataclass(frozen=True, slots=True)
class Label:
    """A line that begins a turn: the speaker, spelt as the page mostly spells them, and the words after the label."""

    speaker: str
    rest: str


class Labels:
    """The speakers of one page. Build it from all the page's text lines, then ask it of each line."""

    def __init__(self, lines: Sequence[str], known_names: Iterable[str] = ()) -> None:
        """`known_names` are names the front matter gives (speakers, title); they make a single bare label credible."""
        self._matches: dict[str, re.Match[str] | None] = {}
        bold, bare = self._candidates(lines)
        bare_counts = sum(bold.values()) < 2
        accepted = [name for name, count in bold.items() if _is_speaker(name, count)]
        if bare_counts:
            accepted += _bare_speakers(bare, lines, known_names)
        self._spelling = _spellings(accepted, bold + bare)

    def __bool__(self) -> bool:
        """Tell whether anybody speaks at all."""
        return bool(self._spelling)

    def split(self, line: str) -> Label | None:
        """Return the label that begins this line, or None where the line goes on with what was said before."""
        match = self._matches[line] if line in self._matches else _match(line)
        if match is None:
            return None
        speaker = self._spelling.get(_key(match["name"]))
        rest = (match["rest"] or "").strip()
        if not speaker or (match.re is BOLD_LABEL and rest and not (match["inside"] or match["outside"])):
            return None
        return Label(speaker, rest)

    def _candidates(self, lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
        """Count the names that stand where labels stand: bold with a colon, and bare."""
        bold: Counter[str] = Counter()
        bare: Counter[str] = Counter()
        for line in lines:
            match = self._matches[line] = _match(line)
            if match is None:
                continue
            if match.re is BARE_LABEL:
                bare[match["name"].strip()] += 1
            elif match["inside"] or match["outside"]:
                bold[match["name"].strip()] += 1
        return bold, bare


def _match(line: str) -> re.Match[str] | None:
    """Return what looks like a label at the beginning of a line."""
    if line.lstrip()[:1] in ("*", "_", "<"):
        return BOLD_LABEL.match(line)
    return BARE_LABEL.match(line) if ":" in line else None


@lru_cache(maxsize=10_000)
def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_speaker(name: str, count: int) -> bool:
    """Tell whether a labelled name may be a person: capitalised, short, and no heading word.

    A lower-case one ("audience member") must name a role, or come back.
    """
    words = name.split()
    if not words or len(words) > 5 or _key(name).replace(" ", "_") in NO_SPEAKERS:
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
