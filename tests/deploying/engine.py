"""A container engine that runs as an unprivileged user, with a store of its own, and an image to build upon.

In: an empty folder that everybody may read. Out: podman's and buildah's commands, run as `nobody` where the test is
root. Where registries are out of reach, the image comes from the packages of this machine, a Debian: Python and pip
with what they depend on, and the wheels that the project needs.
"""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WHEELS = "/wheels"
STORE = """[storage]
driver = "vfs"
graphroot = "{folder}/store"
runroot = "{folder}/run/store"
"""
CONTAINERS = '[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "none"\nruntime = "runc"\n'
MERGED = ("bin", "sbin", "lib", "lib64", "tmp", "etc/passwd", "etc/group")


class Engine:
    """podman and buildah, rootless."""

    def __init__(self, folder: Path) -> None:
        """Make the engine's own store and configuration in a folder."""
        self.folder = folder
        self.user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        configuration = folder / ".config" / "containers"
        configuration.mkdir(parents=True)
        (folder / "run").mkdir()
        (configuration / "storage.conf").write_text(STORE.format(folder=folder))
        (configuration / "containers.conf").write_text(CONTAINERS)
        (configuration / "policy.json").write_text('{"default": [{"type": "insecureAcceptAnything"}]}')
        self.give(folder)
        self.environment = {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        }

    def give(self, folder: Path) -> None:
        """Make a folder the engine's user's."""
        if self.user:
            subprocess.run(["chown", "-R", "65534:65534", folder], check=True)

    def command(self, *words: str | Path) -> list[str]:
        return [*self.user, *map(str, words)]

    def run(self, *words: str | Path) -> str:
        """Run a command of the engine to its end and return what it said."""
        ran = subprocess.run(
            self.command(*words), cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def clear(self) -> None:
        """Take the store away, whose files belong to many users, and end the process that holds its namespace."""
        subprocess.run(
            self.command("podman", "unshare", "rm", "-rf", self.folder / "store"),
            cwd=self.folder,
            env=self.environment,
            check=False,
        )
        for pause in self.folder.glob("run/libpod/tmp/pause.pid"):
            os.kill(int(pause.read_text(encoding="utf-8")), signal.SIGTERM)


def write_base(folder: Path) -> Path:
    """Write the files of an image with Python and pip into an archive; pip takes what it installs from `WHEELS`."""
    own = folder / "own"
    (own / "etc").mkdir(parents=True)
    (own / "etc" / "pip.conf").write_text(f"[global]\nno-index = true\nfind-links = {WHEELS}\n")
    files = subprocess.run(
        ["dpkg", "-L", *_with_dependencies("python3-pip", "coreutils", "dash", "libgcc-s1", "libstdc++6")],
        capture_output=True,
        text=True,
        check=True,
    )
    # Packages name /bin/cat what lies in /usr/bin, to which /bin is a link.
    paths = [Path(path) for path in files.stdout.splitlines() if path.startswith("/") and path != "/."]
    kept = {str(path.parent.resolve() / path.name).lstrip("/") for path in paths}
    left_out = re.compile(r"usr/share/(doc|man|locale|info)/|EXTERNALLY-MANAGED")
    listed = sorted(path for path in kept | set(MERGED) if not left_out.search(path) and os.path.lexists(f"/{path}"))
    archive = folder / "base.tar"
    (folder / "files").write_text("\n".join(listed))
    tar = ["tar", "--create", "--file", archive, "--no-recursion", "-C", "/", "-T", folder / "files"]
    subprocess.run([*tar, "-C", own, "etc/pip.conf"], check=True)
    return archive


def write_wheels(folder: Path, source: Path) -> Path:
    """Gather the wheels of the project's dependencies, and what builds it."""
    wheels = folder / "wheels"
    command = [sys.executable, "-m", "pip", "wheel", "-q", "-w", wheels, source, "setuptools>=77"]
    subprocess.run(command, check=True)
    return wheels


def _with_dependencies(*names: str) -> list[str]:
    form = "${Package}\t${Pre-Depends}, ${Depends}\n"
    told = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, text=True, check=True).stdout
    needs = {
        line.partition("\t")[0]: re.findall(r"(?:^|, |\| )([a-z0-9][a-z0-9.+-]+)", line.partition("\t")[2])
        for line in told.splitlines()
    }
    found: list[str] = []
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in needs and name not in found:
            found.append(name)
            waiting += needs[name]
    return found
