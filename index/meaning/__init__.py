"""What a passage means, as a vector: near in meaning is near in direction (extra `meaning`).

In: texts, and a small sentence-embedding model in a folder of this machine. Out: unit vectors, kept as whole numbers of
one byte in the index file, and how alike a question and each passage are. Nothing is written by a model, and nothing
leaves the machine; without the extra, a model or vectors all else is as it is.
"""
