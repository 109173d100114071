"""A show's feed → a folder of its transcripts, which every later step takes like any other folder.

Owns asking the network, and nothing else in `index/` does. In: a feed's address and the folder beside the index. Out:
in that folder a transcript and a description for each episode of the feed that has a transcript.
"""
