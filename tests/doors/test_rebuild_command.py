"""`askcast index rebuild`: what it says of links without a site, and of options that are none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "mill.md").write_text("**Ada**: It turns.\n\n**Bo**: Why?\n")
    return tmp_path / "loose"


def rebuild(folder: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "index", "rebuild", str(folder), "--index", f"{folder}.db", *options]
    return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)


def test_a_rebuild_says_when_links_lead_to_no_site(loose: Path) -> None:
    told = "the links of 1 episodes lead to no site"
    assert told in rebuild(loose).stderr
    again = rebuild(loose, ASKCAST_SITEURL="https://mill.example").stderr
    assert told in again
    assert "ASKCAST_SITEURL is no setting of askcast; did you mean ASKCAST_SITE_URL?" in again
    assert told not in rebuild(loose, "--url-template", "https://mill.example/{slug}/").stderr


@pytest.mark.parametrize(
    ("options", "settings", "told"),
    [
        (
            ["--url-template", "https://m.example/"],
            {},
            "--url-template: 'https://m.example/' is no address with {slug}",
        ),
        ([], {"ASKCAST_MEDIA_URL": "mill"}, "ASKCAST_MEDIA_URL: 'mill' is no address with {seconds}"),
        (["--site-url", "mill"], {}, "--site-url: 'mill' is no web address"),
    ],
)
def test_what_is_no_address_is_refused_by_the_name_it_was_given(
    loose: Path, options: list[str], settings: dict[str, str], told: str
) -> None:
    done = rebuild(loose, *options, **settings)
    assert (done.returncode, told in done.stderr) == (1, True)
