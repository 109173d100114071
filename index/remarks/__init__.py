"""What is said of the index itself, where a message asks for that or asks nothing that transcripts could answer.

Owns telling such messages from questions. In: a message, an open index. Out: a `Remark` in our own words, with links;
None for every other question.
"""
