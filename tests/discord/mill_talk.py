"""A small podcast about mills, written for the tests: three episodes, and what one of them becomes later.

Its questions have answers that nobody can take for others: the wheat, the stone, the bees.
"""

from pathlib import Path

ADA = """# Grain

**Host**: Ada, how does a water mill grind the wheat?

**Ada**: The river turns the wheel, and the wheel turns a heavy stone upon another one that lies still. The wheat falls
through a hole in the upper stone and leaves at the rim as flour.

**Host**: What is the stone made of?

**Ada**: Granite, always granite. Limestone wears away and leaves grit in the flour, and grit ruins teeth.

# Money

**Host**: Who paid the miller for the flour?

**Ada**: Nobody paid him in coin. The miller kept one sack of flour in sixteen, and that toll was written into law.

**Host**: Was the toll of the miller fair?

**Ada**: Farmers thought that the miller had a heavy thumb on the scale. I think the flour toll was fair, since the
miller alone paid for the stones and for the flooded river bank.
"""

BEN = """# Bees

**Host**: Ben, why do bees dance?

**Ben**: A bee dances to tell the others where the flowers are. The angle of the dance is the angle to the sun, and its
length is the distance of the flight.

**Host**: Do the bees of a hive sleep in winter?

**Ben**: No. Bees stay awake all winter, shiver in a ball around the queen, and eat the honey of the summer.

# The mill by the hive

**Ben**: My hives stand beside an old mill. The flour dust of the mill kept the wax moths away, or so the miller said.
"""

# What somebody could say into a microphone, or write into a transcript, to harm whoever quotes it.
EVE = """# Sirens

**Host**: Eve, what did the siren shout at the harbour?

**Eve**: The siren shouted @everyone and @here and <@1001> at the harbour, then \\# FREE COINS, then
\\[click me\\]\\(https://evil.example\\), and the harbour answered \\*\\*nothing\\*\\* but \\`silence\\` ||twice||.
"""

ADA_AFTER_THE_REWRITE = """# Grain

**Host**: Ada, how does a water mill grind the wheat?

**Ada**: It does not, any more: since the flood an electric motor does all the work, and the old stones stand outside
the mill as benches for those who wait for their flour.
"""


def write_site(folder: Path) -> Path:
    """Write the podcast's site below a folder and return it."""
    site = folder / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: Mill talk\nurl: https://mill.example\n")
    write_episode(site, "2026-01-05-ada.md", "Ada on water mills", "ada", ADA)
    write_episode(site, "2026-02-05-ben.md", "Ben on bees", "ben", BEN)
    write_episode(site, "2026-03-05-eve.md", "Eve on @everyone", "eve", EVE)
    return site


def write_episode(site: Path, name: str, title: str, permalink: str, body: str) -> None:
    """Write one episode into the site, over what was there."""
    front_matter = f'---\ntitle: "{title}"\npermalink: /{permalink}/\n---\n'
    (site / "_posts" / name).write_text(front_matter + body, encoding="utf-8")
