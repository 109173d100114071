"""Quote cards: the picture of a quotation that people post.

In: words that stand in a transcript, who said them and where, a theme. Out: a PNG, and the words as its alternative
text. `layout` says where everything goes, `drawing` paints it. Needs the extra `cards` and fonts of the system. Knows
no Discord.
"""
