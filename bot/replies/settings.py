"""What `/settings` shows: a server's choices, and the controls that change them.

In: a server's settings, the bot's own where the server has none, and the words of a language. Out: a `Reply`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from bot import limits
from bot.actions import Change
from bot.custom_ids import custom_id, digest
from bot.escaping import escaped_line
from bot.languages.words import ENGLISH, Words, languages
from bot.memory.servers import ServerSettings
from bot.replies.reply import Block, Button, ButtonRow, Divider, Menu, Option, Picker, Reply, TextBlock

SETTINGS = 0x5865F2
LONGEST_COOLDOWN = 3_600  # seconds
SHOWS_NAMED, LONGEST_SHOW = 10, 80  # in a sentence; characters
OF_MEMBERS = "member"  # the choice that leaves the language to each member's Discord


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where a server chose nothing: cooldowns in seconds, the kind of links, and the names of all shows."""

    member_cooldown: float
    channel_cooldown: float
    links: str
    shows: tuple[str, ...] = ("",)


def settings_reply(server: ServerSettings, usual: Usual, words: Words = ENGLISH) -> Reply:
    """Return the settings of a server with all their controls, for whoever manages it alone."""
    links = server.links or usual.links
    member, channel = cooldowns(server, usual)
    waits = words("settings-cooldowns", member=member, channel=channel)
    answers = "settings-answers-alone" if server.private else "settings-answers-all"
    mentions = "settings-mentions-on" if server.mentions else "settings-mentions-off"
    leading = "settings-links-words" if links == "fragments" else "settings-links-section"
    toggles = ((answers, "private"), (mentions, "mentions"), (leading, "links"))
    rows = (
        ButtonRow(tuple(_toggle(words(label), setting) for label, setting in toggles)),
        ButtonRow((_toggle(waits, "cooldowns"), _reset(words))),
    )
    blocks = (
        TextBlock(f"### {words('settings')}\n{described(server, words)}"),
        Divider(),
        TextBlock(words("settings-channels")),
        Picker("channels", custom_id(Change("channels", "")), words("settings-channels-all"), server.channels),
        TextBlock(words("settings-roles")),
        Picker("roles", custom_id(Change("roles", "")), words("settings-roles-all"), server.roles),
        TextBlock(words("settings-language")),
        _language_menu(server, words),
        *_show_menus(server, usual.shows, words),
        *rows,
    )
    return Reply(blocks, SETTINGS, private=True)


def described(server: ServerSettings, words: Words = ENGLISH) -> str:
    """Word in a few sentences where, for whom and how the bot answers."""
    comma = words("list-comma")
    told = words(
        "settings-described",
        channels=comma.join(f"<#{number}>" for number in server.channels) or "all",
        roles=comma.join(f"<@&{number}>" for number in server.roles) or "all",
        seen="alone" if server.private else "all",
    )
    mentions = "" if server.mentions else words("settings-described-no-mentions")
    shows = [escaped_line(name, LONGEST_SHOW) for name in server.shows]
    answering = words("settings-described-shows", shows=words.listed(shows, SHOWS_NAMED)) if shows else ""
    known = server.language in languages()
    spoken = words("settings-described-language", language=Words(str(server.language))("language")) if known else ""
    return words.together(told, answering, mentions, spoken)


def shows_chosen(server: ServerSettings, shows: Sequence[str], part: str, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the shows that a server answers from, in their order, after digests of names were chosen in one list.

    `shows` are the names of all, `part` says of which list; what was chosen in others stays.
    """
    listed = dict(_parts(shows)).get(part, ())
    return tuple(name for name in shows if (digest(name) in chosen if name in listed else name in server.shows))


def language_chosen(values: Sequence[str]) -> str | None:
    """Return the language that somebody chose for all, None where each member's Discord shall say it."""
    return next((value for value in values if value in languages()), None)


def changed(server: ServerSettings, setting: str, chosen: tuple[int, ...], usual: Usual) -> ServerSettings:
    """Return the settings after a control was used: `chosen` are the ids of a list, which a button has none of."""
    links = "anchors" if (server.links or usual.links) == "fragments" else "fragments"
    changes = {
        "channels": replace(server, channels=chosen),
        "roles": replace(server, roles=chosen),
        "private": replace(server, private=not server.private),
        "mentions": replace(server, mentions=not server.mentions),
        "links": replace(server, links=links),
        "reset": ServerSettings(welcomed=server.welcomed),
    }
    return changes.get(setting, server)


def cooldowns(server: ServerSettings, usual: Usual) -> tuple[float, float]:
    """Return the seconds between two questions of one member, and in one channel, that hold in a server."""
    member = usual.member_cooldown if server.member_cooldown is None else server.member_cooldown
    return member, usual.channel_cooldown if server.channel_cooldown is None else server.channel_cooldown


def seconds(typed: str) -> float | None:
    """Return the seconds that somebody typed, or None where that is no number from 0 to an hour."""
    try:
        wait = float(typed.strip().replace(",", "."))
    except ValueError:
        return None
    return wait if 0 <= wait <= LONGEST_COOLDOWN else None


def _language_menu(server: ServerSettings, words: Words) -> Menu:
    own = Option(words("settings-language-member"), OF_MEMBERS)
    named = tuple(Option(Words(language)("language"), language) for language in languages())
    chosen = server.language if server.language in languages() else OF_MEMBERS
    return Menu(custom_id(Change("language", "")), (own, *named), (chosen,))


def _show_menus(server: ServerSettings, shows: Sequence[str], words: Words) -> list[Block]:
    """Return the lists of shows to choose from; nothing where there is only one."""
    if len(shows) < 2:
        return []
    menus: list[Block] = [TextBlock(words("settings-shows"))]
    for part, names in _parts(shows):
        options = tuple(Option(limits.cropped(name, limits.CHOICE), digest(name)) for name in names)
        chosen = tuple(digest(name) for name in names if name in server.shows)
        own = custom_id(Change("shows", part))
        menus.append(Menu(own, options, chosen, words("settings-shows-all"), several=True))
    return menus


def _parts(shows: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """Divide shows into lists as long as Discord takes them, each with a letter for its name."""
    pieces = [shows[at : at + limits.CHOICES] for at in range(0, len(shows), limits.CHOICES)]
    return list(zip(ascii_lowercase, pieces, strict=False))


def _toggle(label: str, setting: str) -> Button:
    return Button(label, custom_id(Change(setting, "")))


def _reset(words: Words) -> Button:
    return Button(words("button-reset"), custom_id(Change("reset", "")), "danger")
