"""How an index of the cluster is made up: its documents' kinds and ids, its fields, how their terms are counted.

In: names and places. Out: ids, settings and mappings.

A passage's terms are our own, made by `index.text`, each with the code of a posting ("grok|017"). The cluster turns the
code into the weighted frequency, in quarters so that it is whole, and scores by BM25 with our k1 and b: one field does
what several with weights would. `codes.said` holds the terms that the passage's own words have. `vector`, of an
index with meaning, is searched by the k-NN plugin.
"""

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from index.bm25 import K1, B
from index.file.postings import MOST_MENTIONS
from index.meaning.model import DIMENSIONS
from index.ranking.field_weights import FREQUENCIES

LAYOUT_VERSION = 3
QUARTERS = 4  # all weights are multiples of a quarter
CODES = [f"{code:03}" for code in range(256)]
BUCKET_TERMS = 256  # terms whose statistics share a document, about
# As the index file's are, so that products of them are whole numbers, which neither side rounds.
VECTOR: Mapping[str, Any] = {
    "type": "knn_vector",
    "dimension": DIMENSIONS,
    "data_type": "byte",
    "method": {"name": "hnsw", "engine": "lucene", "space_type": "innerproduct"},
}
LONGEST_TERM = 200  # characters; nobody asks for longer ones


def passage_id(show: str, episode: str, position: int) -> str:
    """Return the id of a passage's document."""
    return f"{show}/{episode}/{position}"


def episode_id(show: str, episode: str) -> str:
    """Return the id of an episode's document."""
    return f"{show}/{episode}"


def terms_id(show: str, bucket: int) -> str:
    """Return the id of the document that holds the statistics of a bucket of terms."""
    return f"{show}//terms/{bucket}"


def words_id(show: str) -> str:
    """Return the id of the document that holds how often each word is said."""
    return f"{show}//words"


def show_id(show: str) -> str:
    """Return the id of the document that tells of a show as a whole."""
    return f"{show}//show"


def of_kind(kind: str, show: str) -> dict[str, Any]:
    """Return the query for a show's documents of a kind."""
    return {"bool": {"filter": [{"term": {"kind": kind}}, {"term": {"show": show}}]}}


def with_vector(show: str) -> dict[str, Any]:
    """Return the query for a show's passages that have a vector."""
    return {"bool": {"filter": [of_kind("passage", show), {"exists": {"field": "vector"}}]}}


def bucket_of(term: str, buckets: int) -> int:
    """Return the bucket of a term, of so many."""
    return zlib.crc32(term.encode()) % buckets


def index_body(shards: int, routed: bool, meaning: bool) -> dict[str, Any]:
    """Return settings and mappings of an index with so many shards; `routed` puts each show into one of them, `meaning`
    lets passages be found by their vectors.
    """
    keyword, whole = {"type": "keyword"}, {"type": "integer"}
    said = {"type": "text", "analyzer": "said", "index_options": "docs", "norms": False}
    codes = {"type": "text", "analyzer": "weighted", "similarity": "weighted", "index_options": "freqs"}
    mappings: dict[str, Any] = {
        "dynamic": False,
        "_meta": {"layout": LAYOUT_VERSION, "routed": routed, "meaning": meaning, "shards": shards},
        "properties": {
            "kind": keyword,
            "show": keyword,
            "episode": keyword,
            "position": whole,
            "speaker": keyword,
            "codes": {**codes, "fields": {"said": said}},
        },
    }
    if routed:
        mappings["_routing"] = {"required": True}
    if meaning:
        mappings["properties"]["vector"] = VECTOR
    settings = {
        "number_of_shards": shards,
        **({"knn": True} if meaning else {}),
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        "similarity": {"weighted": {"type": "BM25", "k1": K1 * QUARTERS, "b": B}},
        "analysis": _analysis(),
    }
    return {"settings": {"index": settings}, "mappings": mappings}


def _analysis() -> Mapping[str, Any]:
    frequencies = np.rint(FREQUENCIES * QUARTERS).astype(int).tolist()
    weighted = [f"|{code}=>|{frequency or 1}" for code, frequency in zip(CODES, frequencies, strict=True)]
    said = [f"|{name}=>{'' if code & MOST_MENTIONS else '|'}" for code, name in enumerate(CODES)]
    return {
        "char_filter": {
            "weighted": {"type": "mapping", "mappings": weighted},
            "said": {"type": "mapping", "mappings": said},
        },
        "filter": {
            "frequency": {"type": "delimited_term_freq"},
            "unsaid": {"type": "pattern_replace", "pattern": r".*\|", "replacement": ""},
            "some": {"type": "length", "min": 1},
        },
        "analyzer": {
            "weighted": {"char_filter": "weighted", "tokenizer": "whitespace", "filter": "frequency"},
            "said": {"char_filter": "said", "tokenizer": "whitespace", "filter": ["unsaid", "some"]},
        },
    }
