"""Sorted postings → the rows of the terms table.

In: all postings as sortable numbers. Out: a row a term, its postings encoded, in an order that fills SQLite's pages.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from index.building.previous_index import Keys
from index.file.postings import encode_planes, planes_of, shares
from index.file.schema import PAGE_SIZE

PAGE_ROOM = PAGE_SIZE - 8  # bytes for rows in a page of the file
ROW_OVERHEAD = 16  # bytes that SQLite adds to a row of terms, about


def term_rows(names: Sequence[str], keys: Keys, sections: npt.NDArray[np.int64]) -> Iterator[tuple[Any, ...]]:
    """Yield each term's row: the term, how many passages and sections hold it, its encoded postings."""
    bounds = np.searchsorted(keys, np.arange(len(names) + 1, dtype=np.uint64) << np.uint64(40))
    counts = np.diff(bounds)

    def encoded(share: slice) -> list[bytes]:
        begins = bounds[share.start : share.stop + 1]
        within = begins - begins[0]
        planes = planes_of(keys[begins[0] : begins[-1]], within[:-1])
        return [encode_planes(planes[:, start:end]) for start, end in pairwise(within.tolist())]

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        postings = chain.from_iterable(pool.map(encoded, shares(counts)))
        for name, held, holding, data in zip(names, counts.tolist(), sections.tolist(), postings, strict=True):
            if held:
                yield name, held, holding, data


def filling_pages(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of terms so ordered that little of SQLite's pages stays empty: after long postings come short ones
    until the page is full.
    """
    by_size = deque(sorted(rows, key=lambda row: len(row[-1])))
    room = 0
    while by_size:
        fits = len(by_size[-1][-1]) < room
        row = by_size.pop() if fits or len(by_size[0][-1]) >= room else by_size.popleft()
        size = len(row[-1]) + len(row[0]) + ROW_OVERHEAD
        room = (room if size <= room else PAGE_ROOM) - size
        yield row
