"""Rebuilding whenever transcripts change.

In: the paths to watch and what to do when they changed. Out: calls of it, until a signal says stop.
"""

import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

SETTLED = 1_000  # milliseconds without a change before a rebuild begins: an editor, or git, writes many files
NEWS_AWAITED = 2_000  # milliseconds between two looks at whether to stop
AT_MOST = 30_000  # milliseconds that changes may go on before it begins all the same


def watch_sources(paths: Sequence[Path], changed: Callable[[], None]) -> None:
    """Call `changed` each time that something below the paths changed and has settled; return on SIGTERM or SIGINT."""
    from watchfiles import watch  # noqa: PLC0415  (slow to load, and only watching needs it)

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    # The first look without news says that watching has begun: what changed before that is caught up with.
    begun = False
    for news in watch(
        *paths,
        step=SETTLED,
        debounce=AT_MOST,
        stop_event=stop,
        raise_interrupt=False,
        rust_timeout=NEWS_AWAITED,
        yield_on_timeout=True,
    ):
        if news or not begun:
            changed()
        begun = True
