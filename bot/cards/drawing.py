"""A laid-out card → a PNG, by Skia: it shapes any script, mixes directions, and takes each letter from a font that has
it.

In: a card. Out: a `Picture`. Blocking, some tens of milliseconds: call it in a worker thread.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from bot.cards.card import Card, CardsUnavailable, alternative_text
from bot.cards.layout import WIDTH, Extent, Role, laid_out, reads_right_to_left

FAMILIES = ("Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif"), ("Noto Sans", "Inter", "Arial", "DejaVu Sans")
Colouring = tuple[int, int, int, int]
COLOURS: dict[str, Colouring] = {  # theme → background, words, what is less important, the bar at the side (0xAARRGGBB)
    "light": (0xFFFBFAF7, 0xFF1B1B1F, 0xFF5E5E66, 0xFF5865F2),
    "dark": (0xFF1B1C22, 0xFFF3F2EE, 0xFFA9AAB3, 0xFF8B95FF),
}
OPAQUE = 0xFF000000
WEAK = 0.7  # of the words' colour, the rest of the background's, in what is less important
BAR = 14  # pixels
LINE_HEIGHT = 1.28
INSTALL = "pip install 'askcast[cards]'"
FONTS = "install fonts that have it, for example Debian's fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji"
IN_RIGHT_TO_LEFT, END = "\u2067", "\u2069"  # an isolate, so that punctuation goes where the script puts it


@dataclass(frozen=True, slots=True)
class Picture:
    """A card as a PNG, its size in pixels, what it says for who cannot see it, and whether all words fitted."""

    png: bytes
    width: int
    height: int
    alternative: str
    whole: bool


def picture(card: Card) -> Picture:
    """Draw a card; raise `CardsUnavailable` where the extra, or a font for one of its letters, is not there."""
    skia = _skia()
    for text in (card.words, card.speaker, card.episode, card.section, card.podcast):
        _refuse_unknown_letters(skia, text)

    colours = colours_of(card)

    def measure(text: str, role: Role, size: int, width: int) -> Extent:
        paragraph = _paragraph(skia, text, role, size, width, colours)
        return Extent(float(paragraph.Height), float(paragraph.MinIntrinsicWidth))

    layout = laid_out(card, measure)
    surface = skia.Surface(WIDTH, layout.height)
    background, _, _, bar = colours
    with surface as canvas:
        canvas.clear(background)
        left = WIDTH - BAR if layout.from_right else 0  # where the lines begin
        canvas.drawRect(skia.Rect.MakeXYWH(left, 0, BAR, layout.height), skia.Paint(Color=bar))
        for placed in layout.placed:
            paragraph = _paragraph(
                skia, placed.text, placed.role, placed.size, placed.width, colours, layout.from_right
            )
            paragraph.paint(canvas, placed.x, placed.y)
    data = surface.makeImageSnapshot().encodeToData()
    shown = layout.words.strip("“”")
    return Picture(bytes(data), WIDTH, layout.height, alternative_text(card, shown), shown == card.words)


def colours_of(card: Card) -> Colouring:
    """Return background, words, what is less important and bar (0xAARRGGBB): the show's, or else the theme's."""
    background, strong, weak, bar = COLOURS[card.theme]
    own = {part: colour | OPAQUE for part, colour in card.colours}
    if "words" in own:
        background, strong = own["background"], own["words"]
        weak = OPAQUE | sum(_mixed(strong >> shift & 0xFF, background >> shift & 0xFF) << shift for shift in (16, 8, 0))
    return background, strong, weak, own.get("bar", bar)


def _mixed(strong: int, background: int) -> int:
    return round(WEAK * strong + (1 - WEAK) * background)


@cache
def get_ready() -> None:
    """Load what the first card of a process needs, while something else is waited for; once."""
    try:
        skia = _skia()
    except CardsUnavailable:
        return
    _faces(skia)
    for role in get_args(Role):
        _paragraph(skia, "a", role, 1, WIDTH, COLOURS["light"])


def _paragraph(
    skia: Any, text: str, role: Role, size: int, width: int, colours: Colouring, from_right: bool = False
) -> Any:
    """Return a text broken into lines of a width, all along its right side, or its left."""
    _, strong, weak, _ = colours
    style, letters = skia.textlayout_ParagraphStyle(), skia.textlayout_TextStyle()
    letters.setFontSize(size)
    letters.setColor(strong if role in ("words", "speaker") else weak)
    letters.setFontFamilies(list(FAMILIES[0 if role == "words" else 1]))
    letters.setFontStyle(skia.FontStyle.Bold() if role == "speaker" else skia.FontStyle.Normal())
    letters.setHeight(LINE_HEIGHT)
    letters.setHeightOverride(True)
    style.setTextStyle(letters)
    if from_right:
        style.setTextAlign(skia.textlayout_TextAlign.kRight)
    if reads_right_to_left(text):
        text = f"{IN_RIGHT_TO_LEFT}{text}{END}"
    builder = skia.textlayout_ParagraphBuilder.make(style, _fonts(skia), skia.Unicodes.ICU.Make())
    builder.pushStyle(letters)
    builder.addText(text)
    paragraph = builder.Build()
    paragraph.layout(width)
    return paragraph


@cache
def _fonts(skia: Any) -> Any:
    fonts = skia.textlayout_FontCollection()
    fonts.setDefaultFontManager(skia.FontMgr())
    return fonts


def _skia() -> Any:
    try:
        import skia  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise CardsUnavailable(f"cards need the extra: {INSTALL}") from error
    return skia


def _refuse_unknown_letters(skia: Any, text: str) -> None:
    for letter in set(text):
        shown = not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc", "Mn", "Me")
        if shown and not _has_font(skia, letter):
            name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            raise CardsUnavailable(f"no font here has '{letter}' ({name}); {FONTS}")


@cache
def _has_font(skia: Any, letter: str) -> bool:
    if any(face.unicharToGlyph(ord(letter)) for face in _faces(skia)):  # looking through all fonts takes a while
        return True
    manager = skia.FontMgr()
    return manager.matchFamilyStyleCharacter("", skia.FontStyle.Normal(), [], ord(letter)) is not None


@cache
def _faces(skia: Any) -> tuple[Any, ...]:
    manager, normal = skia.FontMgr(), skia.FontStyle.Normal()
    found = (manager.matchFamilyStyle(name, normal) for names in FAMILIES for name in names)
    return tuple(face for face in found if face)
