"""What is said of the show itself, and why the index refuses a question, in the words of a language.

In: a `Remark` or a `QuestionRefused` from the index, which hold their English text and its values. Out: text, not
escaped.
"""

from bot.languages.words import Words
from index.answer import QuestionRefused
from index.remarks.remark import (
    OfEpisode,
    OfGuests,
    OfHosts,
    OfIndex,
    OfNeed,
    OfPerson,
    OfShow,
    OfSilence,
    OfUndated,
    Remark,
    RemarkLink,
)

NONE = "none"


def remark_worded(remark: Remark, words: Words) -> str:
    """Return what a remark says; its own English text where nothing else words it."""
    match remark.subject:
        case OfNeed():
            said = words("remark-need")
        case OfIndex(kind, episodes):
            said = words(f"remark-{kind}", episodes=episodes)
        case OfEpisode(kind, title, date):
            said = words(f"remark-{kind}", title=title, date=date)
        case OfUndated():
            said = words("remark-undated")
        case OfHosts(names):
            said = _hosts(names, words)
        case OfGuests(names, more):
            said = _guests(names, more, words)
        case OfShow(episodes, days, newest):
            titles = words("list-semicolon").join(words("title-quoted", title=title) for title in newest)
            first, last = days or (NONE, NONE)
            said = words("remark-show", episodes=episodes, first=first, last=last, titles=titles)
        case OfPerson() as person:
            said = _person(person, words)
        case OfSilence(name, topic, others):
            said = words("remark-silence" if others else "remark-silence-of-all", name=name, topic=topic)
        case None:
            said = remark.text
    return said


def label_worded(remark: Remark, link: RemarkLink, words: Words) -> str:
    """Return what a remark's link is called: an episode by its title, a page of help in the language's words."""
    return words("remark-need-link") if isinstance(remark.subject, OfNeed) else link.label


def refusal_worded(refusal: QuestionRefused, words: Words) -> str:
    """Return why a question is refused; in the index's own English where nothing else words it."""
    if refusal.reason is None:
        return str(refusal)
    return words(f"refused-{refusal.reason.replace(' ', '-')}", **refusal.values)


def _hosts(names: tuple[str, ...], words: Words) -> str:
    if not names:
        return words("remark-hosts-unknown")
    return words("remark-hosts", names=words.listed(names), count=len(names))


def _guests(names: tuple[str, ...], more: int, words: Words) -> str:
    if not names:
        return words("remark-guests-unknown")
    return words("remark-guests", names=words("list-comma").join(names), more=more)


def _person(person: OfPerson, words: Words) -> str:
    semicolon = words("list-semicolon")
    places = [
        words("remark-person-in", title=title, sections=semicolon.join(sections) or NONE)
        for title, sections in person.places
    ]
    return words("remark-person", name=person.name, places=semicolon.join(places), more=person.more)
