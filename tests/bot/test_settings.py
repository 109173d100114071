"""How the bot reads its settings, and what it says of those that will not do."""

import re
from pathlib import Path

import pytest

from bot.settings import KNOWN, Settings, Shards, misspelt, read_settings
from index.settings import SettingsError, environment

TOKEN = "MTIz.abc.secret-part-of-the-token"


def settings(**values: str) -> Settings:
    read = {"DISCORD_TOKEN": TOKEN, **values}
    return read_settings(read)


def test_a_token_alone_is_enough() -> None:
    read = settings()
    assert (read.token, read.memory, read.dev_guilds) == (TOKEN, Path("askcast-memory.db"), ())
    assert (read.member_cooldown, read.channel_cooldown, read.question_length, read.keep_days) == (5, 1, 300, 30)
    assert (read.discord_api, read.links) == (None, "fragments")


def test_the_memory_lies_beside_the_index_unless_said_otherwise() -> None:
    assert settings(ASKCAST_INDEX="data/episodes.db").memory == Path("data/askcast-memory.db")
    assert settings(ASKCAST_MEMORY="elsewhere/m.db").memory == Path("elsewhere/m.db")


def test_every_setting_is_read() -> None:
    read = settings(
        ASKCAST_DEV_GUILDS="123456789012345678, 223456789012345678,",
        ASKCAST_DISCORD_API="http://127.0.0.1:8080/api/v10/",
        ASKCAST_MEMBER_COOLDOWN="0",
        ASKCAST_CHANNEL_COOLDOWN="2.5",
        ASKCAST_QUESTION_LENGTH="200",
        ASKCAST_KEEP_DAYS="7",
        ASKCAST_LINKS="anchors",
    )
    assert read.dev_guilds == (123456789012345678, 223456789012345678)
    assert read.discord_api == "http://127.0.0.1:8080/api/v10"
    assert (read.member_cooldown, read.channel_cooldown) == (0, 2.5)
    assert (read.question_length, read.keep_days, read.links) == (200, 7, "anchors")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASKCAST_DEV_GUILDS", "my-server"),
        ("ASKCAST_DISCORD_API", "discord.com/api"),
        ("ASKCAST_DISCORD_API", "http://[broken"),
        ("ASKCAST_MEMBER_COOLDOWN", "-1"),
        ("ASKCAST_MEMBER_COOLDOWN", "nan"),
        ("ASKCAST_CHANNEL_COOLDOWN", "soon"),
        ("ASKCAST_QUESTION_LENGTH", "0"),
        ("ASKCAST_QUESTION_LENGTH", "9999"),
        ("ASKCAST_KEEP_DAYS", "1.5"),
        ("ASKCAST_LINKS", "both"),
    ],
)
def test_a_malformed_setting_is_named_with_what_it_may_be(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}: .*(write|choose)") as error:
        settings(**{name: value})
    assert TOKEN not in str(error.value)


def test_a_missing_token_says_where_to_get_one() -> None:
    with pytest.raises(SettingsError, match=r"DISCORD_TOKEN: is missing; write .* \.env"):
        settings(DISCORD_TOKEN="")


@pytest.mark.parametrize("token", [f"Bot {TOKEN}", f"{TOKEN}\nx", "secret-pässword"])
def test_a_malformed_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(SettingsError, match="DISCORD_TOKEN: is no token") as error:
        settings(DISCORD_TOKEN=token)
    assert "secret" not in str(error.value)


def test_the_token_is_in_no_representation() -> None:
    assert TOKEN not in repr(settings())
    assert TOKEN not in str(settings())


def test_every_setting_that_the_example_explains_is_known_and_no_other() -> None:
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == set(KNOWN)


def test_a_misspelt_setting_is_named_with_the_one_that_is_meant() -> None:
    assert misspelt({"ASKCAST_MEMBR_COOLDOWN": "1", "ASKCAST_XYZZY": "", "PATH": "", "ASKCAST_INDEX": "a.db"}) == [
        ("ASKCAST_MEMBR_COOLDOWN", "ASKCAST_MEMBER_COOLDOWN"),
        ("ASKCAST_XYZZY", None),
    ]


def test_a_line_of_the_settings_file_that_is_no_setting_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("ASKCAST_INDEX=a.db\n\nthis is no setting\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=r"\.env:3: is no setting; write it as NAME=value"):
        environment()


def test_shards_are_this_processs_own_and_how_many_there_are() -> None:
    assert settings().shards is None
    assert settings(ASKCAST_SHARDS=" 3, 2 / 4").shards == Shards((2, 3), 4)


@pytest.mark.parametrize("written", ["4/4", "0-1/4", "0,1", "/4", "0/0", "a/2"])
def test_shards_that_will_not_do_are_refused_with_an_example(written: str) -> None:
    with pytest.raises(SettingsError, match=r"ASKCAST_SHARDS: .* as 0,1/4"):
        settings(ASKCAST_SHARDS=written)
