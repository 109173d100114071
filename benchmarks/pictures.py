"""Pictures of what the bot says, as a phone shows it: the real bot's own messages, drawn in a browser.

    python -m benchmarks.pictures FOLDER [--source transcripts]

In: transcripts. Out: a picture of each scene in the folder, dark and light. The messages are those that a real
`askcast bot` sends to the Discord of the tests, so it runs from a clone. Needs the extra `browser` and Chromium.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.phone import HEIGHT, WIDTH, Json, page
from tests.discord.bot_process import BotProcess, build
from tests.discord.server import DiscordServer, Exchange
from tests.discord.server.payloads import EVERYBODY, MANAGE_GUILD
from tests.discord.talking import ids
from tests.shows.two_shows import write_shows

ANSWERED = "How do I quote a guest fairly?"
FOLLOW_UP = "And why does that matter?"
NOT_ANSWERED = "Which spaceship flies to Neptune?"
QUOTED = "To quote a guest fairly you must check three things, and then one more."
OF_SHOWS = "What does the miller do with flour?"
MANAGER = {"permissions": EVERYBODY | MANAGE_GUILD}


Scenes = dict[str, Callable[[DiscordServer], Exchange]]


def main() -> None:
    """Draw every scene."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source", type=Path, default=Path("transcripts"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with phone() as screen:
        with talking(options.source) as discord:
            _draw_all(screen, discord, SCENES, options.folder)
        with talking_of_shows() as discord:
            _draw_all(screen, discord, SCENES_OF_SHOWS, options.folder)


def _draw_all(screen: Page, discord: DiscordServer, scenes: Scenes, folder: Path) -> None:
    for name, play in scenes.items():
        message = play(discord).message or {}
        for light in (False, True):
            path = folder / f"{name}-{'light' if light else 'dark'}.png"
            height = draw(screen, message, light=light)
            screen.locator("article").screenshot(path=path)
            print(f"{path}: {height / HEIGHT:.2f} screens")


@contextmanager
def talking(source: Path) -> Iterator[DiscordServer]:
    """Run the bot on some transcripts, and give the Discord that it talks to."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), source)
        with DiscordServer() as discord, BotProcess(discord, Path(folder)):
            yield discord


@contextmanager
def talking_of_shows() -> Iterator[DiscordServer]:
    """Run the bot on the tests' two shows."""
    with tempfile.TemporaryDirectory() as folder:
        write_shows(Path(folder))
        with DiscordServer() as discord, BotProcess(discord, Path(folder), ASKCAST_SHOWS="shows.toml"):
            yield discord


@contextmanager
def phone(browser: str = "/usr/bin/chromium") -> Iterator[Page]:
    """Open a screen of a phone's size."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        yield opened.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        opened.close()


def draw(screen: Page, message: Json, *, light: bool = False) -> float:
    """Draw a message, and return how high it stands, in pixels."""
    screen.set_content(page(message, light=light))
    box = screen.locator("article").bounding_box()
    assert box
    return box["height"]


def _answer(discord: DiscordServer) -> Exchange:
    return discord.slash("ask", {"question": ANSWERED}).reply()


def _follow_up(discord: DiscordServer) -> Exchange:
    asked = _answer(discord).message or {}
    form = discord.press(asked, "Ask a follow-up").reply()
    return discord.submit(form.modal or {}, FOLLOW_UP, message=asked).reply()


def _not_found(discord: DiscordServer) -> Exchange:
    return discord.slash("ask", {"question": NOT_ANSWERED}).reply()


def _quote(discord: DiscordServer) -> Exchange:
    return discord.slash("quote", {"text": QUOTED}).reply()


def _around(discord: DiscordServer) -> Exchange:
    asked = _answer(discord).message or {}
    return discord.choose(asked, 3, ids(asked, "around")[:1]).reply()


def _settings(discord: DiscordServer) -> Exchange:
    return discord.slash("settings", **MANAGER).reply()


def _insights(discord: DiscordServer) -> Exchange:
    for question in (NOT_ANSWERED, "Who won the world cup of 2018?", NOT_ANSWERED):
        discord.slash("ask", {"question": question}).reply()
    return discord.slash("insights", **MANAGER).reply()


SCENES: Scenes = {
    "answer": _answer,
    "follow-up": _follow_up,
    "around": _around,
    "not-found": _not_found,
    "quote": _quote,
    "settings": _settings,
    "insights": _insights,
}
SCENES_OF_SHOWS: Scenes = {
    "shows": lambda discord: discord.slash("ask", {"question": OF_SHOWS}).reply(),
    "shows-settings": lambda discord: discord.slash("settings", **MANAGER).reply(),
    "shows-episodes": lambda discord: discord.slash("episodes").reply(),
}


if __name__ == "__main__":
    main()
