"""What Discord sends: users, servers, channels, messages, interactions, as JSON objects."""

from itertools import count
from typing import Any

Json = dict[str, Any]

APPLICATION = "100000000000000001"
GUILD = "200000000000000001"
CHANNEL = "300000000000000001"
DM_CHANNEL = "300000000000000002"
OTHER_CHANNEL = "300000000000000003"
ROLE = "500000000000000001"
MEMBER = "400000000000000001"
OTHER_MEMBER = "400000000000000002"
NEEDED = 274877975552  # view channels, send messages (in threads too), read message history
USE_EXTERNAL_APPS = 1 << 50
MANAGE_MESSAGES = 1 << 13
MANAGE_GUILD = 1 << 5
EPHEMERAL = 1 << 6
EVERYBODY = NEEDED | USE_EXTERNAL_APPS
NOW = "2026-05-04T12:00:00.000000+00:00"

_ids = count(900000000000000000)


def new_id() -> str:
    return str(next(_ids))


def user(identifier: str = MEMBER) -> Json:
    names = {APPLICATION: "askcast", MEMBER: "ada", OTHER_MEMBER: "ben"}
    name = names.get(identifier, f"member{identifier}")
    own = identifier == APPLICATION
    shown = {"id": identifier, "username": name, "discriminator": "0", "global_name": name, "avatar": None}
    return {**shown, "bot": own, "public_flags": 0}


def application() -> Json:
    texts = {"name": "askcast", "description": "", "summary": "", "icon": None, "verify_key": "0"}
    return {
        **texts,
        "id": APPLICATION,
        "bot_public": True,
        "bot_require_code_grant": False,
        "flags": 0,
        "team": None,
        "owner": user(OTHER_MEMBER),
    }


def channel(identifier: str = CHANNEL) -> Json:
    if identifier == DM_CHANNEL:
        return {"id": DM_CHANNEL, "type": 1, "last_message_id": None, "recipients": [user()], "flags": 0}
    shown = {"id": identifier, "type": 0, "name": "general", "position": 0, "permission_overwrites": [], "nsfw": False}
    return {**shown, "guild_id": GUILD, "parent_id": None, "topic": None, "last_message_id": None, "flags": 0}


def member(identifier: str = MEMBER, permissions: int = EVERYBODY, roles: tuple[str, ...] = ()) -> Json:
    times = {"joined_at": NOW, "premium_since": None, "communication_disabled_until": None}
    state: Json = {"roles": list(roles), "nick": None, "avatar": None, "deaf": False, "mute": False, "pending": False}
    return {**times, **state, "user": user(identifier), "permissions": str(permissions), "flags": 0}


def guild(identifier: str = GUILD, channel_id: str = CHANNEL) -> Json:
    everyone = {"id": identifier, "name": "@everyone", "permissions": str(EVERYBODY), "position": 0, "color": 0}
    role = {**everyone, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
    lists: Json = {"emojis": [], "stickers": [], "features": [], "threads": [], "voice_states": [], "presences": []}
    levels = {"verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0}
    listeners = {**role, "id": ROLE, "name": "listeners", "position": 1}
    place = {**channel(channel_id), "guild_id": identifier}
    shown = {"id": identifier, "name": "Podcast", "owner_id": OTHER_MEMBER, "preferred_locale": "en-US", "icon": None}
    more = {"premium_tier": 0, "nsfw_level": 0, "afk_timeout": 300, "system_channel_flags": 0, "member_count": 3}
    own = member(APPLICATION)
    return {**lists, **levels, **shown, **more, "roles": [role, listeners], "members": [own], "channels": [place]}


def message(content: str, author: str, channel_id: str, **more: Any) -> Json:
    lists: Json = {"embeds": [], "attachments": [], "mentions": [], "mention_roles": [], "components": []}
    shown = {"content": content, "author": user(author), "timestamp": NOW, "edited_timestamp": None, "type": 0}
    flags = {"tts": False, "mention_everyone": False, "pinned": False, "flags": 0}
    identity = {"id": new_id(), "channel_id": channel_id}
    if channel_id != DM_CHANNEL and author != APPLICATION:
        described = {key: value for key, value in member(author).items() if key not in ("user", "permissions")}
        identity |= {"guild_id": GUILD, "member": described}  # type: ignore[dict-item]
    return {**lists, **shown, **flags, **identity, **more}


def interaction(
    kind: int, data: Json, *, by: str = MEMBER, where: str = CHANNEL, installed: str = "guild", **more: Any
) -> Json:
    """An interaction; `more` may hold `permissions` and `app_permissions`, and the `message` of a button."""
    permissions = more.pop("permissions", EVERYBODY)
    identity = {"id": new_id(), "application_id": APPLICATION, "token": f"token-{new_id()}", "version": 1}
    place: Json = {"channel_id": where, "channel": channel(where), "context": 1 if where == DM_CHANNEL else 0}
    if where == DM_CHANNEL:
        place["user"] = user(by)
    else:
        guild_id = more.pop("guild", GUILD)
        described = {"id": guild_id, "features": [], "locale": "en-US"}
        place |= {"guild_id": guild_id, "guild": described, "guild_locale": "en-US"}
        place["member"] = member(by, permissions, more.pop("roles", ()))
    owners = {"0": GUILD if where != DM_CHANNEL else "0"} if installed == "guild" else {"1": by}
    base = {"locale": "en-US", "entitlements": [], "attachment_size_limit": 10_485_760, "app_permissions": str(NEEDED)}
    if "app_permissions" in more:
        more["app_permissions"] = str(more["app_permissions"])
    return {**identity, **place, **base, "type": kind, "data": data, "authorizing_integration_owners": owners, **more}
