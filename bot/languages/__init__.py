"""The bot's own words: one catalogue of sentences a language (Fluent, `<language>.ftl`), and who is spoken to in which.

In: a locale as Discord writes it, a sentence's name and its values. Out: the sentence in that language, or in English
where that language lacks it. `words` says sentences, `locales` tells which locale is spoken to in which language.
"""
