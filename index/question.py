"""A question's words → the terms to search for.

In: a question, the question before it, the index's spelling. Out: an `Asked`, or `QuestionRefused`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from unicodedata import normalize

from index.answer import LONGEST_QUESTION, QuestionRefused
from index.text.compounds import halves, has_parts, joined, parts, spelt_out
from index.text.spelling import Spelling, is_english, is_other_spelling
from index.text.terms import WORD, bare, term_of

# Words that stand for another, by which a follow-up shows that it leans on what was said before.
STANDS_FOR = re.compile(
    r"\b(?:afterwards|any|else|he|her|hers|him|his|instead|it|its|one|ones|same|she|that|their|theirs|them|there|these"
    r"|they|this|those)\b",
    re.IGNORECASE,
)
# Words of a message that asks nothing ("thanks a lot", "good morning everyone"); those that make one only if there is
# hardly another; and those that stand beside them.
COURTESIES = frozenset(
    """
    alright bye cheers goodbye goodnight haha hello hey hi howdy lol morning nope ok okay please thank thanks thanx thx
    welcome wow yeah yep yes
    """.split()
)
ALONE = frozenset("awesome bad cool good great nice no perfect sorry stupid sure wrong".split())
BESIDE_COURTESIES = frozenset(
    """
    a afternoon again all and answer bot day evening everybody everyone folks for guys helpful i im interesting is it
    lot lots man much night of one so that thats the there this to useful very was you youre your
    """.split()
)
# How a message may begin before it asks: "good morning, …", "thanks a lot! But …", "ok so …".
OPENING = re.compile(
    r"""
    \W* (?: (?: good\ (?:morning|afternoon|evening|day|night) | hello | hi | hey | howdy | cheers | sorry | please
             | thanks? (?:\ you)? (?:\ a\ lot|\ so\ much|\ very\ much)? | ok(?:ay)? | yes | yeah | yep )
             (?:\ (?:there|all|everyone|everybody|guys|folks|bot))? \b [\s,.!:;-]* )+
    (?: (?:but|and|so)\b )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What frames a question and is no part of it: whose view, that somebody spoke of it at all, what letters stand for.
FRAMES = re.compile(
    r"""
    \b(?: according\ to | in\ the\ (?:opinion|view|words)\ of
        | (?:takes?|thoughts?|views?|opinions?|perspective|position|stance)\ (?:on|about|of)
        | (?:did|does|do|has|have)\ (?:any(?:body|one)|some(?:body|one)|they|he|she|guests?)
          \ (?:ever\ )?(?:mention(?:ed)?|discuss(?:ed)?|talk(?:ed)?\ about|speak\ (?:of|about)|spoken\ (?:of|about))
        | (?:is|was)\ there\ any(?:thing)?\ (?:said\ )?about | what\ (?:do|does|did)\ \w+\ (?:have\ to\ )?say\ about
        | stands?\ for(?=\W*$) )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
MANY_UNKNOWN = 3  # words: from so many on, mostly unknown and like none that are known, they are another language's
POLITE = COURTESIES | ALONE | BESIDE_COURTESIES


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: distinct terms, and the question as corrected, where a word was.

    `before` are the terms of the question before, where this one may lean on it; no words of its own. `refers` tells
    that it has a word that stands for another ("it", "they").
    """

    terms: tuple[str, ...]
    before: tuple[str, ...]
    did_you_mean: str | None
    refers: bool = False

    @property
    def repeats(self) -> bool:
        """Whether it asks just what was asked before, and so leans on nothing."""
        return bool(self.terms) and not self.refers and {*self.terms} <= {*self.before}


def understand(question: str, context: str | None, spelling: Spelling, made: Collection[str]) -> Asked:
    """Return the terms of a question, its unknown words corrected, with those of the context where it may lean on it.

    `made` are the words of the index that are made of two others. A message that is only polite has no terms.
    """
    question = normalize("NFC", question)  # some keyboards send a letter and its accent apart
    if asks_nothing(question):
        return Asked((), (), None)
    words = _asking(question)
    corrections = _corrections(words, spelling)
    terms = _terms(words, corrections, spelling, made)
    before: tuple[str, ...] = ()
    refers = STANDS_FOR.search(question) is not None
    if context and (refers or not _asks_of_unknown(terms, spelling)):
        words_before = _asking(context)
        before = _terms(words_before, _corrections(words_before, spelling), spelling, made)
    slips = {word: meant for word, meant in corrections.items() if not is_other_spelling(word, meant)}
    corrected = WORD.sub(lambda word: corrections.get(word[0], word[0]), question) if slips else None
    return Asked(tuple(dict.fromkeys(terms)), before, corrected, refers)


def _asks_of_unknown(terms: Sequence[str], spelling: Spelling) -> bool:
    """Tell whether a question names but what nobody speaks of ("what about pizza?"), so that no place answers it."""
    return bool(terms) and not any(map(spelling.knows, terms))


def _asking(message: str) -> list[str]:
    """Return the words of a message after a polite opening."""
    opening = OPENING.match(message)
    asked = message[opening.end() if opening else 0 :]
    return WORD.findall(FRAMES.sub(" ", asked)) or WORD.findall(asked)


def _corrections(words: Iterable[str], spelling: Spelling) -> dict[str, str]:
    """Return what is meant by those words that the index does not know, written as the question writes."""
    words = list(words)
    unknown = [
        word for word in words if (term := term_of(word)) and not spelling.knows(term) and not is_english(bare(word))
    ]
    found: dict[str, str] = {}
    for word in words:
        term = term_of(word)
        if term and not spelling.knows(term) and not (has_parts(word) and parts(word, spelling.knows)):
            meant = spelling.correction(word)
            meant = _like(word, meant) if meant else halves(word, spelling.knows)
            if meant:
                found[word] = meant
    foreign = len(unknown) >= MANY_UNKNOWN and len(unknown) * 2 > len(words) and len(found) * 3 < len(unknown) * 2
    return {} if foreign else found


def _like(word: str, meant: str) -> str:
    return meant.upper() if word.isupper() else meant.capitalize() if word[0].isupper() else meant


def _terms(
    words: Sequence[str], corrections: Mapping[str, str], spelling: Spelling, made: Collection[str]
) -> tuple[str, ...]:
    """Return the distinct terms of some words, or of what is meant by them, and of what they are made of and make."""
    meant = [part for word in words for part in corrections.get(word, word).split()] if corrections else words
    together = joined(meant, made)
    if acronyms := spelt_out(meant, spelling.knows):
        meant = [word for word in meant if len(word) > 1 or word.lower() not in "".join(acronyms)]
    apart = {word: found for word in meant if has_parts(word) and (found := parts(word, spelling.knows))}
    if apart:
        meant = [word for word in meant if word not in apart or spelling.knows(term_of(word))]
    every = map(term_of, (*meant, *chain.from_iterable(apart.values()), *together, *acronyms))
    return tuple(filter(None, dict.fromkeys(every)))


def topic(question: str, context: str | None) -> str:
    """Return what a conversation is about after a question: that, or where it has no terms ("why?"), its context."""
    return question if not context or any(map(term_of, WORD.findall(question))) else context


def asks_nothing(message: str) -> bool:
    """Tell whether a message is only polite or has no words, so that the question before it is still the last one."""
    words = WORD.findall(message)
    return not words or is_courtesy(words)


def is_courtesy(words: Sequence[str]) -> bool:
    """Tell whether the words of a message are only polite: they greet, thank or agree, and ask nothing."""
    if not all(bare(word) in POLITE for word in words):
        return False
    alone = len(words) < 3 and not ALONE.isdisjoint(map(bare, words))
    return alone or not COURTESIES.isdisjoint(map(bare, words))


def refuse_unaskable(question: str) -> None:
    """Raise `QuestionRefused` for a question that is empty, too long or no text."""
    if not question.strip():
        raise QuestionRefused("The question is empty; ask in a sentence or a few words.", "question empty")
    if len(question) > LONGEST_QUESTION:
        told = f"The question is too long ({len(question):,} characters; at most {LONGEST_QUESTION:,})."
        raise QuestionRefused(told, "question too long", length=len(question), limit=LONGEST_QUESTION)
    refuse_half_characters(question)


def refuse_half_characters(text: str) -> None:
    """Raise `QuestionRefused` for a text that no encoding takes."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        told = "The text holds half a character, which none has; write it anew."
        raise QuestionRefused(told, "half character") from error
