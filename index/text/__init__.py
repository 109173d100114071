"""Text: words to terms, the same way for building the index and for asking it.

In: any text. Out: its terms, the numbers of its words, the spelling that was meant, the words that a compound is made
of. Knows neither transcripts nor files.
"""
