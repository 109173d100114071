"""Words that somebody remembers → where they were said, and how they differ.

Owns telling a quotation from what stands around it, finding it across passages, turns and sections, and naming how true
it is. In: what was pasted, an open index. Out: a `Quotation`.
"""
