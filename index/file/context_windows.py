"""What stands around each passage: lengths, sections, who spoke before, and what kind of turn each is.

In: the arrays of the index file. Out: `ContextWindows`, which the second stage of ranking reads by passage id.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

WINDOW = 8  # passages to each side that count as a passage's context, within its section

# A passage's traits, in one byte: how far back the last passage of another speaker of the episode is (0: none within
# `WINDOW`), whether its speaker is the host, whether it ends in a question.
BACK = 15
HOST = 16
QUESTION = 32


@dataclass(frozen=True, slots=True)
class ContextWindows:
    """The arrays, each with a value a passage but the last two.

    `terms_before`: terms in the passages before, and last of all in all of them. `traits`: see above. `section_starts`:
    the first passage of each section that has any, ascending, then the number of passages. `average_window`: the mean
    number of terms in a window.
    """

    terms_before: npt.NDArray[np.int32]
    traits: npt.NDArray[np.uint8]
    section_starts: npt.NDArray[np.int64]
    average_window: float

    def __len__(self) -> int:
        return len(self.terms_before) - 1

    def lengths(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """Return the number of terms in each passage."""
        length: npt.NDArray[np.int32] = self.terms_before.take(ids + 1) - self.terms_before.take(ids)
        return length

    def windows(self, ids: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return where each passage's window begins and ends (past its last passage)."""
        section = self.section_starts.searchsorted(ids, side="right")
        low = np.maximum(ids - WINDOW, self.section_starts.take(section - 1))
        return low, np.minimum(ids + WINDOW + 1, self.section_starts.take(section))

    def window_lengths(self, low: npt.NDArray[np.int64], high: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """Return the number of terms in each window."""
        length: npt.NDArray[np.int32] = self.terms_before.take(high) - self.terms_before.take(low)
        return length


def context_windows(
    lengths: npt.NDArray[Any],
    traits: npt.NDArray[np.uint8],
    section_starts: npt.NDArray[np.int64],
    average_window: float,
) -> ContextWindows:
    """Return the windows of passages of the given lengths (terms), traits and section starts (see `ContextWindows`)."""
    terms_before = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return ContextWindows(terms_before, traits, section_starts, average_window)


def average_window(lengths: npt.NDArray[Any], section_starts: npt.NDArray[np.int64]) -> float:
    """Return the mean number of terms in the windows of all passages; it is kept in the index, for it takes a while."""
    made = context_windows(lengths, np.empty(0, np.uint8), section_starts, 1.0)
    return float(made.window_lengths(*made.windows(np.arange(len(lengths)))).mean()) or 1.0


def section_bounds(first_passages: Iterable[int], passages: int) -> npt.NDArray[np.int64]:
    """Return the section starts of all windows from each section's first passage; an empty one's is the next one's."""
    return np.array([*sorted({first for first in first_passages if first < passages}), passages], np.int64)
