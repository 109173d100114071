"""The file that names several shows: what it says, and what is said of one that will not do."""

from pathlib import Path

import pytest

from index.settings import SettingsError
from index.shows import UnknownShow, read_shows, show_called
from tests.shows.two_shows import write_shows


def refusal(folder: Path, text: str) -> str:
    file = folder / "shows.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        read_shows({"ASKCAST_SHOWS": str(file)})
    return str(raised.value)


def show(**values: str) -> str:
    return "[[show]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())


def test_without_a_file_there_is_the_one_show_that_the_settings_describe() -> None:
    (only,) = read_shows({"ASKCAST_INDEX": "data/a.db", "ASKCAST_TRANSCRIPTS": "talks"})
    assert (only.name, only.settings.index, only.settings.sources) == ("", Path("data/a.db"), ("talks",))
    assert only.told == {}


def test_each_show_has_sources_a_site_and_an_index_of_its_own_beside_the_file(tmp_path: Path) -> None:
    mill, hive = read_shows({"ASKCAST_SHOWS": str(write_shows(tmp_path)), "ASKCAST_ANSWERED_FROM": "0.5"})
    assert (mill.name, mill.settings.index) == ("Mill Talk", tmp_path / "mill-talk.db")
    assert mill.settings.sources == (str(tmp_path / "mill"),)
    assert mill.settings.site.address == "https://mill.example"
    assert dict(mill.colours) == {"background": 0xFFF4E0, "words": 0x331100, "bar": 0xAA3300}
    assert (hive.settings.index, hive.colours) == (tmp_path / "bees" / "hive.db", ())
    assert mill.settings.answered_from == hive.settings.answered_from == 0.5


def test_a_show_may_come_from_a_feed_and_lie_on_a_cluster(tmp_path: Path) -> None:
    file = tmp_path / "shows.toml"
    alias = '"https://cluster.example:9200/casts?show=mill"'
    file.write_text(show(name='"Mill"', sources='["https://mill.example/feed.xml", "/srv/more"]', index=alias))
    (only,) = read_shows({"ASKCAST_SHOWS": str(file)})
    assert only.settings.sources == ("https://mill.example/feed.xml", "/srv/more")
    assert str(only.settings.cluster) == "https://cluster.example:9200/casts?show=mill"
    assert only.settings.index == tmp_path / "mill.db"


def test_a_show_is_found_by_its_name_whatever_its_case(tmp_path: Path) -> None:
    shows = read_shows({"ASKCAST_SHOWS": str(write_shows(tmp_path))})
    assert show_called(" hive talk", shows) is shows[1]
    with pytest.raises(UnknownShow, match="no show is called 'Salt'; there are: Mill Talk, Hive Talk"):
        show_called("Salt", shows)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "shows.toml: names no show"),
        ("[[show]", "shows.toml: is no TOML"),
        ('title = "x"\n' + show(name='"A"', sources='"a"'), "shows.toml: 'title' is unknown"),
        ('show = "A"', "shows.toml: names no show"),
        ("show = [1]", "shows.toml: show 1: needs a name"),
        (show(sources='"a"'), "shows.toml: show 1: needs a name of 1 to 80 characters"),
        (show(name='"A\\u0007"', sources='"a"'), "show 1: needs a name"),
        (show(name='"A"'), "shows.toml: show 'A': needs sources"),
        (show(name='"A"', sources="[]"), "show 'A': needs sources"),
        (show(name='"A"', sources="[3]"), "show 'A': sources is no text"),
        (show(name='"A"', sources='"a"', source='"b"'), "show 'A': 'source' is unknown; did you mean sources?"),
        (show(name='"A"', sources='"a"', host='"b"'), "show 'A': 'host' is unknown; there are name, sources,"),
        (show(name='"A"', sources='""'), "show 'A': sources is empty"),
        (show(name='"A"', sources='"a"', anchors='"wiki"'), "show 'A': anchors: 'wiki' is unknown"),
        (show(name='"A"', sources='"a"', site_url='"a.example"'), "show 'A': site_url: 'a.example' is no web address"),
        (show(name='"A"', sources='"a"', index="7"), "show 'A': index is no text"),
        (show(name='"A"', sources='"a"', index='"https://cluster.example/"'), "show 'A': is no address of an alias"),
        (show(name='"A"', sources='"a"', colours='"red"'), "show 'A': write colours as"),
        (show(name='"A"', sources='"a"', colours='{ bar = "red" }'), "bar = 'red' is no colour"),
        (show(name='"A"', sources='"a"', colours='{ words = "#ffffff" }'), "give background and words together"),
        (
            show(name='"A"', sources='"a"', colours='{ words = "#ffffff", background = "#eeeeee" }'),
            "words cannot be read before this background",
        ),
        (show(name='"A"', sources='"~nobody-of-that-name/a"'), "is the folder of nobody here"),
        (show(name='"A"', sources='"a\\u0000"'), "is no path of a file or folder"),
        (show(name='"A"', sources='"a"', index='"."'), "'.' is no path of a file or folder"),
        (
            show(name='"A"', sources='"a"', index='"x.db"') + show(name='"B"', sources='"b"', index='"q/../x.db"'),
            "both",
        ),
        (
            show(name='"Caf\\u00e9  X"', sources='"a"') + show(name='"Cafe\\u0301 X"', sources='"b"'),
            "two shows are called",
        ),
        (show(name='"A"', sources='"a"') + show(name='"a"', sources='"b"'), "two shows are called 'a'"),
        (show(name='"A b"', sources='"a"') + show(name='"a-b"', sources='"b"'), "both have the index"),
        (
            "".join(show(name=f'"{n}"', sources='"a"') for n in range(101)),
            "names 101 shows; one askcast serves at most",
        ),
    ],
)
def test_a_file_that_will_not_do_is_refused_by_the_show_and_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    assert told in refusal(tmp_path, text)


def test_a_file_that_is_not_there_is_named_with_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"ASKCAST_SHOWS: .*nowhere\.toml does not exist; check the path"):
        read_shows({"ASKCAST_SHOWS": str(tmp_path / "nowhere.toml")})
