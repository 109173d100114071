"""An index on a cluster, read as an index file is: what a question needs of it is fetched when it is asked.

In: a cluster and one of its indexes. Out: a `ClusterReader`, whose passages have gaps that no question reaches.

The cluster finds the passages that score best by its own BM25, whose length rule is coarse; more than are needed are
taken and scored exactly, as a file's are, and so are those nearest in meaning. Around those kept, everything that the
second stage looks at is fetched.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from index.cluster import layout
from index.cluster.client import Cluster
from index.cluster.errors import ClusterMisfit
from index.cluster.fetching import Document, Fetching
from index.cluster.heard import HeardOnCluster
from index.cluster.local_copy import LocalCopy
from index.cluster.publishing import episodes_of
from index.file.context_windows import WINDOW, context_windows, section_bounds
from index.file.schema import SCHEMA_VERSION
from index.heard import Heard
from index.meaning.model import DIMENSIONS, Vectors
from index.meaning.vectors import Cosines, Likeness, LikenessToAll, cosines, narrowed
from index.ranking.engine import NEAREST, best
from index.ranking.first_stage import Mask
from index.ranking.postings_cache import PostingsCache, StoredTerm
from index.reader import IndexReader
from index.rows import EpisodeEntry, PassageEntry
from index.text.terms import TERMS_VERSION, terms

EPISODE_FIELDS = "number title url date recording sets_type unsaid passages sections speakers people".split()
BESIDE = 1 + WINDOW  # a passage beside one that was found may be the answer, and has a window too
QUOTED_BESIDE = 6  # passages over which a quotation may run


class ClusterReader(IndexReader):
    """Reads one build of the index of one show."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        """Read what all questions need of an index; raise `ClusterError`."""
        self.index = index
        self._cluster = cluster
        show = cluster.address.held_as
        routing = cluster.address.show
        told, words = cluster.documents(index, [layout.show_id(show), layout.words_id(show)], routing)
        if told is None or words is None:
            raise ClusterMisfit(cluster.address, f"holds no show {show!r}; publish it with: askcast index publish")
        if (told["schema_version"], told["terms_version"]) != (str(SCHEMA_VERSION), str(TERMS_VERSION)):
            raise ClusterMisfit(cluster.address, "was published by another version of askcast; publish it anew")
        self._told = told
        documents = sorted(
            episodes_of(cluster, index, show, routing, EPISODE_FIELDS), key=lambda document: document["number"]
        )
        self._spoken = [document["speakers"] for document in documents]
        self._fetching = Fetching(cluster, index, show, routing, told["buckets"])
        self._copy = LocalCopy(told, documents, words)
        self._filters: list[tuple[Mask, tuple[str | None, list[str] | None]]] = []
        self._open(Path(index), self._copy)

    def _read(self) -> None:
        super()._read_episodes()
        rows = self.rows("SELECT first_passage FROM sections")
        self._bounds = section_bounds((row[0] for row in rows), self._told["passages"])
        self._findable = np.zeros(self._told["passages"], np.bool_)
        self._look_anew()

    def _look_anew(self) -> None:
        """Read what was fetched since the last time."""
        lengths, traits = self._copy.arrays["lengths"], self._copy.arrays["traits"]
        average = float(self._told["average_window"])
        self.contexts = context_windows(lengths, traits, self._bounds, average)
        sections, length = self._told["sections"], self._told["average_length"]
        self.postings = PostingsCache(self._term, lengths, sections, length)

    def _term(self, term: str) -> StoredTerm | None:
        statistics = self._fetching.statistics([term])[term]
        return self._copy.term(term, statistics) if statistics else None

    @cached_property
    def heard(self) -> Heard:
        """Who is heard where."""
        return HeardOnCluster(self._spoken, self._copy.speakers, self._fetching.mentions)

    def begin(self, *texts: str) -> None:
        """Forget the passages of the question before, and fetch the statistics of the terms of some texts at once."""
        self._copy.forget()
        self._filters.clear()
        self._findable[:] = False
        self._look_anew()
        self._fetching.statistics([term for text in texts for term in terms(text)])

    def allowed(self, episode: str | None, speaker: str | None) -> Mask | None:
        """Return which passages the filters leave, of those fetched so far (None: all); raise `UnknownName`."""
        mask = super().allowed(episode, speaker)
        if mask is not None:
            self._filters.append((mask, self._chosen(episode, speaker)))
        return mask

    def gather(self, terms: Sequence[str], k: int, allowed: Mask | None, meant: Vectors | None) -> Mask | None:
        """Fetch the `k` passages best by some terms and those nearest to a vector, with what stands around them; return
        which may be found.
        """
        chosen = next((chosen for mask, chosen in self._filters if mask is allowed), (None, None))
        statistics = self._fetching.statistics(terms)
        known = [term for term in dict.fromkeys(terms) if statistics[term]]
        if known:
            wanted = [self._fetching.best(known, k, *chosen)]
            wanted += [] if meant is None else [self._fetching.nearest(narrowed(meant).tolist(), NEAREST, *chosen)]
            by_terms, *by_meaning = self._fetching.found(*wanted)
            passages = self._around(self._best(by_terms, known, k), 1)
            passages += [] if meant is None else self._nearest(by_meaning[0], meant)
            self._reach(passages, [] if meant is None else passages)
        return self._findable if allowed is None else self._findable & self._now_allowed(chosen)

    def _best(self, documents: Iterable[Document], known: Sequence[str], k: int) -> list[int]:
        """Take candidates, and return the `k` that score best by some terms."""
        numbers = self._copy.add(documents)
        self._look_anew()
        hits = np.zeros(self.postings.size, np.bool_)
        hits[numbers] = True
        found, _ = best(self.postings, self.postings.look_up(known), k, hits)
        passages: list[int] = found.tolist()
        return passages

    def _nearest(self, documents: Sequence[Document], meant: Vectors) -> list[int]:
        """Take passages with their vectors, and return those nearest to one."""
        numbers = self._copy.add(documents)
        self._copy.add_vectors(documents)
        order = np.argsort(-self._alike_at(numbers, meant), kind="stable")[:NEAREST]
        return [numbers[place] for place in order.tolist()]

    def likeness(self, meant: Vectors | None) -> Likeness | None:
        """Return how alike in meaning each passage that may be found and a question are, given its vector; -1 for the
        others; None without one.
        """
        if meant is None:
            return None
        numbers = np.flatnonzero(self._findable).tolist()
        self._bring((), numbers)
        alike = np.full(self.postings.size, -1.0, np.float32)
        alike[numbers] = self._alike_at(numbers, meant)
        return LikenessToAll(alike)

    def _alike_at(self, numbers: Sequence[int], meant: Vectors) -> Cosines:
        held = b"".join(self._copy.vectors[number] for number in numbers)
        return cosines(np.frombuffer(held, np.int8).reshape(-1, DIMENSIONS), meant)

    def gather_words(self, terms: Sequence[str], episode: str | None) -> None:
        """Fetch the passages (of an episode) that hold most of some terms in their own words, and those over which they
        may run on.
        """
        slug = self.episode(episode).slug if episode is not None else None
        known = {term: found[0] for term, found in self._fetching.statistics(terms).items() if found}
        found = self._fetching.found(self._fetching.holding(known, self.postings.size, slug)) if known else [[]]
        numbers = self._copy.add(found[0])
        self._bring(self._around(numbers, QUOTED_BESIDE))
        self._look_anew()

    def reach(self, passages: Sequence[int]) -> None:
        """Fetch passages with their windows, so that they may be found."""
        self._reach(passages, ())

    def _reach(self, passages: Sequence[int], meant: Sequence[int]) -> None:
        self._bring(self._around(passages, WINDOW), meant)
        self._findable[list(passages)] = True
        self._look_anew()

    def passages(self, ids: Sequence[int]) -> list[PassageEntry]:
        """Return the rows of passages, in the order asked for."""
        self._bring(self._around(ids, 1))
        return super().passages(ids)

    def texts(self, ids: Sequence[int]) -> list[tuple[int, str]]:
        """Return the ids of passages with their texts alone, in the order asked for."""
        self._bring(ids)
        return super().texts(ids)

    def texts_under_headings(self, ids: Sequence[int]) -> list[tuple[int, str, str]]:
        """Return the ids of passages with their texts and their sections' titles, in the order asked for."""
        self._bring(ids)
        return super().texts_under_headings(ids)

    def answers_before(self, passage: int) -> int:
        """Return how many passages of its section before one are no host's, -1 for a host's."""
        return self._copy.answers_before(passage)

    def hosts_passages_before(self, ids: Sequence[int]) -> dict[int, int]:
        """Return, by passage, what the host says right before it, where it is another's and the host does."""
        self._bring([passage - near for passage in ids for near in (0, 1) if passage >= near])
        return super().hosts_passages_before(ids)

    def shown_in(self, episode: EpisodeEntry, passages: int) -> Iterator[tuple[str, int, bool, str]]:
        """Yield an episode's first passages in page order, all of them fetched first."""
        self._bring(range(episode.first_passage, episode.first_passage + min(passages, episode.passages)))
        yield from super().shown_in(episode, passages)

    def words_spoken(self) -> int:
        """Return how many words all passages have."""
        return int(self._told["words_spoken"])

    def size_bytes(self) -> int:
        """Return how much room the index takes on the cluster, its replicas left out."""
        return self._fetching.size_bytes()

    def _chosen(self, episode: str | None, speaker: str | None) -> tuple[str | None, list[str] | None]:
        slug = self.episode(episode).slug if episode is not None else None
        return slug, [*self.speakers_named(speaker).values()] if speaker is not None else None

    def _now_allowed(self, chosen: tuple[str | None, list[str] | None]) -> Mask:
        """Return which passages a filter leaves, now that more were fetched."""
        slug, names = chosen
        mask = super().allowed(slug, names[0] if names else None)
        assert mask is not None
        return mask

    def _around(self, passages: Iterable[int], beside: int) -> list[int]:
        """Return passages and so many to each side of each, within their episodes, ascending."""
        wanted: set[int] = set()
        for passage in passages:
            episode = self.episode_of(passage)
            end = episode.first_passage + episode.passages
            wanted.update(range(max(passage - beside, episode.first_passage), min(passage + beside + 1, end)))
        return sorted(wanted)

    def _bring(self, passages: Iterable[int], meant: Iterable[int] = ()) -> None:
        """Fetch those of some passages that are not there yet, and beside them the vectors of some."""
        places = self._places(self._copy.without(passages))
        bare = self._places(sorted({number for number in meant if number not in self._copy.vectors}))
        found, vectors = self._fetching.found(self._fetching.at(places), self._fetching.vectors_at(bare))
        self._copy.add(found)
        self._copy.add_vectors(vectors)

    def _places(self, passages: Iterable[int]) -> dict[str, list[int]]:
        """Return the positions of passages (ascending) in their episodes, by the slugs of these."""
        places: dict[str, list[int]] = {}
        for passage in passages:
            episode = self.episode_of(passage)
            places.setdefault(episode.slug, []).append(passage - episode.first_passage)
        return places
