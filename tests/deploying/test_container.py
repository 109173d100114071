"""The container, really built from deploy/Containerfile and really started: unprivileged, its root read-only."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploying.engine import ROOT, WHEELS, Engine, write_base, write_wheels
from tests.discord.mill_talk import write_site
from tests.discord.server import DiscordServer
from tests.discord.talking import WHEAT

PROGRAMS = ("podman", "buildah", "runc", "newuidmap", "setpriv", "dpkg-query", "git")


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An engine that works here, in a folder that its user may enter."""
    for program in PROGRAMS:
        if not shutil.which(program):
            pytest.skip(f"needs {program}, which is not on this machine")
    if os.getuid() == 0 and "nobody:" not in Path("/etc/subuid").read_text(encoding="utf-8"):
        pytest.skip("needs ids in /etc/subuid and /etc/subgid for the user nobody")
    if (sys.version_info.major, sys.version_info.minor) != (3, 11) or not Path("/usr/bin/python3.11").exists():
        pytest.skip("needs Debian's own Python in the version that runs the tests, for whose wheels the image is")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "engine").mkdir()
        made = Engine(Path(folder) / "engine")
        yield made
        made.clear()


def test_the_container_is_built_without_rights_and_answers_with_a_read_only_root(engine: Engine) -> None:
    folder = engine.folder.parent
    source = folder / "source"
    source.mkdir()
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    subprocess.run(["cp", "--parents", *kept, source], cwd=ROOT, check=True)
    write_wheels(folder, source)
    engine.run("podman", "import", "-q", write_base(folder), "localhost/base")
    build = ["buildah", "bud", "--isolation", "chroot", "--pull-never", "--from", "localhost/base", "-t", "askcast"]
    engine.run(*build, "-v", f"{folder / 'wheels'}:{WHEELS}:ro", "-f", source / "deploy" / "Containerfile", source)
    data = folder / "data"
    data.mkdir()
    write_site(data).rename(data / "transcripts")
    engine.give(data)
    with DiscordServer() as discord:
        (data / ".env").write_text(f"DISCORD_TOKEN={discord.token}\nASKCAST_DISCORD_API={discord.api}\n")
        run = ["podman", "run", "--name", "askcast", "--read-only", "--network", "host", "--stop-timeout", "30"]
        running = subprocess.Popen(
            engine.command(*run, "-v", f"{data}:/data", "askcast"), cwd=engine.folder, env=engine.environment
        )
        try:
            discord.wait(lambda: (discord.gateway.identified and discord.commands) or running.poll() is not None, 60)
            assert "wheel" in discord.slash("ask", {"question": WHEAT}).reply().text
            refused = engine.run("podman", "exec", "askcast", "sh", "-c", "touch /written || touch /data/written")
            assert refused == ""
            assert (data / "written").exists()
            engine.run("podman", "stop", "askcast")
            assert running.wait(40) == 0
        finally:
            running.terminate()
    assert {path.name for path in data.iterdir()} >= {"askcast.db", "askcast-memory.db"}
