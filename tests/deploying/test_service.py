"""The systemd unit, really started: by a systemd of its own in a container over this machine's files.

Nothing of the machine changes: the container's root is an overlay whose upper part is forgotten.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploying.engine import ROOT
from tests.discord.mill_talk import write_site
from tests.discord.server import DiscordServer
from tests.discord.talking import WHEAT

USER = 990  # of the container, its id
GROUP = f"askcast-test-{os.getpid()}"
GROUPS = [Path("/sys/fs/cgroup") / kind / GROUP for kind in ("systemd", "unified", "")]  # as cgroups are mounted
BOOT = f"""set -e
for group in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
  if [ -e $group/cgroup.procs ]; then
    mkdir $group/{GROUP}
    echo $$ > $group/{GROUP}/cgroup.procs
  fi
done
cd "$1"
mount -t tmpfs none upper
mkdir upper/files upper/work root
mount -t overlay -o lowerdir=/,upperdir="$1/upper/files",workdir="$1/upper/work" overlay root
echo "askcast:x:{USER}:{USER}::/srv/askcast:/usr/sbin/nologin" >> root/etc/passwd
echo "askcast:x:{USER}:" >> root/etc/group
cp "$2/deploy/askcast.service" root/etc/systemd/system/
: > root/etc/machine-id
cp -r home root/srv/askcast
chown -R {USER}:{USER} root/srv/askcast
chmod a+rx root/root  # where Python may have been built
exec systemd-nspawn --quiet --register=no --keep-unit --directory=root --resolv-conf=off --timezone=off \\
  --bind-ro="$2:/srv/source" --bind-ro="$3:/srv/venv" --boot systemd.unit=askcast.service
"""
TRIED = """set -e
mount -t tmpfs none /mnt
mkdir /mnt/upper /mnt/work
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work overlay /mnt
"""
ASKCAST = '#!/bin/sh\nPYTHONPATH=/srv/source exec /srv/venv/bin/python -m bot "$@"\n'


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with all that the service's home holds."""
    if os.getuid() != 0 or not shutil.which("systemd-nspawn"):
        pytest.skip("needs root and systemd-nspawn, as Debian's systemd-container has it")
    tried = subprocess.run(["unshare", "--mount", "sh", "-c", TRIED], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"needs the right to mount an overlay: {tried.stderr}")
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        (home / ".venv" / "bin").mkdir(parents=True)
        (home / ".venv" / "bin" / "askcast").write_text(ASKCAST)
        (home / ".venv" / "bin" / "askcast").chmod(0o755)
        write_site(home).rename(home / "transcripts")
        (Path(made) / "upper").mkdir()
        yield Path(made)
    for group in GROUPS:
        for path in sorted(group.rglob("*/"), reverse=True) if group.exists() else ():
            path.rmdir()
        if group.exists():
            group.rmdir()


def process_of_the_service() -> Path:
    """The bot's own process, as this machine sees it."""
    (found,) = [
        path.parent
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if path.read_bytes().split(b"\0")[:4] == [b"/srv/venv/bin/python", b"-m", b"bot", b"bot"]
    ]
    return found


def test_the_unit_runs_the_bot_unprivileged_with_a_read_only_root_and_stops_it_well(folder: Path) -> None:
    with DiscordServer() as discord:
        settings = f"DISCORD_TOKEN={discord.token}\nASKCAST_DISCORD_API={discord.api}\n"
        (folder / "home" / ".env").write_text(settings)
        boot = ["unshare", "--mount", "sh", "-c", BOOT, "boot", folder, ROOT, sys.prefix]
        with (folder / "console").open("w") as console:
            container = subprocess.Popen(boot, stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        try:
            discord.wait(lambda: discord.gateway.identified and discord.commands, 60)
            assert "wheel" in discord.slash("ask", {"question": WHEAT}).reply().text
            process = process_of_the_service()
            status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
            assert status["Uid"].split() == [str(USER)] * 4
            assert status["NoNewPrivs"].strip() == "1"
            assert int(status["CapEff"], 16) == 0
            mounts = {line.split()[4]: line.split()[5] for line in (process / "mountinfo").read_text().splitlines()}
            assert mounts["/"].startswith("ro")
            assert mounts["/srv/askcast"].startswith("rw")
        finally:
            container.terminate()  # which shuts the container down
            try:
                container.wait(60)
            except subprocess.TimeoutExpired:
                for path in GROUPS[0].rglob("cgroup.procs"):
                    for process_id in path.read_text().split():
                        os.kill(int(process_id), signal.SIGKILL)
                raise
        assert discord.gateway.closed_cleanly, (folder / "console").read_text()
        assert discord.mistakes == []
