"""What is wrong in transcripts, for whoever edits them: by file and line, worst first, each with its remedy.

In: source files. Out: `Finding`s, and for those that can safely be put right the changed texts. `page_links`, `labels`
and `words` look at one page each, `collection` at what several have in common; a further check is a function there.
Nothing here writes a file.
"""

from collections.abc import Iterable, Iterator, Sequence

from index.transcripts.checking.collection import collection_findings
from index.transcripts.checking.finding import Finding
from index.transcripts.checking.labels import label_findings
from index.transcripts.checking.page import Page, read_page
from index.transcripts.checking.page_links import link_findings
from index.transcripts.checking.words import word_findings
from index.transcripts.episode import NoTranscript, TranscriptError
from index.transcripts.formats import read_episode
from index.transcripts.sources import SourceFile

PAGE_CHECKS = (link_findings, label_findings, word_findings)


def check(files: Iterable[SourceFile], errors: Sequence[TranscriptError] = ()) -> list[Finding]:
    """Return the findings of the files, the worst first, then in the files' order and by line.

    `errors` are those of sources that could not be read at all.
    """
    found = [_unreadable(error) for error in errors]
    pages: list[Page] = []
    for file in files:
        try:
            pages.append(read_page(file))
        except TranscriptError as error:
            found.append(_unreadable(error))
        except NoTranscript as reason:
            remedy = "nothing to do where it only announces something; else label who speaks: **Name**: words"
            found.append(Finding(file.path, None, "note", "nobody speaks", reason.reason, remedy))
        found += _captions(file)
    for page in pages:
        found += _of_page(page)
    return sorted([*found, *collection_findings(pages)], key=lambda finding: finding.rank)


def _unreadable(error: TranscriptError) -> Finding:
    return Finding(error.path, error.line, "error", "unreadable", error.problem, error.remedy)


def _captions(file: SourceFile) -> Iterator[Finding]:
    """Yield what is wrong with a page's captions, without which it has no times."""
    if file.captions:
        try:
            read_episode(file.captions.path, file.site)
        except TranscriptError as error:
            yield Finding(error.path, error.line, "warning", "captions unreadable", error.problem, error.remedy)
        except NoTranscript as reason:
            problem, remedy = reason.reason, "put the captions into it, or remove it"
            yield Finding(file.captions.path, None, "warning", "captions unreadable", problem, remedy)


def _of_page(page: Page) -> Iterator[Finding]:
    for findings in PAGE_CHECKS:
        yield from findings(page)
