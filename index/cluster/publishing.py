"""An index file → a new index on the cluster, checked, and the alias moved to it.

In: a cluster, an open index. Out: what was done. The new index begins as a clone of the one in place, which costs the
cluster hardly anything, and only what changed is sent; readers see the old one until the alias is moved in one step.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from index.cluster import documents, layout
from index.cluster.client import Cluster
from index.cluster.errors import ClusterMisfit, ClusterUnavailable
from index.reader import IndexReader

AT_ONCE = 500  # documents in a request
SENDING = 2  # requests that are on their way at a time
PASSAGES_A_SHARD = 5_000_000
PAGE = 1_000  # episodes looked at in a request
WAITING = {"timeout": "20s"}  # that a new index's shards may take to come up
WRITE_BLOCK = {"index.blocks.write": True}

if TYPE_CHECKING:
    from opensearchpy import AsyncOpenSearch

Progress = Callable[[str, int, int], None]
Check = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: the index that the alias now leads to, how many documents were sent of how many passages."""

    index: str
    sent: int
    passages: int
    changed: bool


class Publishing:
    """Publishes one index file; `check` is given the new index's name before the alias is moved."""

    def __init__(self, cluster: Cluster, reader: IndexReader, shards: int | None, progress: Progress) -> None:
        self._cluster, self._reader, self._progress = cluster, reader, progress
        self._routed = cluster.address.show is not None
        self._show = cluster.address.held_as
        self._routing = self._show if self._routed else None
        self._shards = shards
        self._has_meaning = documents.MEANING in reader.file.meta
        self._sent = 0

    def publish(self, check: Check) -> Published:
        """Make the new index whole, check it, move the alias; raise `ClusterError` where that cannot be done."""
        self._cluster.refuse_misfits()
        passages = self._reader.postings.size
        old = in_place(self._cluster)
        if old and self._build(old) == self._reader.file.meta["build"]:
            return Published(old, 0, passages, False)
        new = f"{self._cluster.address.alias}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        self._begin(old, new)
        known = self._digests(new)
        self._send(new, self._actions(known))
        self._make_exact(new, bool(known))
        self._refuse_incomplete(new)
        check(new)
        self._move(old, new)
        return Published(new, self._sent, passages, True)

    def _build(self, index: str) -> str | None:
        found = show_of(self._cluster, index, self._show, self._routing)
        return str(found["build"]) if found else None

    def _begin(self, old: str | None, new: str) -> None:
        """Make the new index: a clone of the old one where it is made up alike, else an empty one."""
        ask = self._cluster.ask
        meta: dict[str, Any] = {}
        if old:
            told = ask(lambda client, timeout: client.indices.get_mapping(index=old, params=timeout))
            meta = told[old]["mappings"].get("_meta", {})
        usual = meta.get("shards") or -(-self._reader.postings.size // PASSAGES_A_SHARD)
        meaning = self._has_meaning or bool(self._routed and meta.get("meaning"))
        body = layout.index_body(self._shards or usual, self._routed, meaning)
        if old and meta == body["mappings"]["_meta"]:
            ask(lambda client, timeout: client.indices.put_settings(index=old, body=WRITE_BLOCK, params=timeout))
            cloned = {"settings": {"index.blocks.write": None}}
            told = ask(
                lambda client, timeout: client.indices.clone(
                    index=old, target=new, body=cloned, params={**WAITING, **timeout}
                )
            )
        elif meta.get("routed"):
            raise ClusterMisfit(
                self._cluster.address,
                "holds other shows in another layout, or without meaning; publish under another alias",
            )
        else:
            told = ask(
                lambda client, timeout: client.indices.create(index=new, body=body, params={**WAITING, **timeout})
            )
        if not told["shards_acknowledged"]:
            problem = "finds no place for a new index; look at its health and the room on its disks"
            raise ClusterUnavailable(self._cluster.address, problem)

    def _digests(self, index: str) -> dict[str, tuple[str, int]]:
        """Return the digest and number of passages of each of the show's episodes in a new index, by slug."""
        self._refresh(index)
        return {
            hit["episode"]: (f"{hit['digest']} {hit['number']}", hit["passages"])
            for hit in episodes_of(self._cluster, index, self._show, self._routing, ("digest", "number", "passages"))
        }

    def _actions(self, known: dict[str, tuple[str, int]]) -> Iterator[dict[str, Any]]:
        """Yield what is to be done, in the order in which it is sent."""
        gone = dict(known)
        for done, episode in enumerate(documents.episodes(self._reader, self._show), start=1):
            digest, before = gone.pop(episode.slug, ("", 0))
            self._progress("publishing episode", done, len(self._reader.episodes))
            if digest == f"{episode.own['digest']} {episode.own['number']}":
                continue
            for document in episode.passages:
                yield self._put(layout.passage_id(self._show, episode.slug, document["position"]), document)
            for position in range(len(episode.passages), before):
                yield self._delete(layout.passage_id(self._show, episode.slug, position))
            yield self._put(layout.episode_id(self._show, episode.slug), episode.own)
        for slug, (_, passages) in gone.items():
            for position in range(passages):
                yield self._delete(layout.passage_id(self._show, slug, position))
            yield self._delete(layout.episode_id(self._show, slug))
        for name, document in documents.of_the_whole(self._reader, self._show):
            yield self._put(name, document)

    def _put(self, name: str, document: dict[str, Any]) -> dict[str, Any]:
        return {"_op_type": "index", "_id": name, "_source": document}

    def _delete(self, name: str) -> dict[str, Any]:
        return {"_op_type": "delete", "_id": name}

    def _send(self, index: str, actions: Iterator[dict[str, Any]]) -> None:
        """Send what is to be done, the next of it made ready while the cluster works on what was sent before."""
        from opensearchpy.helpers import async_bulk  # noqa: PLC0415  (the extra `cluster` is there by now)

        def begin(actions: list[dict[str, Any]]) -> Callable[[], list[int]]:
            async def send(client: "AsyncOpenSearch", timeout: dict[str, Any]) -> int:
                return int((await async_bulk(client, actions, chunk_size=AT_ONCE, **timeout))[0])

            return self._cluster.begin([send])

        routing = {"routing": self._routing} if self._routing else {}
        ready = ({"_index": index, **routing, **action} for action in actions)
        begun: deque[Callable[[], list[int]]] = deque()
        while some := list(islice(ready, AT_ONCE)):
            if len(begun) == SENDING:
                self._sent += sum(begun.popleft()())
            begun.append(begin(some))
        self._sent += sum(sum(outcome()) for outcome in begun)

    def _make_exact(self, index: str, cloned: bool) -> None:
        """Make everything readable; what was deleted must not count in frequencies any more."""
        self._refresh(index)
        if cloned:
            exact = {"index.merge.policy.expunge_deletes_allowed": 0}
            self._cluster.ask(
                lambda client, timeout: client.indices.put_settings(index=index, body=exact, params=timeout)
            )
            expunge = {"only_expunge_deletes": "true"}
            self._cluster.ask(
                lambda client, timeout: client.indices.forcemerge(index=index, params={**expunge, **timeout})
            )
            self._refresh(index)

    def _refresh(self, index: str) -> None:
        self._cluster.ask(lambda client, timeout: client.indices.refresh(index=index, params=timeout))

    def _refuse_incomplete(self, index: str) -> None:
        wanted = [
            ("passage", layout.of_kind("passage", self._show), self._reader.postings.size),
            ("episode", layout.of_kind("episode", self._show), len(self._reader.episodes)),
        ]
        if self._has_meaning:
            wanted.append(("vector", layout.with_vector(self._show), self._reader.postings.size))
        for kind, query, number in wanted:
            body = {"query": query, "size": 0, "track_total_hits": True}
            found = self._cluster.search(index, body, self._routing)["hits"]["total"]["value"]
            if found != number:
                problem = f"took {found:,} {kind}s of {number:,}; the alias was left where it was; publish again"
                raise ClusterMisfit(self._cluster.address, problem)

    def _move(self, old: str | None, new: str) -> None:
        """Move the alias, keep the old index for rollback, and delete those before it and what was never finished."""
        alias, ask = self._cluster.address.alias, self._cluster.ask
        ask(lambda client, timeout: client.indices.put_settings(index=new, body=WRITE_BLOCK, params=timeout))
        moves: list[dict[str, Any]] = [{"add": {"index": new, "alias": alias}}]
        moves += [{"remove": {"index": old, "alias": alias}}] if old else []
        ask(lambda client, timeout: client.indices.update_aliases(body={"actions": moves}, params=timeout))
        every = ask(lambda client, timeout: client.indices.get_alias(index=f"{alias}-2*", params=timeout))
        unled = [index for index, told in every.items() if index not in (old, new) and not told["aliases"]]
        if unled:
            ask(lambda client, timeout: client.indices.delete(index=",".join(unled), params=timeout))


def in_place(cluster: Cluster) -> str | None:
    """Return the index that the alias leads to, None where there is none; raise `ClusterError`."""
    name = cluster.address.alias
    wanted = {"ignore_unavailable": "true", "local": "true"}
    found = cluster.ask(lambda client, timeout: client.indices.get_alias(index=name, params={**wanted, **timeout}))
    if len(found) > 1:
        raise ClusterMisfit(cluster.address, f"leads to several indexes ({', '.join(sorted(found))}); name one alone")
    return next(iter(found), None)


def show_of(cluster: Cluster, index: str, show: str, routing: str | None) -> dict[str, Any] | None:
    """Return the document that tells of a show as a whole, None where the index does not hold it."""
    return cluster.documents(index, [layout.show_id(show)], routing)[0]


def episodes_of(
    cluster: Cluster, index: str, show: str, routing: str | None, fields: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """Yield so much of the documents of all episodes of a show, page after page."""
    query = layout.of_kind("episode", show)
    body: dict[str, Any] = {"query": query, "size": PAGE, "sort": ["episode"], "_source": ["episode", *fields]}
    while hits := cluster.search(index, body, routing)["hits"]["hits"]:
        yield from (hit["_source"] for hit in hits)
        body["search_after"] = hits[-1]["sort"]


def roll_back(cluster: Cluster) -> str:
    """Lead readers back to the index that was published before, and return its name; a second time undoes the first.

    Raises `ClusterMisfit` where there is none.
    """
    alias, now = cluster.address.alias, in_place(cluster)
    every = cluster.ask(lambda client, timeout: client.indices.get_alias(index=f"{alias}-2*", params=timeout))
    others = [
        index for index, told in every.items() if index != now and not told["aliases"] and _is_whole(cluster, index)
    ]
    if now is None or not others:
        raise ClusterMisfit(cluster.address, "keeps no index published before")
    moves = [{"remove": {"index": now, "alias": alias}}, {"add": {"index": max(others), "alias": alias}}]
    cluster.ask(lambda client, timeout: client.indices.update_aliases(body={"actions": moves}, params=timeout))
    return str(max(others))


def _is_whole(cluster: Cluster, index: str) -> bool:
    """Tell whether an index was published once: only then is it closed to writing."""
    told = cluster.ask(lambda client, timeout: client.indices.get_settings(index=index, params=timeout))
    return bool(told[index]["settings"]["index"].get("blocks", {}).get("write") == "true")
