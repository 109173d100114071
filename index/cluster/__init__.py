"""The same index on an OpenSearch cluster (extra `cluster`): publishing an index file there, and answering from it.

In: an index file, or the address of an alias. Out: an index of the cluster that the alias is moved to when it is whole;
a reader that fetches of it what each question needs. Knows nothing of Discord, and ranks nothing anew: the cluster
finds candidates, everything after them is done as with a file.
"""
