"""From a question in Discord or a terminal to a reply. It reads the index through one door, `index.Searcher`."""
