"""Ranking: a question's terms to passages in the order to show them, and how sure the answer is.

In: terms, and an open index file. Out: candidates with scores. The first stage finds the passages of the highest BM25
score, the second weighs them by what stands around them; `engine` joins both. The numpy code and the compiled loops do
the same.
"""
