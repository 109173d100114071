"""Every reply that the bot can give, in the words of a language, about a show whose names are all Japanese."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.languages.words import Words
from bot.memory.insights import Row
from bot.memory.servers import ServerSettings
from bot.replies import notices
from bot.replies.answers import answer_reply, around_reply
from bot.replies.insights import TABS, insights_reply
from bot.replies.listings import about_reply, episodes_reply, outline_reply, shows_listed
from bot.replies.privacy import forgotten, privacy_reply
from bot.replies.quotes import block_reply, quotation_reply
from bot.replies.reply import Reply
from bot.replies.settings import Usual, settings_reply
from bot.replies.shows import shows_reply
from index.answer import Answer, EpisodeSummary, HostsQuestion, OutlineSection, QuestionRefused, Refusal, UnknownName
from index.quotes.quotation import Difference, Kind, Quotation, QuotedPlace
from index.remarks.remark import (
    OfEpisode,
    OfGuests,
    OfHosts,
    OfIndex,
    OfNeed,
    OfPerson,
    OfShow,
    OfSilence,
    OfUndated,
    Remark,
    RemarkLink,
    Subject,
)
from index.settings import IndexSettings
from index.shows import Show, UnknownShow
from tests.replies.samples import PASSAGE, PLACE, STATUS

NAME, TITLE, WORDS = "花子", "水車の話", "水車は粉をひく。" * 400
PLAIN = replace(PASSAGE, title=TITLE, section="粉", speaker=NAME, text=WORDS, matched=(), start=3_725.0)
HEARD = replace(PLAIN, media_url="https://pod.example/ada.mp3", asked=HostsQuestion("太郎", "なぜですか？"))
EPISODE = EpisodeSummary("ada", TITLE, "https://pod.example/ada", "2024-05-06", (NAME,), 1_234)
NOW = datetime(2026, 5, 6, 13, tzinfo=UTC)
USUAL = Usual(5.0, 0.5, "fragments")
SHOWS = tuple(f"{TITLE} {number}" for number in range(30))
SUBJECTS: tuple[Subject, ...] = (
    OfNeed(),
    *(OfIndex(kind, episodes) for kind in ("bot", "help", "number") for episodes in (1, 19)),
    *(OfEpisode(kind, TITLE, "2024-05-06") for kind in ("latest", "first")),
    OfHosts(()),
    OfHosts((NAME,)),
    OfHosts((NAME, "太郎")),
    OfGuests((), 0),
    OfGuests((NAME,), 0),
    OfGuests((NAME, "太郎"), 3),
    OfUndated(),
    OfShow(1, None, (TITLE,)),
    OfShow(19, ("2024-05-06", "2026-05-06"), (TITLE, TITLE)),
    OfPerson(NAME, ((TITLE, ("粉", "水")), (TITLE, ())), 0),
    OfPerson(NAME, ((TITLE, ()),), 2),
)
KINDS: tuple[Kind, ...] = ("exact", "close", "paraphrase")
REFUSALS: tuple[tuple[Refusal, dict[str, int]], ...] = (
    ("question empty", {}),
    ("question too long", {"length": 4_000, "limit": 2_000}),
    ("half character", {}),
    ("quotation too long", {"length": 5_000, "limit": 4_000}),
    ("quotation too short", {}),
    ("quotation too many words", {"words": 301, "limit": 300}),
)


def every_reply(words: Words) -> Iterator[Reply]:
    """All kinds of replies, each with all that it may say."""
    yield from _answers(words)
    yield from _quotations(words)
    yield from _lists(words)
    yield from _of_servers(words)
    yield from _notices(words)


def _answers(words: Words) -> Iterator[Reply]:
    place = replace(PLACE, words=words, private=True)
    pages = tuple(replace(HEARD, position=number, rank=number + 1) for number in range(4))
    found = Answer(None, "水車？", True, 0.9, "水車", pages)
    silence = Remark("…", alone=False, subject=OfSilence(NAME, "水", True))
    yield answer_reply(replace(found, remark=silence), place)
    yield answer_reply(found, replace(place, offset=4))
    yield answer_reply(replace(found, passages=(replace(PLAIN, url=""),)), place)
    yield answer_reply(replace(found, answered=False), place)
    nobody = Remark("…", alone=False, subject=OfSilence(NAME, "水", False))
    yield answer_reply(replace(found, remark=nobody, answered=False), place)
    yield answer_reply(replace(found, remark=silence, answered=False), place)
    for subject in SUBJECTS:
        remark = Remark("…", (RemarkLink(TITLE, "https://pod.example/ada"),), subject=subject)
        yield answer_reply(replace(found, remark=remark), place)
    yield answer_reply(found, replace(place, show=TITLE))
    shows = [(name, replace(found, remark=silence)) for name in SHOWS]
    lost = [(name, replace(found, answered=False)) for name in SHOWS]
    for told in (shows[:2], [*shows[:3], lost[3]], [*shows, *lost], lost):
        yield shows_reply(told, "水車", place)
    marks = "*_" * 2_000  # escaping doubles each
    odd = replace(found, question=marks, did_you_mean=marks, remark=Remark(marks, alone=False), goes_on_from=marks)
    for number in (2, 3, 5):
        yield shows_reply([(marks[:70] + str(show), odd) for show in range(number)], marks, place)
        alone = replace(odd, remark=Remark(marks, (RemarkLink(TITLE, "https://pod.example/ada"),) * 5))
        yield shows_reply([(marks[:70] + str(show), alone) for show in range(number)], None, place)
    around = tuple(replace(PLAIN, position=position) for position in (3, 4, 5))
    yield around_reply(around, 4, words=words)


def _quotations(words: Words) -> Iterator[Reply]:
    differences = (Difference("replaced", "水", "粉"),)
    url = "https://pod.example/ada#a:~:text=b"
    place = QuotedPlace(
        1,
        "ada",
        TITLE,
        "粉",
        "a",
        (NAME, "太郎"),
        True,
        "昔、",
        "水車は",
        "回る。",
        differences,
        1.0,
        url,
        4,
        2,
        None,
        5.0,
        None,
    )
    unnamed = replace(place, speakers=("",), host=False)
    asking = replace(place, said="なぜ?")
    found = Quotation("水車は", "水車は", "exact", "次郎", True, (place,))
    for kind in KINDS:
        yield quotation_reply(replace(found, kind=kind), PLAIN, 1, False, "fragments", words=words)
    for other in (unnamed, asking):
        yield quotation_reply(replace(found, places=(other,)), PLAIN, 1, False, "fragments", words=words)
    yield quotation_reply(found, PLAIN, 1, False, "fragments", shows=SHOWS, words=words)
    lost = replace(found, kind="not found", places=(), misattributed=False)
    yield quotation_reply(lost, None, 1, True, "fragments", words=words)
    yield block_reply(place, "fragments", words=words)


def _lists(words: Words) -> Iterator[Reply]:
    for count in (1, 40):
        for page in (0, 1, 9):
            yield episodes_reply([EPISODE] * count, page, words=words)
    yield outline_reply(EPISODE, [OutlineSection("粉", 2, "a", "https://pod.example/ada#a")], words=words)
    yield outline_reply(EPISODE, [], words=words)
    chosen = ServerSettings((1, 2), (3,), True, False, language=words.language)
    for built in ("2026-05-06T12:00:00", "2026-05-05T12:00:00", "2026-01-01T12:00:00"):
        yield about_reply([("", replace(STATUS, built_at=built), EPISODE)], 30, NOW, chosen, words=words)
    yield about_reply([("", replace(STATUS, episodes=1), replace(EPISODE, date=None))], 1, NOW, words=words)
    long = replace(EPISODE, title="_" * 200)
    everything = replace(chosen, channels=tuple(range(10**18, 10**18 + 25)), roles=tuple(range(10**18, 10**18 + 25)))
    yield about_reply([(name, STATUS, long) for name in SHOWS], 30, NOW, everything, words=words)
    yield shows_listed([(name, number) for number, name in enumerate(SHOWS, start=1)], words=words)
    yield episodes_reply([EPISODE] * 40, 1, show=TITLE, words=words)
    yield outline_reply(EPISODE, [], show=TITLE, words=words)


def _of_servers(words: Words) -> Iterator[Reply]:
    yield settings_reply(ServerSettings(language="ja"), USUAL, words=words)
    yield settings_reply(ServerSettings((1,), (2,), True, False, 3_600, 0.25, "anchors"), USUAL, words=words)
    yield settings_reply(ServerSettings(shows=SHOWS), replace(USUAL, shows=SHOWS), words=words)
    rows = [Row(f"{n}", 12, 3, 4, 0, "2026-05-06", (None, True, False)[n % 3], TITLE) for n in range(12)]
    for tab in TABS:
        for page in range(3):
            yield insights_reply(rows, tab, page, 30, words=words)
        yield insights_reply([], tab, 0, 1, words=words)
    for kept in (True, False):
        for days in (1, 30):
            yield privacy_reply(kept, days, forgotten(days, words=words), words=words)


def _notices(words: Words) -> Iterator[Reply]:
    for seconds in (1, 3_599):
        yield notices.cooldown(seconds, words=words)
    yield notices.question_too_long(1_234, 300, words=words)
    for reason, values in REFUSALS:
        yield notices.refused(QuestionRefused("…", reason, **values), words=words)
    for near in ([], [TITLE, NAME]):
        yield notices.unknown_name(UnknownName("episode", "水", near), words=words)
        yield notices.unknown_name(UnknownName("speaker", "水", near), words=words)
    yield notices.unknown_show(UnknownShow("水", [Show(name, IndexSettings()) for name in SHOWS]), words=words)
    for channels, roles in (((1,), ()), ((), (1, 2)), (tuple(range(1, 14)), (1, 2))):
        yield notices.not_here(channels, roles, words=words)
    for plain in (
        notices.question_missing,
        notices.episode_changed,
        notices.question_forgotten,
        notices.button_outdated,
        notices.rated,
        notices.removal_refused,
        notices.sharing_refused,
        notices.card_unavailable,
        notices.cooldown_refused,
        notices.managers_only,
        notices.message_without_text,
        notices.index_unavailable,
        notices.failure,
        notices.welcome,
    ):
        yield plain(words=words)
