"""How a line that begins a turn is made: name, role, bold, brackets, colon, stamp, in the orders that people use.

In: a line. Out: its `Head`: what stands where labels stand, whether or not it is believed in the end (see `labels`).

    **Name**: words      **Name:** words      **Name** (00:01:02):      **Name (host):** words
    Name: words          Name: 00:01:02       Name (1:02):              Name 00:01
    [00:01:02] Name:     [Name] [00:07] words                           0:00:36.2 **Name** words
    00:00:03 <v Name>words                    (00:01:31): words         02:46:11 -
"""

import re
from functools import lru_cache
from typing import NamedTuple

from index.transcripts.stamps import STAMP, stamp_second

NAME = r"[^\W\d_][\w.'’&,\-/]*(?:[ \t]+(?:[^\W\d_][\w.'’&,\-/]*|\d{1,3}(?!\d|:\d)|&)){0,5}"
ROLE = r"(?:\s*[(\[](?P<role>[^()\[\]:\d][^()\[\]:]{0,60})[)\]])?"
OPEN, CLOSE = r"(?:\*\*\*?|__|<(?:strong|b)>)", r"(?:\*\*\*?|__|</(?:strong|b)>)"
BOLD = re.compile(
    rf"{OPEN}\s*(?P<name>[^*_<>\n:\[\]()]{{1,60}}?)(?=[\s\d:*_<\[(\\]){ROLE}\s*(?P<inside>:)?(?P<within>[^*_<>\nA-Za-z]{{0,24}}?)"
    rf"\s*{CLOSE}"
)
ROLE_AFTER = re.compile(ROLE)
VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^<>\n]{1,60})>")
BRACKETED = re.compile(rf"\\?\[(?P<name>{NAME})\\?\]\s*")
BARE = re.compile(rf"(?P<name>{NAME}){ROLE}")
SPACE_AND_DASH = re.compile(r"\s*(?:[-–—]\s+|[-–—]?$)?")
DASH = re.compile(r"\s*(?:[-–—]\s)?\s*")  # "Ada Holm – 00:03:20:"
COLON = re.compile(r"\s*:")
QUOTE_MARK = re.compile(r"\s{0,3}(?:>\s?)*")
# "Addendum from Ada Holm: …" is hers, not of whom the turn before is.
ADDED_BY = re.compile(
    r"(?:addendum|addition|answer|comment|correction|edit|note|remark|update)s?\s+(?:from|by)\s+", re.I
)
REFERENCE = re.compile(r"\s*(?:<?https?://\S+|\[[^\]]*\]\([^)]*\)|www\.\S+)\s*[.,]?\s*$")


# A named tuple, as all that is made for each line of a page: it takes a third of the time of a frozen dataclass.
class Head(NamedTuple):
    """What a line begins with. `name` is "" for a stamp alone; `second` is None where there is no stamp.

    `sure` tells that it is written as labels alone are (bold with a colon, a voice, a name beside a stamp); `colon`
    whether one stands there; `spaced` whether white space follows it; `reference` that nothing but an address follows;
    `loose` that it is a clock without brackets before words, which prose may begin with too.
    """

    name: str
    rest: str
    second: float | None
    sure: bool
    colon: bool
    spaced: bool = True
    reference: bool = False
    loose: bool = False


def head_of(line: str) -> Head | None:
    """Return what a line begins with, if it may be a label or a stamp."""
    place = 0
    first = line[:1]
    if not first.isalpha() and (start := QUOTE_MARK.match(line)):
        place = start.end()
        first = line[place : place + 1]
    if first.isalpha():
        return _bare(line, place, None) if ":" in line else None
    if first in "*_<":
        lead = STAMP.match(line, place)
        return _after_stamp(line, lead) if lead else _named(line, place, None)
    if first.isdigit() or first in "([\\@`":
        lead = STAMP.match(line, place)
        if lead:
            return _after_stamp(line, lead)
        bracketed = BRACKETED.match(line, place)
        return _finished(line, bracketed["name"], bracketed.end(), None, sure=False) if bracketed else None
    return None


def _after_stamp(line: str, lead: re.Match[str]) -> Head | None:
    """Return what follows a stamp at the beginning of a line: a name, or the words of whoever spoke before."""
    second = stamp_second(lead)
    colon = COLON.match(line, lead.end())
    gap = SPACE_AND_DASH.match(line, colon.end() if colon else lead.end())
    place = gap.end() if gap else lead.end()
    if not colon and place == lead.end() and place < len(line):
        return None  # "1:02pm"
    if not colon and (named := _named(line, place, second) or _bare(line, place, second)):
        return named
    rest = line[place:].strip()
    loose = lead["bare"] is not None and bool(rest) and not colon
    return Head("", rest, second, sure=True, colon=colon is not None, loose=loose)


def _named(line: str, place: int, second: float | None) -> Head | None:
    """Return a head whose name is bold, or a caption's voice."""
    if line.startswith("<v", place) and (voice := VOICE.match(line, place)):
        rest = line[voice.end() :].replace("</v>", "")
        return Head(voice["name"].strip(), rest.strip(), second, sure=True, colon=False)
    bold = BOLD.match(line, place)
    if bold is None:
        return None
    name, inside, within = bold.group("name", "inside", "within")
    if within and not within.isspace():
        stamp = STAMP.match(within.strip())
        if within.strip(" :") and (stamp is None or stamp.end() < len(within.strip(" :"))):
            return None
        second = stamp_second(stamp) if stamp else second
    return _finished(line, name, bold.end(), second, sure=True, colon=bool(inside) or ":" in within)


def _bare(line: str, place: int, second: float | None) -> Head | None:
    bare = BARE.match(line, place)
    if bare is None:
        return None
    found = _finished(line, bare["name"], bare.end(), second, sure=False)
    return found if found and (found.colon or found.sure) else None


def _finished(
    line: str, name: str, place: int, second: float | None, *, sure: bool, colon: bool = False
) -> Head | None:
    """Return a head whose name ends at a place: role, colon and stamp may follow, in either order."""
    role = None if colon else ROLE_AFTER.match(line, place)
    place = role.end() if role else place
    if not colon and (after := COLON.match(line, place)):
        colon, place = True, after.end()
    begin = place
    dash = DASH.match(line, place)
    after_dash = dash.end() if dash else place
    # Nearly always words follow, and no stamp begins with a letter.
    stamp = None if line[after_dash : after_dash + 1].isalpha() else STAMP.match(line, after_dash)
    # A clock in the words ("Ada: 10:30 is early") is none of the label: brackets, a colon or the line's end tell.
    if stamp and (_closes(line, stamp) or stamp["bare"] is None):
        second, place = stamp_second(stamp), stamp.end()
        if after := COLON.match(line, place):
            colon, place = True, after.end()
        sure = True
    if not sure and not colon:
        return None
    spaced = place == len(line) or line[place].isspace() or begin != place
    return Head(_name(name), line[place:].strip(), second, sure, colon, spaced, bool(REFERENCE.match(line, place)))


@lru_cache(maxsize=10_000)
def _name(written: str) -> str:
    """Return whose name is written, without who added to whose words."""
    added = ADDED_BY.match(written)
    return " ".join((written[added.end() :] if added else written).split())


def _closes(line: str, stamp: re.Match[str]) -> bool:
    return line[stamp.end() :].strip(" \t:-–—*_") == ""
