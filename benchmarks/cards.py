"""Quote cards of every kind, to look at as a phone shows them, and how long each takes.

    python -m benchmarks.cards FOLDER

Out: `light.png` and `dark.png`, each with all cards 390 pixels wide, and every card as it is posted; the milliseconds
that each took of the processor, the best of five. Needs the extra `cards`, and fonts for Latin, Arabic, Chinese,
Japanese and emoji.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import get_args

import skia

from bot.cards.card import Card, Theme
from bot.cards.drawing import Picture, picture

PHONE = 390  # pixels
GAP = 16
RIVER = "The river turns the wheel, and the wheel turns the stone that grinds the corn for the whole valley."
SECOND_LISTEN = ("The Second Listen", "askcast.example/quoting")
MILL = ("The Mill Talk", "mill.example/ada")
LONG_NAME = "The Mill Talk, conversations about rivers, wheels, stones, flour and everybody who ever waited for bread"
CARDS: dict[str, tuple[str, ...]] = {  # words, speaker, episode, section, podcast, address
    "shortest": ("Okay.", "Ada Holm", "Ada on mills", "Wheels", *MILL),
    "usual": (
        "To quote a guest fairly you check three things, and then one more. Their words, exactly. Their name, and which"
        " episode. Their place, by which I mean a link that goes to the spot.",
        "Ruth",
        "Ruth Halloran on Quoting People Fairly: “Their Words, Their Name, Their Place”",
        "The Sentence I Got Wrong",
        *SECOND_LISTEN,
    ),
    "longest": (" ".join([RIVER] * 40), "Ada Holm", "Ada on mills", "Wheels", *MILL),
    "accents": ("Ça dépend de l’œuvre d’Ångström — Đặng đã nói vậy.", "Ðóra Þórsdóttir", "L’été", "À côté", *MILL),
    "cjk": (
        "水車が石を回し、石が粉を挽く。だから川が大事なのです。我们今天聊聊磨坊 🎉👩‍🔬。",
        "水野 あきら",
        "水車の話",
        "川",
        "水車のはなし",
        "mill.example/ja",
    ),
    "right-to-left": (
        "النهر يدير العجلة، والعجلة تدير الحجر الذي يطحن القمح للوادي كله.",
        "عائشة الحسن",
        "حديث الطاحونة",
        "العجلات",
        "بودكاست الطاحونة",
        "mill.example/ar",
    ),
    "mixed": ("النهر يدير العجلة.", "Ada Holm", "حديث الطاحونة", "Wheels", "", "mill.example/ar"),
    "long-name": (RIVER, "Ada Holm", "Ada on mills", "Wheels", LONG_NAME * 3, "mill.example/ada"),
    "no-name": (RIVER, "", "Ada on mills", "", "", ""),
}


def main() -> None:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for theme in get_args(Theme):
        made = []
        for kind, texts in CARDS.items():
            drawn, took = _timed(Card(*texts, theme=theme))
            print(f"{theme} {kind}: {drawn.width} x {drawn.height}, {took * 1_000:.0f} ms")
            (folder / f"{kind}-{theme}.png").write_bytes(drawn.png)
            made.append(drawn)
        (folder / f"{theme}.png").write_bytes(_beside_one_another(made))


def _timed(card: Card) -> tuple[Picture, float]:
    best = float("inf")
    for _ in range(5):
        started = process_time()
        drawn = picture(card)
        best = min(best, process_time() - started)
    return drawn, best


def _beside_one_another(made: Sequence[Picture]) -> bytes:
    """Return cards as one picture, each as wide as a phone."""
    heights = [PHONE * one.height // one.width for one in made]
    surface = skia.Surface((PHONE + GAP) * len(made), max(heights))
    smooth = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    with surface as canvas:
        canvas.clear(0xFF808080)
        for number, (one, height) in enumerate(zip(made, heights, strict=True)):
            place = skia.Rect.MakeXYWH(number * (PHONE + GAP), 0, PHONE, height)
            canvas.drawImageRect(skia.Image.MakeFromEncoded(skia.Data(one.png)), place, smooth)
    return bytes(surface.makeImageSnapshot().encodeToData())


if __name__ == "__main__":
    main()
