"""What is asked of the cluster for a question: candidates, the passages around them, statistics of terms.

In: terms, places, filters. Out: documents. What is looked for is said first, as a `Query`; those that do not wait for
one another are then asked side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from index.bm25 import inverse_document_frequency
from index.cluster import layout
from index.cluster.client import Cluster
from index.cluster.errors import ClusterUnavailable
from index.cluster.local_copy import Statistics

OVER = 2  # times as many candidates as are kept, for the cluster's length rule is coarse
WIDE = 16  # times as many are looked at on the way to those nearest in meaning (docs/cluster.md)
QUOTED = 300  # passages that a quotation's terms may vote for
MOST_BUCKETS = 2_000  # kept in memory
MOST = 10_000  # documents in an answer
BUT_VECTORS: Mapping[str, Sequence[str]] = {"excludes": ["vector"]}  # most of a document
VECTORS: Mapping[str, Sequence[str]] = {"includes": ["episode", "position", "vector"]}

Document = dict[str, Any]


class Query(NamedTuple):
    """What is looked for: the body of a search, and how many documents it must find (None: as many as there are)."""

    body: Mapping[str, Any]
    exactly: int | None = None


class Fetching:
    """Asks for parts of one index, of one show."""

    def __init__(self, cluster: Cluster, index: str, show: str, routing: str | None, buckets: int) -> None:
        """Take the index and in how many buckets the terms' statistics lie."""
        self._cluster, self._index, self._show = cluster, index, show
        self._routing, self._buckets = routing, buckets
        self._of_show = layout.of_kind("passage", show)
        self._known: dict[int, dict[str, Statistics]] = {}

    def statistics(self, terms: Iterable[str]) -> dict[str, Statistics | None]:
        """Return how many passages and sections hold each term, None for one that none holds."""
        wanted = {term: layout.bucket_of(term, self._buckets) for term in terms}
        missing = sorted({bucket for bucket in wanted.values() if bucket not in self._known})
        if len(self._known) > MOST_BUCKETS:
            self._known.clear()
            missing = sorted(set(wanted.values()))
        if missing:
            found = self._get([layout.terms_id(self._show, bucket) for bucket in missing])
            for bucket, document in zip(missing, found, strict=True):
                rows = (line.split(" ") for line in document["terms"].split("\n") if line)
                self._known[bucket] = {term: (int(passages), int(sections)) for term, passages, sections in rows}
        return {term: self._known[bucket].get(term) for term, bucket in wanted.items()}

    def found(self, *queries: Query) -> list[list[Document]]:
        """Return what each of some queries finds, which are asked side by side; one for nothing is not asked."""
        usual = {"track_total_hits": False, "_source": BUT_VECTORS}
        bodies = [{**usual, **query.body} for query in queries if query.exactly != 0]
        outcomes = iter(self._cluster.search_each(self._index, bodies, self._routing) if bodies else ())
        found: list[list[Document]] = []
        for _, exactly in queries:
            documents = [hit["_source"] for hit in next(outcomes)["hits"]["hits"]] if exactly != 0 else []
            if exactly is not None and len(documents) != exactly:
                lacking = f"lacks {exactly - len(documents)} of the passages asked for"
                raise ClusterUnavailable(self._cluster.address, lacking)
            found.append(documents)
        return found

    def best(self, terms: Sequence[str], k: int, episode: str | None, speakers: list[str] | None) -> Query:
        """Look for the passages that score best by some terms: surely the `k` best, more or less in order."""
        return self._passages([{"term": {"codes": term}} for term in terms], k * OVER, episode, speakers)

    def nearest(self, vector: Sequence[int], k: int, episode: str | None, speakers: list[str] | None) -> Query:
        """Look for passages nearest to a vector, with theirs: most likely the `k` nearest, more or less in order."""
        filters = {"bool": {"filter": self._filters(episode, speakers)}}
        query = {"knn": {"vector": {"vector": list(vector), "k": k * WIDE, "filter": filters}}}
        return Query({"query": query, "size": k * OVER, "_source": True})

    def holding(self, known: Mapping[str, int], size: int, episode: str | None) -> Query:
        """Look for passages that hold most of some terms in their own words, given how many of `size` hold each."""
        clauses = [
            {
                "constant_score": {
                    "filter": {"term": {"codes.said": term}},
                    "boost": float(inverse_document_frequency(size, passages)),
                }
            }
            for term, passages in known.items()
        ]
        return self._passages(clauses, QUOTED, episode, None)

    def _passages(self, clauses: Sequence[Any], number: int, episode: str | None, speakers: list[str] | None) -> Query:
        filters = self._filters(episode, speakers)
        query = {"bool": {"filter": filters, "should": clauses, "minimum_should_match": 1}}
        return Query({"query": query, "size": min(number, MOST)})

    def _filters(self, episode: str | None, speakers: list[str] | None) -> list[Any]:
        filters: list[Any] = [self._of_show]
        filters += [{"term": {"episode": episode}}] if episode is not None else []
        filters += [{"terms": {"speaker": speakers}}] if speakers is not None else []
        return filters

    def at(self, places: Mapping[str, Sequence[int]]) -> Query:
        """Look for the passages at some places: positions in episodes, by their slugs."""
        return self._at(places, BUT_VECTORS)

    def vectors_at(self, places: Mapping[str, Sequence[int]]) -> Query:
        """Look for the vectors alone of the passages at some places."""
        return self._at(places, VECTORS)

    def _at(self, places: Mapping[str, Sequence[int]], source: Mapping[str, Sequence[str]]) -> Query:
        names = [
            layout.passage_id(self._show, episode, position)
            for episode, positions in places.items()
            for position in positions
        ]
        query = {"constant_score": {"filter": {"ids": {"values": names}}}}
        return Query({"query": query, "size": min(len(names), MOST), "sort": ["_doc"], "_source": source}, len(names))

    def mentions(self, speaker: str, terms: Sequence[str]) -> bool:
        """Tell whether any passage of a speaker has one of some terms in its own words."""
        filters = [self._of_show, {"term": {"speaker": speaker}}, {"terms": {"codes.said": list(terms)}}]
        body = {"query": {"bool": {"filter": filters}}, "size": 0, "track_total_hits": 1}
        found = self._cluster.search(self._index, body, self._routing)
        return bool(found["hits"]["total"]["value"])

    def size_bytes(self) -> int:
        """Return how much room the index takes, its replicas left out."""
        told = self._cluster.ask(
            lambda client, timeout: client.indices.stats(index=self._index, metric="store", params=timeout)
        )
        return int(told["_all"]["primaries"]["store"]["size_in_bytes"])

    def _get(self, ids: Sequence[str]) -> list[Document]:
        told = self._cluster.documents(self._index, ids, self._routing)
        found = [document for document in told if document is not None]
        if len(found) < len(told):
            raise ClusterUnavailable(self._cluster.address, "lacks parts of the index; look at its health")
        return found
