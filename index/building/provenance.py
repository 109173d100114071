"""What an index file tells of itself: of which format it is, when, by which askcast and of what it was built.

In: the sources. Out: rows of the table `meta`.
"""

import json
import uuid
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from index.file.schema import SCHEMA_VERSION
from index.text.terms import TERMS_VERSION
from index.transcripts.episode import path_text
from index.transcripts.sources import Sources


def provenance(sources: Sources) -> dict[str, str]:
    """Return the values by their keys; `build` tells this build from every other, `podcast` is there where known."""
    return {
        "schema_version": str(SCHEMA_VERSION),
        "terms_version": str(TERMS_VERSION),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "built_by": f"askcast {_version()}",
        "build": uuid.uuid4().hex,
        "sources": json.dumps([path_text(path) for path in sources.named]),
        **({"podcast": sources.title} if sources.title else {}),
    }


def _version() -> str:
    try:
        return version("askcast")
    except PackageNotFoundError:
        return "(not installed)"
