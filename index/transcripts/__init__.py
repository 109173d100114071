"""Transcripts: from a file, a folder or a site to `Episode`s.

In: paths that somebody named. Out: an `Episode` for each page on which somebody speaks (sections of turns, with the
page's address and its headings' ids), or why there is none. `sources` finds the files, `formats` reads them, one module
a format; `check` tells what is wrong in them. Knows no index and no terms.
"""
