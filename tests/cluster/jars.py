"""OpenSearch's published jars and our node, fetched by Maven, compiled and laid out to start soon; kept in a cache.

In: what stands in `java/`. Out: how Java is called to run a node. Several processes may ask at once: one makes it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from filelock import FileLock

SOURCE = Path(__file__).parent / "java"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "askcast-tests"
JAVA = "-Xms256m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1".split()  # soon started
ALONE = "node.name=alone cluster.name=alone network.host=127.0.0.1 http.port=0 transport.port=0 \
    transport.type=netty4 http.type=netty4 discovery.type=single-node".split()


def missing() -> str | None:
    """Say what is missing to run nodes, None where nothing is."""
    lacking = [name for name in ("java", "javac", "jar", "mvn") if shutil.which(name) is None]
    return f"a real cluster needs {' and '.join(lacking)}" if lacking else None


def command(options: Sequence[str] = JAVA) -> list[str]:
    """Return the command that runs a node, but for its settings; what it needs is made where it is not there yet."""
    made_of = b"".join(path.read_bytes() for path in [*sorted(SOURCE.iterdir()), Path(__file__)])
    folder = CACHE / sha256(made_of).hexdigest()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        if not (folder / "ready").exists():
            print(f"fetching OpenSearch into {folder} …", file=sys.stderr, flush=True)
            shutil.rmtree(folder, ignore_errors=True)
            fetch(folder)
            compile_node(folder)
            share_classes(folder)
            (folder / "ready").touch()
    return running(folder, [*options, "-Xshare:auto", f"-XX:SharedArchiveFile={folder}/classes.jsa"])


def fetch(folder: Path) -> None:
    """Put all jars into a new folder."""
    folder.mkdir()
    copy = ["mvn", "-q", "-B", "-f", str(SOURCE / "pom.xml"), "dependency:copy-dependencies"]
    subprocess.run([*copy, f"-DoutputDirectory={folder}", f"-DbuildDirectory={folder / 'target'}"], check=True)
    for plugin in folder.glob("*.zip"):
        with ZipFile(plugin) as jars:
            jars.extractall(folder)


def compile_node(folder: Path) -> None:
    """Put the node beside the jars, in one too: classes are shared of jars alone."""
    with tempfile.TemporaryDirectory() as made:
        subprocess.run(["javac", "-cp", f"{folder}/*", "-d", made, str(SOURCE / "ClusterNode.java")], check=True)
        subprocess.run(["jar", "--create", "--file", str(folder / "node.jar"), "-C", made, "."], check=True)


def share_classes(folder: Path) -> None:
    """Keep the classes of a started node as they lie in memory: the next ones start in less than half the time."""
    archived = running(folder, [*JAVA, f"-XX:ArchiveClassesAtExit={folder}/classes.jsa"])
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "config").mkdir()
        ends_at_once = subprocess.DEVNULL
        subprocess.run([*archived, f"path.home={home}", *ALONE], stdin=ends_at_once, capture_output=True, check=True)


def running(folder: Path, options: Sequence[str]) -> list[str]:
    """Return the command that runs a node of a folder's jars."""
    jars = ":".join(sorted(map(str, folder.glob("*.jar"))))  # in the same order each time, as sharing wants it
    return ["java", *options, "-cp", jars, "ClusterNode"]
