"""The index file: one SQLite database, from its tables to its place on the disk.

In: rows, postings and arrays, or the path of a file that holds them. Out: a file that was checked, synced and put in
place at once, or what it holds. Knows neither how transcripts are read nor how passages are ranked.
"""
