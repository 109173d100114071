"""File: a damaged, truncated or foreign index is told, and built anew from the files."""

import random
import sqlite3
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.file.errors import IndexUnusable
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.mill_site import words_of

FLIPS = 300


def test_a_flipped_bit_anywhere_is_told_and_never_answered_from(index: Path) -> None:
    sound = index.read_bytes()
    with Searcher(index) as searcher:
        expected = searcher.ask("what does the millstone turn?")
    chance = random.Random(5)
    told = 0
    for _ in range(FLIPS):
        place = chance.randrange(len(sound))
        damaged = bytearray(sound)
        damaged[place] ^= 1 << chance.randrange(8)
        copy = index.with_name("damaged.db")
        copy.write_bytes(damaged)
        try:
            with Searcher(copy) as searcher:
                assert searcher.ask("what does the millstone turn?") == expected
        except IndexUnusable as error:
            assert "askcast index rebuild" in str(error)
            told += 1
    assert told == FLIPS


@pytest.mark.parametrize("size", [0, 1, 100, 5_000, 40_000])
def test_a_truncated_index_is_told(index: Path, size: int) -> None:
    index.write_bytes(index.read_bytes()[:size])
    with pytest.raises(IndexUnusable), Searcher(index) as searcher:
        searcher.ask("millstone")


def test_an_index_of_a_newer_askcast_is_named_and_kept(index: Path) -> None:
    with sqlite3.connect(index) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    with pytest.raises(IndexUnusable, match="newer askcast"):
        Searcher(index)
    assert index.exists()


def test_a_damaged_index_is_rebuilt_from_the_files_alone(index: Path, site: Path) -> None:
    damaged = bytearray(index.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    index.write_bytes(damaged)
    report = rebuild(index, find_files([site]))
    assert (report.read, report.unchanged) == (12, 0)
    assert words_of(index) == {"millstone"}
