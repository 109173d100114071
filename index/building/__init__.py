"""Building: episodes to an index file in its place.

In: source files. Out: their passages, links and postings, written into a new file that replaces the old one; what has
not changed is taken over from it.
"""
