"""Two small shows for one askcast, and the file that names them."""

from pathlib import Path

MILL = """# Grain

**Host**: How does a water mill grind the wheat?

**Ada**: The river turns the wheel, and the wheel turns a heavy stone upon another one that lies still. The wheat falls
through a hole in the upper stone and leaves at the rim as flour.

**Host**: Who paid the miller for the flour?

**Ada**: Nobody paid him in coin. The miller kept one sack of flour in sixteen, and that toll was written into law.

**Host**: Does the stone last?

**Ada**: The miller dressed the stone each spring, for a blunt stone burns the flour.
"""
HIVE = """# Bees

**Host**: Why do bees dance?

**Ben**: A bee dances to tell the others where the flowers are. The angle of the dance is the angle to the sun, and its
length is the distance of the flight.

# The mill by the hive

**Ben**: My hives stand beside an old mill. The flour dust of the mill kept the wax moths away, or so the miller said.
"""
FILE = """
[[show]]
name = "Mill Talk"
sources = "mill"
site_url = "https://mill.example"
colours = { background = "#fff4e0", words = "#331100", bar = "#aa3300" }

[[show]]
name = "Hive Talk"
sources = ["hive"]
index = "bees/hive.db"
site_url = "https://hive.example"
"""


def write_shows(folder: Path) -> Path:
    """Write both shows and the file that names them below a folder; return the file."""
    for name, title, talk in (("mill", "Ada on mills", MILL), ("hive", "Ben on bees", HIVE)):
        (folder / name).mkdir()
        (folder / name / "first.md").write_text(f"---\ntitle: {title}\n---\n{talk}", encoding="utf-8")
    (folder / "bees").mkdir()
    file = folder / "shows.toml"
    file.write_text(FILE, encoding="utf-8")
    return file
