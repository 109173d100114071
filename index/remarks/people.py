"""Questions about a person: a name alone, and a topic that somebody named does not speak of.

In: a question, its terms, an open index. Out: a `Remark`, or None.
"""

import re
from collections.abc import Sequence

from index.bm25 import inverse_document_frequency
from index.links import page_url
from index.quotes.surnames import bearers
from index.reader import IndexReader
from index.remarks.remark import OfPerson, OfSilence, Remark, RemarkLink
from index.text.terms import WORD, fold, term_of
from index.transcripts.stamps import CLOCK

EPISODES, SECTIONS = 3, 4  # named of somebody's
TELLING = 0.45  # of the inverse document frequency of a term that one passage alone holds
HOSTS_TOO = 0.2  # of what the first host says, to be told as one
PRESENT = 0.2  # of the episodes, in which a host of the show speaks; who puts questions at one talk is none
NAME_ALONE = re.compile(
    r"""
    \W* (?: (?:and|so|ok|okay|hey) \W+ )*
    (?: (?:what|how)\ about | who\ is | who's | who\ was | tell\ me\ about | about
      | (?:link\ to|find|show\ me|where\ is|summary\ of|summar[iy][sz]e)(?=.*\b(?:episode|interview)\b) )?
    \s* (?:the\ )? (?P<name>[^?]+?) (?:['’]s)? (?:\ (?:episodes?|interview))? \W* $
    """,
    re.VERBOSE | re.IGNORECASE,
)
ASKS_WHO = re.compile(r"\W*(?:(?:and|so|ok|okay|but)\W+)*(?:who(?:['’]s| is| was)|tell me about)\b", re.IGNORECASE)
# Headings that do not say what a section is about.
NO_TOPICS = frozenset("conclusion end highlights intro introduction opening outro transcript welcome".split())


VIEW_OF = re.compile(
    r"\b(?:thinks?|thought|says?|said|talks?|talked|speaks?|spoke|spoken|feels?|felt|believes?|takes?|views?|opinions?|thoughts)"
    r"\s+(?:anything\s+)?(?:of|about|on|regarding)\s+(?P<topic>[^?]+?)\W*$",
    re.IGNORECASE,
)
LONGEST_TOPIC = 4  # words
LONGEST_NAME = 5  # words


def hosts(reader: IndexReader) -> list[str]:
    """Return the names of those who are hosts in most of what they say and in many an episode, who says most first."""
    said, hosted = reader.heard.counts()
    names = dict(reader.rows("SELECT id, name FROM speakers"))
    order = sorted(hosted, key=lambda number: (-hosted[number], number))
    known = {fold(names[n]): names[n] for n in reversed(order) if names.get(n) and hosted[n] * 2 > said[n]}
    least = HOSTS_TOO * max(hosted.values(), default=0)
    found = [n for n in order if names.get(n) in known.values() and hosted[n] >= least]
    return [names[n] for n in found if len(reader.heard.titles(n)) >= PRESENT * len(reader.episodes)]


def card_of(reader: IndexReader, question: str, *, follows: bool = False) -> Remark | None:
    """Return in which episodes somebody speaks and what of, where a message is nothing but their name, or, where it
    `follows` a question, asks who they are: a name alone asks then what they say of the same.
    """
    if (follows and not ASKS_WHO.match(question)) or not (alone := _name_alone(reader, question)):
        return None
    number, name = alone
    told, places, links = [], [], []
    by_episode = reader.heard.titles(number)
    for episode in [one for one in reader.episodes if one.id in by_episode][::-1][:EPISODES]:
        titles = [title for title, _ in by_episode[episode.id].most_common() if _tells(title)][:SECTIONS]
        told.append(f"in “{episode.title}”" + (f" about {'; '.join(titles)}" if titles else ""))
        places.append((episode.title, tuple(titles)))
        links.append(RemarkLink(episode.title, page_url(episode.url, "")))
    others = max(len(by_episode) - EPISODES, 0)
    more = f"; and in {others} more {'episode' if others == 1 else 'episodes'}" if others else ""
    subject = OfPerson(name, tuple(places), others)
    return Remark(f"{name} speaks {'; '.join(told)}{more}. Ask what you want to know.", tuple(links), subject=subject)


def _tells(title: str) -> bool:
    """Tell whether a section's title says what it is about; of stretches without a heading it is a time."""
    return bool(title) and not re.fullmatch(CLOCK, title) and fold(title) not in NO_TOPICS


def silence_of(reader: IndexReader, question: str, terms: Sequence[str]) -> Remark | None:
    """Return that somebody who is named does not speak of what is asked, where none of their words mention it.

    The topic is what stands at the end of "what does NAME think of …" and the like; of its words those count that tell
    passages apart.
    """
    asked_of = VIEW_OF.search(question)
    speakers = _named(reader, WORD.findall(question[: asked_of.start("topic")])) if asked_of else {}
    if asked_of is None or len(speakers) != 1 or len(WORD.findall(asked_of["topic"])) > LONGEST_TOPIC:
        return None
    ((number, name),) = speakers.items()
    of_name = {term_of(word) for word in WORD.findall(name)}
    asked = [term for word in WORD.findall(asked_of["topic"]) if (term := term_of(word)) and term not in of_name]
    return _silence(reader, (number, name), question, [term for term in dict.fromkeys(asked) if term in terms])


def silence_after(reader: IndexReader, question: str, context: str, before: Sequence[str]) -> Remark | None:
    """Return that somebody does not speak of what was asked before (its terms), where a message is but their name."""
    speaker = _name_alone(reader, question)
    return _silence(reader, speaker, context, before) if speaker and 0 < len(before) <= LONGEST_TOPIC else None


def _silence(reader: IndexReader, speaker: tuple[int, str], asked_in: str, asked: Sequence[str]) -> Remark | None:
    """Return that a speaker says nothing of some terms that stand in a question, None where they do."""
    number, name = speaker
    known = reader.postings.look_up(asked)
    telling = TELLING * float(inverse_document_frequency(reader.postings.size, 1))
    rare = [place for place, idf in enumerate(known.idfs.tolist()) if idf >= telling]
    unknown = [term for term in asked if term not in known.terms]
    if not (rare or unknown) or reader.heard.mentions(number, [known.terms[place] for place in rare]):
        return None
    wanted = {*unknown, *(known.terms[place] for place in rare)}
    written = [word for word in WORD.finditer(asked_in) if term_of(word[0]) in wanted]
    topic = " ".join(asked_in[written[0].start() : written[-1].end()].split())
    said = f"{name} does not speak of {topic} in these episodes"
    text = f"{said}. What others say:" if rare else f"{said}, nor does anybody else."
    return Remark(text, alone=False, subject=OfSilence(name, topic, bool(rare)))


def _name_alone(reader: IndexReader, question: str) -> tuple[int, str] | None:
    """Return whose name a message is and nothing else, number and label; None where that is nobody's or several'."""
    match = NAME_ALONE.match(question)
    words = WORD.findall(match["name"]) if match else []
    if not 0 < len(words) <= LONGEST_NAME:
        return None
    named = _named(reader, words)
    whole = {number: name for number, name in named.items() if _is_whole(words, name)}
    if not whole and (named or words[-1][0].isupper()):  # a surname that only an episode's title tells
        labels = {label for _, label in bearers(reader, match["name"])} if match else set()
        whole = {number: name for label in labels for number, name in reader.speakers_named(label).items()}
    return next(iter(whole.items())) if len(whole) == 1 else None


def _named(reader: IndexReader, words: Sequence[str]) -> dict[int, str]:
    """Return the speakers of whose names a word, capitalised or alone, stands among some words."""
    given = {word.casefold() for word in words if word[0].isupper() or len(words) <= 2}
    return {number: name for word in given for number, name in reader.speakers_by_word.get(word, {}).items()}


def _is_whole(written: Sequence[str], name: str) -> bool:
    return {word.casefold() for word in written} <= {word.casefold() for word in WORD.findall(name)}
