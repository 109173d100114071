"""How many screens of a phone an answer takes: how long the passages of a page and all its controls stand.

    python -m benchmarks.screens TRANSCRIPTS QUESTIONS [--number 60] [--pictures FOLDER]

In: transcripts, and a question set. Out: over the answers with a full page of passages (evenly taken from the set) the
median height, and the share that fits on two screens of 390 x 844 pixels. Needs the extra `browser` and Chromium.
"""

import argparse
import json
from pathlib import Path
from statistics import median

from benchmarks.phone import HEIGHT, Json
from benchmarks.pictures import draw, phone, talking
from bot.replies.answers import PAGE
from tests.discord.server import DiscordServer
from tests.discord.server.limits import walk

SCREENS = 2
SEPARATOR = 14  # a component's type


def main() -> None:
    """Print the heights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.questions.read_text(encoding="utf-8").splitlines()]
    asked = [row["question"] for row in rows if row["answers"] and not row["context"]]
    heights, cut = [], 0
    with talking(options.source) as discord, phone() as screen:
        for number, question in enumerate(asked[:: max(len(asked) // options.number, 1)]):
            message = _answer(discord, question)
            if message is None:
                continue
            cut += "Cut here" in json.dumps(message)
            heights.append(draw(screen, message) / HEIGHT)
            if options.pictures:
                screen.locator("article").screenshot(path=options.pictures / f"{number:03}.png")
    fitting = sum(height <= SCREENS for height in heights)
    print(f"{len(heights)} answers of {PAGE} passages: median {median(heights):.2f} screens, most {max(heights):.2f}")
    print(f"on {SCREENS} screens: {fitting / len(heights):.1%}; with a passage that is cut: {cut / len(heights):.1%}")


def _answer(discord: DiscordServer, question: str) -> Json | None:
    """Return the message of an answer with a full page of passages."""
    message = discord.slash("ask", {"question": question}).reply().message or {}
    dividers = [one for one in walk(message["components"]) if one["type"] == SEPARATOR]
    return message if len(dividers) > PAGE else None


if __name__ == "__main__":
    main()
