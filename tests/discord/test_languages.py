"""Discord: members read the bot's own words in their language, or in the one that the server chose."""

import pytest

from tests.discord.bot_process import BotProcess
from tests.discord.server import DiscordServer
from tests.discord.server.exchange import Exchange, buttons_of, text_of
from tests.discord.server.limits import walk
from tests.discord.server.payloads import DM_CHANNEL, EVERYBODY, MANAGE_GUILD, Json, guild
from tests.discord.talking import BEES, WHEAT, ids

MANAGER = {"permissions": EVERYBODY | MANAGE_GUILD}
LANGUAGE_MENU = 3


def chosen(message: Json | None) -> list[str]:
    """What the list of languages shows as chosen."""
    (menu,) = [one for one in walk((message or {})["components"]) if one["type"] == LANGUAGE_MENU]
    return [option["value"] for option in menu["options"] if option.get("default")]


def choose(discord: DiscordServer, language: str) -> Exchange:
    """A manager, whose Discord is English, chooses the server's language."""
    shown = discord.slash("settings", **MANAGER).reply()
    return discord.choose(shown.message or {}, LANGUAGE_MENU, [language], **MANAGER).reply()


def test_a_german_member_gets_german_words_and_buttons_and_the_passages_as_spoken(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": WHEAT}, locale="de").reply()
    assert "1 · **Ada**\n-# Ada on water mills · Grain" in asked.text
    assert "**wheat**" in asked.text
    assert {"Lesen", "Hilfreich", "Entfernen"} <= set(buttons_of(asked.message or {}))
    form = discord.press(asked.message or {}, "Nachfragen", locale="de").reply().modal
    assert form
    assert form["title"] == "Nachfragen"
    assert form["components"][0]["label"] == "Deine Frage"
    around = discord.choose(asked.message or {}, 3, [ids(asked.message or {}, "around")[0]], locale="de").reply()
    assert "Was davor und danach gesagt wurde:" in around.text


def test_whoever_presses_a_button_reads_their_own_language_below_anothers_answer(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": WHEAT}, locale="de").reply()
    rated = discord.press(asked.message or {}, "Hilfreich", locale="fr").reply()
    assert rated.text == "Merci, c'est noté."


def test_refusals_notices_and_remarks_are_in_the_members_language(discord: DiscordServer) -> None:
    unknown = discord.slash("ask", {"question": WHEAT, "speaker": "Benn"}, locale="es-419").reply()
    assert unknown.text == "No hay nadie llamado «Benn». ¿Quisiste decir **Ben**?"
    remark = discord.slash("ask", {"question": "how many episodes are there?"}, locale="pt-BR").reply()
    assert "Conheço 3 episódios." in remark.text
    unanswered = discord.slash("ask", {"question": "How tall is the Eiffel tower?"}, locale="ja").reply()
    assert "文字起こしの中に答えは見つかりませんでした。" in unanswered.text
    assert "wer diesen Server verwalten darf" in discord.slash("settings", locale="de").reply().text
    assert "enthält keine Worte" in discord.menu("Find in episodes", "", locale="de").reply().text


def test_lists_privacy_and_quotations_are_in_the_members_language(discord: DiscordServer) -> None:
    assert "3 épisodes" in discord.slash("episodes", locale="fr").reply().text
    assert "### あなたについて保存されるもの" in discord.slash("privacy", locale="ja").reply().text
    assert "**3** Folgen" in discord.slash("about", locale="de").reply().text
    quoted = discord.slash("quote", {"text": "nobody ever said anything like that"}, locale="es-ES").reply()
    assert "**No se encontró.**" in quoted.text


@pytest.mark.parametrize("locale", ["en-GB", "a locale of next year"])
def test_an_unknown_locale_reads_english(discord: DiscordServer, locale: str) -> None:
    asked = discord.slash("ask", {"question": BEES}, locale=locale).reply()
    assert "Read it" in buttons_of(asked.message or {})


def test_commands_are_named_and_described_in_every_language(discord: DiscordServer) -> None:
    ask = discord.commands["ask"]
    assert ask["name_localizations"]["ja"] == "質問"
    assert ask["description_localizations"]["de"] == "Finde, was zu einem Thema gesagt wurde"
    assert {"de", "fr", "es-ES", "es-419", "pt-BR", "ja"} <= set(ask["name_localizations"])
    assert "en-GB" not in ask["name_localizations"]
    assert ask["options"][0]["name_localizations"]["fr"] == "question"
    assert ask["options"][0]["description_localizations"]["ja"].startswith("知りたいことを")
    assert discord.commands["Find in episodes"]["name_localizations"]["ja"] == "エピソードから探す"
    assert discord.mismatches == []  # what the bot sent, held against Discord's own description of it


def test_the_servers_language_holds_for_all_at_once_is_told_by_about_and_is_reset_with_the_others(
    discord: DiscordServer,
) -> None:
    assert chosen(discord.slash("settings", **MANAGER).reply().message) == ["member"]
    after = choose(discord, "ja")
    assert after.replaced
    assert "### このサーバーの設定" in after.text
    assert chosen(after.message) == ["ja"]
    asked = discord.slash("ask", {"question": WHEAT}, locale="de").reply()
    assert "読む" in buttons_of(asked.message or {})
    assert "ボット自身の言葉の言語：日本語。" in discord.slash("about", locale="de").reply().text
    reset = discord.press(after.message or {}, "元に戻す", **MANAGER).reply()
    assert "### Settings of this server" in reset.text
    assert chosen(reset.message) == ["member"]
    again = discord.slash("ask", {"question": BEES}, locale="de").reply()
    assert "Lesen" in buttons_of(again.message or {})


def test_the_language_can_be_given_back_to_each_member(discord: DiscordServer) -> None:
    choose(discord, "fr")
    after = choose(discord, "member")
    assert "### Settings of this server" in after.text
    assert chosen(after.message) == ["member"]


def test_a_mention_is_answered_in_the_servers_language_and_a_direct_message_in_english(discord: DiscordServer) -> None:
    choose(discord, "de")
    before = len(discord.posted)
    discord.say("<@100000000000000001>")
    discord.wait(lambda: len(discord.posted) > before)
    assert text_of(discord.posted[-1][1]).startswith("Stell eine Frage")
    discord.say("  ", where=DM_CHANNEL)
    discord.wait(lambda: len(discord.posted) > before + 1)
    assert text_of(discord.posted[-1][1]).startswith("Ask a question")
    choose(discord, "member")


def test_a_server_is_greeted_in_its_own_locale(running: tuple[DiscordServer, BotProcess]) -> None:
    discord, bot = running
    discord.wait(lambda: "ready in" in bot.log)  # what comes before is a server that it was in already
    french, place = "200000000000000019", "300000000000000019"
    discord.take_in({**guild(french, place), "preferred_locale": "fr"})
    discord.wait(lambda: [message for _, message in discord.posted if message["channel_id"] == place])
    (greeting,) = [message for _, message in discord.posted if message["channel_id"] == place]
    assert text_of(greeting).startswith("Bonjour !")
    assert "`/paramètres`" in text_of(greeting)
