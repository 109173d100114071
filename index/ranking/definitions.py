"""“What is X?”: the commonest question of all, and the passages that say it.

In: a question; passages with their headings and the host's words before. Out: what is to be defined, and how much a
passage is one that defines it: it says "X is …", it answers "What is X?", or it is among the first words under a
heading that asks just this. What each sign is worth is fitted (`benchmarks/defining.py`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from operator import mul
from typing import NamedTuple

from index.text.terms import UNSPACED, WORD, term_of

SURE_LETTERS = 3  # that a word and its term have in common
LONGEST_SUBJECT = 6  # words
SHORTEST_BARE = 3  # words, at most, of a question that is nothing but a name: "grokking", "mill race?"
FRAME = re.compile(
    r"""
    ^\W* (?:(?:so|and|ok|okay|hey|hi|well|but|sorry)\W+)*
    (?:(?:can|could|would)\ (?:you|someone|somebody|anyone|anybody)\ (?:please\ )?)?
    (?: what(?:['’]?s|\ (?:is|are|was|do\ \w+))\ (?:meant|mean)\ by\ (?P<meant>.+)
      | what\ do(?:es)?\ (?P<mean>.+?)\ (?:mean|stand\ for)\b.*
      | (?:what(?:['’]?s|\ is)\ )?(?:the\ )?(?:definition|meaning)\ of\ (?P<definition>.+)
      | how\ (?:do|does|did|would|should|can)\ \w+\ (?:define|explain)\ (?P<defined>.+)
      | (?:what(?:['’]?s|\ is|\ are|\ was|\ exactly\ is)|explain|define|describe)\ (?:exactly\ )?(?P<plain>.+)
    ) $
    """,
    re.VERBOSE | re.IGNORECASE,
)
ASIDE = re.compile(
    r"[,;(].*$|\bas opposed to\b.*$|\b(?:exactly|anyway|again|quickly|in a few words|please)\b.*$", re.IGNORECASE
)
ARTICLE = re.compile(r"^(?:an?|the|this|that|these|those)\s+", re.IGNORECASE)
ASKS = re.compile(r"\b(?:who|when|where|why|how|which|does|did|is|are|was|can|should|would|will|do)\b", re.IGNORECASE)
# What follows a name where it is defined, a word or two in between: "grokking is this phenomenon".
COPULAS = frozenset("is are was means mean meant refers stands describes".split())
DEFINED_AS = frozenset(
    "a an the this that these when where how basically about one something what just kind sort like essentially to for"
    " defined".split()
)
PAST = frozenset(("was", "meant"))  # "the mill race was dry" tells of one day
PLAIN_COPULAS = frozenset("is are was".split())
APPOSED = frozenset("a an the something someone which where meaning".split())  # "LAION, a community of people"
NAMED_BEFORE = frozenset("called define call named meant".split())
LEADING_IN = frozenset(
    "a an the so and well yeah yes basically i guess think mean say okay oh".split()
)  # "So a mill is"
BETWEEN = 3  # words between a name and what says what it is
NEARBY = 40  # characters, in which the words before a name mostly stand
HEADING_WORDS = frozenset(
    "what whats is are was do does did we you mean by the a an of defining define definition definitions explained"
    " explain exactly actually meaning".split()
)
OPENING = 2  # passages of the one who answers, under a heading that asks
ASKED_IN = 40  # of the host's last words
# How a host asks for a definition: the words just before the name, of which one must ask, and how much may follow it.
ASKING = frozenset("what whats what's define definition explain mean meaning".split())
JUST_BEFORE, JUST_AFTER = 5, 4  # words
ASKED_UP_TO = re.compile(r"[.!?…,;]")
INSIDE_WORD = re.compile(rf"[^\W_{UNSPACED}]['’]?\Z")
SENTENCE_END = re.compile(r"[.!?…:;]")


class Signs(NamedTuple):
    """What tells that a passage defines a subject, each 0 or 1."""

    says_what_it_is: float = 0.0  # "X is a …", "X means …"
    in_other_words: float = 0.0  # "X, a …"
    names_it: float = 0.0  # "… is called X"
    begins_with_it: float = 0.0  # a sentence that begins "X is …", "So a X is …"
    under_its_heading: float = 0.0
    asked_before: float = 0.0  # the host has just asked what X is
    mentions_it: float = 0.0


WORTH = Signs(4.18, 3.8, 1.98, 3.1, 1.88, 4.18, 0.91)


def to_define(question: str) -> tuple[str, ...]:
    """Return the terms of what a question asks to define, none where it asks something else."""
    subject = _subject(question)
    words = WORD.findall(subject)
    if not 0 < len(words) <= LONGEST_SUBJECT:
        return ()
    return tuple(term for word in words if (term := term_of(word)))


def _subject(question: str) -> str:
    asked = " ".join(question.split()).rstrip(" ?!.")
    if framed := FRAME.match(asked):
        subject = next(part for part in framed.groupdict().values() if part)
        return ARTICLE.sub("", ASIDE.sub("", subject).strip())
    words = len(WORD.findall(asked))
    short = words <= 1 or (question.rstrip().endswith("?") and words <= SHORTEST_BARE)
    bare = short and not ASKS.search(asked)
    return ARTICLE.sub("", asked) if bare else ""


def defines(signs: Signs) -> bool:
    """Tell whether anything but that it mentions the subject tells that a passage defines it."""
    return any(signs._replace(mentions_it=0.0))


def asks_just_this(signs: Signs) -> bool:
    """Tell whether a passage answers a heading or a host who asks what the subject is."""
    return bool(signs.under_its_heading or signs.asked_before)


def definition_score(signs: Signs) -> float:
    """Return how much a passage with these signs defines a subject, in units of the second stage's score."""
    return sum(map(mul, WORTH, signs), 0.0)


def signs_of(subject: Sequence[str], text: str, heading: str, answers_before: int, host_before: str) -> Signs:
    """Return what tells that a passage defines a subject.

    `heading` is its section's; `answers_before` counts the passages of that section before it that the host does not
    say, -1 for one that the host says; `host_before` is what the host says just before it, "" where another does.
    """
    if answers_before < 0:
        return Signs()
    opens = answers_before < OPENING and _names_just_this(subject, heading)
    asked = bool(host_before) and _asks_for(subject, host_before)
    best = Signs(0.0, 0.0, 0.0, 0.0, float(opens), float(asked), 0.0)
    for place in _places(subject, text):
        best = Signs(*map(max, best, _as_said(text, *place)))
    return best


def _places(subject: Sequence[str], text: str) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Return the first and the last word of each mention of a subject, written together or apart."""
    lowered = text.lower()
    if not all(term[:SURE_LETTERS] in lowered for term in subject[1:]):
        return []
    sought = "".join(subject)
    places = []
    for first in _words_beginning(subject[0][:SURE_LETTERS], text, lowered):
        last: re.Match[str] | None = first
        told = term_of(first[0])
        while told and last and told != sought and sought.startswith(told):
            last = WORD.search(text, last.end())
            told += term_of(last[0]) if last else ""
        if last and told == sought:
            places.append((first, last))
    return places


def _words_beginning(letters: str, text: str, lowered: str) -> Iterator[re.Match[str]]:
    """Yield a text's words that begin with some letters, or as "O'Neill" does, given the text in small letters too."""
    if not (letters.isascii() and len(lowered) == len(text)):  # characters without spaces between; letters that grow
        yield from WORD.finditer(text)
        return
    for opening in (letters, f"{letters[0]}'", f"{letters[0]}’"):
        begin = lowered.find(opening)
        while begin >= 0:
            if not INSIDE_WORD.search(text, max(begin - 2, 0), begin) and (word := WORD.match(text, begin)):
                yield word
            begin = lowered.find(opening, begin + 1)


def _as_said(text: str, first: re.Match[str], last: re.Match[str]) -> Signs:
    """Return the signs of a mention that begins and ends with some words of a text."""
    end = SENTENCE_END.search(text, last.end())
    after = _first_words(text[last.end() : end.start() if end else None], BETWEEN + 1)
    says = any(
        word in COPULAS and (following in DEFINED_AS or word not in PLAIN_COPULAS)
        for word, following in pairwise([*after, ""])
    )
    apposed = text[last.end() : last.end() + 1] == "," and after[:1] and after[0] in APPOSED
    begins = bool(after) and after[0] in COPULAS - PAST
    return Signs(
        says_what_it_is=float(says),
        in_other_words=float(bool(apposed) and not says),
        names_it=float(_names(text[max(first.start() - NEARBY, 0) : first.start()])),
        begins_with_it=float(begins and LEADING_IN.issuperset(_words(SENTENCE_END.split(text[: first.start()])[-1]))),
        mentions_it=1.0,
    )


def _words(text: str) -> list[str]:
    return _first_words(text, None)


def _first_words(text: str, count: int | None) -> list[str]:
    return [word[0].lower().replace("’", "'") for word in islice(WORD.finditer(text), count)]


def _names(before: str) -> bool:
    """Tell whether the last two words of what stands before a name say that something is called so."""
    lowered = before.lower()
    return any(map(lowered.__contains__, NAMED_BEFORE)) and not NAMED_BEFORE.isdisjoint(_words(lowered)[-2:])


def _asks_for(subject: Sequence[str], said: str) -> bool:
    """Tell whether somebody who says this has, at its end, asked what a subject is."""
    end = " ".join(said.split()[-ASKED_IN:])
    for first, last in _places(subject, end):
        before = _words(SENTENCE_END.split(end[: first.start()])[-1])[-JUST_BEFORE:]
        after = _words(ASKED_UP_TO.split(end[last.end() :])[0])
        if len(after) <= JUST_AFTER and not ASKING.isdisjoint((*before, *after)):
            return True
    return False


def _names_just_this(subject: Sequence[str], heading: str) -> bool:
    words = [word.lower().replace("’", "").replace("'", "") for word in WORD.findall(heading)]
    told = [term for word in words if word not in HEADING_WORDS and (term := term_of(word))]
    return bool(told) and set(told) == set(subject)
