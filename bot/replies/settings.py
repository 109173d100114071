"""What `/settings` shows: a server's choices, and the controls that change them.

In: a server's settings, and the bot's own where the server has none. Out: a `Reply`.
"""

from dataclasses import dataclass, replace

from bot.custom_ids import Change, custom_id
from bot.memory.servers import ServerSettings
from bot.replies.reply import Button, ButtonRow, Divider, Picker, Reply, TextBlock

SETTINGS = 0x5865F2
COOLDOWNS_TITLE = "How long to wait between questions"
MEMBER_COOLDOWN = "Seconds for one member"
CHANNEL_COOLDOWN = "Seconds in one channel"
LONGEST_COOLDOWN = 3_600  # seconds


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where a server chose nothing: cooldowns in seconds, and the kind of links."""

    member_cooldown: float
    channel_cooldown: float
    links: str


def settings_reply(server: ServerSettings, usual: Usual) -> Reply:
    """Return the settings of a server with all their controls, for whoever manages it alone."""
    links = server.links or usual.links
    member, channel = cooldowns(server, usual)
    waits = f"{member:g} s a member, {channel:g} s a channel"
    rows = (
        ButtonRow(
            (
                _toggle("Answers: to the asker alone" if server.private else "Answers: to everybody", "private"),
                _toggle("Mentions: on" if server.mentions else "Mentions: off", "mentions"),
                _toggle("Links: to the words" if links == "fragments" else "Links: to the section", "links"),
            )
        ),
        ButtonRow((_toggle(f"Cooldowns: {waits}", "cooldowns"), _reset())),
    )
    blocks = (
        TextBlock(f"### Settings of this server\n{described(server)}"),
        Divider(),
        TextBlock("Channels in which the bot answers (none chosen: all)"),
        Picker("channels", custom_id(Change("channels", "")), "All channels", server.channels),
        TextBlock("Roles that it answers (none chosen: everybody)"),
        Picker("roles", custom_id(Change("roles", "")), "Everybody", server.roles),
        *rows,
    )
    return Reply(blocks, SETTINGS, private=True)


def described(server: ServerSettings) -> str:
    """Word in a few sentences where, for whom and how the bot answers."""
    where = "in " + ", ".join(f"<#{number}>" for number in server.channels) if server.channels else "in all channels"
    whom = ", ".join(f"<@&{number}>" for number in server.roles) if server.roles else "everybody"
    seen = "seen by the asker alone" if server.private else "seen by everybody"
    mentions = "" if server.mentions else " A mention is not answered here; use `/ask`."
    return f"The bot answers {whom} {where}; answers are {seen}, unless `private` says otherwise.{mentions}"


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


def _toggle(label: str, setting: str) -> Button:
    return Button(label, custom_id(Change(setting, "")))


def _reset() -> Button:
    return Button("Reset", custom_id(Change("reset", "")), "danger")
