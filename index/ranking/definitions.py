"""“What is X?”: the commonest question of all, and the passages that say it.

In: a question; passages with their headings. Out: what is to be defined, and how much a passage is one that defines it:
it says "X is …", or it is among the first words under a heading that asks just this.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.text.terms import WORD, term_of

SURE_LETTERS = 3  # that a word and its term have in common
LONGEST_SUBJECT = 6  # words
SHORTEST_BARE = 3  # words, at most, of a question that is nothing but a name: "grokking?"
FRAME = re.compile(
    r"""
    ^\W* (?:(?:so|and|ok|okay|hey|hi|well|but|sorry)\W+)*
    (?: (?:what(?:['’]?s|\ is|\ are|\ was|\ exactly\ is)|explain|define|describe)\ (?:exactly\ )?(?P<plain>.+)
      | what\ do(?:es)?\ (?P<mean>.+?)\ (?:mean|stand\ for)\b.*
      | what\ (?:is|are|was)\ meant\ by\ (?P<meant>.+)
      | (?:what(?:['’]?s|\ is)\ )?(?:the\ )?(?:definition|meaning)\ of\ (?P<definition>.+)
      | how\ (?:do|does|did|would|should|can)\ \w+\ (?:define|explain)\ (?P<defined>.+)
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
PLAIN_COPULAS = frozenset("is are was".split())
APPOSED = frozenset("a an the something someone which where meaning".split())  # "LAION, a community of people"
NAMED_BEFORE = frozenset("called define call named meant".split())
BETWEEN = 3  # words between a name and what says what it is
HEADING_WORDS = frozenset(
    "what whats is are was do does did we you mean by the a an of defining define definition definitions explained"
    " explain exactly actually meaning".split()
)
OPENING = 2  # passages of the one who answers, under a heading that asks
SAYS_WHAT_IT_IS, UNDER_ITS_HEADING, IN_OTHER_WORDS, NAMES_IT = 3.0, 2.5, 2.0, 1.0


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
    bare = question.rstrip().endswith("?") and len(WORD.findall(asked)) <= SHORTEST_BARE and not ASKS.search(asked)
    return ARTICLE.sub("", asked) if bare else ""


def definition_score(subject: Sequence[str], text: str, heading: str, answers_before: int) -> float:
    """Return how much a passage defines a subject, in units of the second stage's score.

    `heading` is its section's; `answers_before` counts the passages of that section before it that the host does not
    say, -1 for one that the host says.
    """
    if answers_before < 0:
        return 0.0
    score = _says_what_it_is(subject, text)
    if answers_before < OPENING and _asks_just_this(subject, heading):
        score += UNDER_ITS_HEADING
    return score


def _says_what_it_is(subject: Sequence[str], text: str) -> float:
    lowered = text.lower()
    if not all(term[:SURE_LETTERS] in lowered for term in subject):
        return 0.0
    found = list(WORD.finditer(text))
    words = [word[0].lower().replace("’", "'") for word in found]
    terms = [(place, term) for place, word in enumerate(words) if (term := term_of(word))]
    best = 0.0
    for start in range(len(terms) - len(subject) + 1):
        run = terms[start : start + len(subject)]
        if [term for _, term in run] == list(subject):
            first, last = run[0][0], run[-1][0]
            best = max(best, _as_said(words, first, last, text[found[last].end() : found[last].end() + 1]))
    return best


def _as_said(words: Sequence[str], first: int, last: int, mark: str) -> float:
    """Return what it is worth that a name stands at some words, with a mark behind it."""
    after = words[last + 1 : last + 2 + BETWEEN]
    if any(
        word in COPULAS and (following in DEFINED_AS or word not in PLAIN_COPULAS)
        for word, following in pairwise([*after, ""])
    ):
        return SAYS_WHAT_IT_IS
    if mark == "," and after[:1] and after[0] in APPOSED:
        return IN_OTHER_WORDS
    return NAMES_IT if NAMED_BEFORE & set(words[max(0, first - 2) : first]) else 0.0


def _asks_just_this(subject: Sequence[str], heading: str) -> bool:
    words = [word.lower().replace("’", "").replace("'", "") for word in WORD.findall(heading)]
    told = [term for word in words if word not in HEADING_WORDS and (term := term_of(word))]
    return bool(told) and set(told) == set(subject)
