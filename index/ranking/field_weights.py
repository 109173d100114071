"""What a mention counts in each field: a passage's own words, the heading, an enclosing heading, names.

In: the code of a posting (see `index.file.postings`). Out: tables with a value for each of the 256 codes, among them
the weighted term frequency that BM25 takes, as BM25F does (Robertson, Zaragoza and Taylor 2004).
"""

import numpy as np
import numpy.typing as npt

from index.file.postings import IN_HEADING, IN_LABEL, IN_NAME, IN_PARENT, MOST_MENTIONS

# What a mention counts beside one in the passage's own words. docs/quality.md has the measurements.
HEADING_WEIGHT = 0.5
PARENT_WEIGHT = 0.25
NAME_WEIGHT = 0.5
# What it counts as a name: whom the member names is mostly who speaks, while titles name subjects too.
NAMED_IN_TITLE, NAMED_IN_LABEL = 0.5, 1.5

CODES = np.arange(256)
# A speaker's own name in their mouth tells nothing of what they say.
MENTIONS: npt.NDArray[np.float64] = np.where(CODES & IN_LABEL, 0.0, CODES & MOST_MENTIONS)
HEADING: npt.NDArray[np.float64] = ((CODES & IN_HEADING) > 0).astype(np.float64)
PARENT: npt.NDArray[np.float64] = ((CODES & IN_PARENT) > 0).astype(np.float64)
NAME: npt.NDArray[np.float64] = ((CODES & IN_NAME) > 0).astype(np.float64)
NAMED: npt.NDArray[np.float64] = np.where(CODES & IN_LABEL, NAMED_IN_LABEL, NAMED_IN_TITLE * NAME)
# The weighted frequency of each code: 256 values.
FREQUENCIES = MENTIONS + HEADING_WEIGHT * HEADING + PARENT_WEIGHT * PARENT * (1 - HEADING) + NAME_WEIGHT * NAME
