"""A sentence-embedding model, run on this machine's processor.

In: a folder with `model.onnx` and `tokenizer.json`, and texts. Out: a unit vector for each text.
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding

Vectors = npt.NDArray[np.float32]
WEIGHTS, TOKENIZER = "model.onnx", "tokenizer.json"
LONGEST = 256  # tokens: what the models meant here were trained on; what stands after them is not looked at
BATCH = 4  # texts run at a time, of about equal length, so that little is padding and much stays in the caches
DIMENSIONS = 384
PROCESSORS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class MeaningUnavailable(Exception):
    """A model that is named cannot be used; the message says which and what to do."""


class SentenceModel:
    """Turns texts into vectors; `name` tells it from other models: its folder's name and what its files hold."""

    def __init__(self, folder: Path) -> None:
        """Load the model; raise `MeaningUnavailable` where the extra, a file or the right kind of file is missing."""
        self._session, self._tokenizer = _loaded(folder)
        self._inputs = [wanted.name for wanted in self._session.get_inputs()]
        held = b"".join(hashlib.sha256((folder / name).read_bytes()).digest() for name in (WEIGHTS, TOKENIZER))
        self.name = f"{folder.resolve().name} {hashlib.sha256(held).hexdigest()[:16]}"
        try:
            fits = self.embed(["Does it run?"]).shape == (1, DIMENSIONS)
        except Exception as error:
            raise MeaningUnavailable(f"{folder}: {WEIGHTS} is no sentence-embedding model ({error})") from error
        if not fits:
            raise MeaningUnavailable(f"{folder}: {WEIGHTS} does not give {DIMENSIONS} numbers a text; take another")

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text, an array of `len(texts)` by `DIMENSIONS`.

        It is the mean of the tokens' vectors, as sentence-transformers' models are trained to be read
        (https://arxiv.org/abs/1908.10084).
        """
        encodings = self._tokenizer.encode_batch(list(texts))
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        by_length = np.argsort([len(encoding.ids) for encoding in encodings], kind="stable")

        def run(start: int) -> None:
            batch = by_length[start : start + BATCH]
            vectors[batch] = self._embedded([encodings[number] for number in batch])

        starts = range(0, len(by_length), BATCH)
        if len(starts) == 1:  # as a question: no thread need be started for it
            run(0)
        else:
            with ThreadPoolExecutor(PROCESSORS) as pool:
                list(pool.map(run, starts))
        return vectors

    def _embedded(self, encodings: Sequence["Encoding"]) -> Vectors:
        size = (len(encodings), max(len(encoding.ids) for encoding in encodings))
        tokens, present = np.zeros(size, np.int64), np.zeros(size, np.int64)
        for row, encoding in enumerate(encodings):
            tokens[row, : len(encoding.ids)], present[row, : len(encoding.ids)] = encoding.ids, 1
        given = {"input_ids": tokens, "attention_mask": present, "token_type_ids": np.zeros(size, np.int64)}
        (of_tokens, *_) = self._session.run(None, {name: given[name] for name in self._inputs})
        means = (of_tokens * present[:, :, None]).sum(axis=1) / present.sum(axis=1)[:, None]
        unit: Vectors = (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)
        return unit


def _loaded(folder: Path) -> tuple["InferenceSession", Any]:
    try:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415  (an extra, and slow to load)
        from tokenizers import Tokenizer  # noqa: PLC0415
    except ImportError as error:
        raise MeaningUnavailable("ASKCAST_MEANING needs the extra: pip install 'askcast[meaning]'") from error
    for name in (WEIGHTS, TOKENIZER):
        if not (folder / name).is_file():
            raise MeaningUnavailable(
                f"{folder}: has no {name}; fetch a known model with `askcast meaning fetch`, or name a folder that "
                f"holds {WEIGHTS} and {TOKENIZER}"
            )
    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.no_padding()
        options = SessionOptions()
        # Batches run side by side, each by one thread: two that share one wait for each other.
        options.intra_op_num_threads = 1
        return InferenceSession(str(folder / WEIGHTS), options, providers=["CPUExecutionProvider"]), tokenizer
    except Exception as error:
        raise MeaningUnavailable(f"{folder}: cannot be loaded ({error}); fetch it anew") from error
