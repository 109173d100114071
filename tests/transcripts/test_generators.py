"""Where each generator puts a page, by its configuration: address, day, and what is not published."""

from pathlib import Path

import pytest

from index.transcripts.anchors import anchors
from index.transcripts.episode import NoTranscript, TranscriptError
from index.transcripts.generators import find_site
from index.transcripts.site import Site, SiteOverrides
from index.transcripts.sources import find_files

TALK = "**Ada**: The mill grinds.\n\n**Bo**: The river runs.\n"


def page(root: Path, name: str, front_matter: str = "") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((f"---\n{front_matter}\n---\n" if front_matter else "") + TALK)
    return path


def address(root: Path, path: Path) -> str:
    (file,) = [file for file in find_files([root]).files if file.path == path]
    return file.read().url


def jekyll(root: Path, config: str) -> None:
    (root / "_posts").mkdir(parents=True, exist_ok=True)
    (root / "_config.yml").write_text(f"url: https://mill.example\n{config}")


@pytest.mark.parametrize(
    ("config", "name", "front_matter", "expected"),
    [
        ("", "_posts/2024-03-05-ada.md", "", "/2024/03/05/ada.html"),
        ("", "_posts/2024-03-05-ada.md", "slug: holm", "/2024/03/05/holm.html"),
        (
            "permalink: pretty",
            "_posts/2024-03-05-ada.md",
            "categories: [Old Mills, talk]",
            "/old-mills/talk/2024/03/05/ada/",
        ),
        ("permalink: ordinal", "_posts/2024-03-05-ada.md", "", "/2024/065/ada.html"),
        ("permalink: weekdate", "_posts/2024-03-05-ada.md", "", "/2024/W10/Tue/ada.html"),
        ("permalink: /:i_month/:short_year/:title/", "_posts/2024-03-05-ada.md", "", "/3/24/ada/"),
        ("", "talks/_posts/2024-03-05-ada.md", "", "/talks/2024/03/05/ada.html"),
        ("", "transcripts/ada.md", "", "/transcripts/ada.html"),
        ("permalink: pretty", "transcripts/ada.md", "", "/transcripts/ada/"),
        ("collections: {talks: {output: true}}", "_talks/ada.md", "", "/talks/ada.html"),
        ("collections: {talks: {permalink: /t/:name}}", "_talks/ada.md", "", "/t/ada"),
        (
            "defaults: [{scope: {path: '', type: posts}, values: {permalink: '/d/:title/'}}]",
            "_posts/2024-03-05-ada.md",
            "",
            "/d/ada/",
        ),
        (
            "defaults:\n- scope: {path: _posts/long}\n  values: {permalink: '/long/:title/'}\n"
            "- scope: {path: ''}\n  values: {permalink: '/all/:title/'}\n",
            "_posts/long/2024-03-05-ada.md",
            "",
            "/long/ada/",
        ),
    ],
)
def test_jekyll_puts_a_page_where_its_configuration_says(
    tmp_path: Path, config: str, name: str, front_matter: str, expected: str
) -> None:
    jekyll(tmp_path, config)
    assert address(tmp_path, page(tmp_path, name, front_matter)) == f"https://mill.example{expected}"


@pytest.mark.parametrize(
    ("config", "name", "front_matter", "expected"),
    [
        ("", "talks/ada.md", "title: Ada", "/talks/ada/"),
        ("", "talks/2024/Ada Holm.md", "title: Ada", "/talks/2024/ada-holm/"),
        ("", "talks/ada/index.md", "title: Ada", "/talks/ada/"),
        ("", "talks/ada.en.md", "title: Ada", "/talks/ada/"),
        ("", "talks/ada.md", "slug: holm", "/talks/holm/"),
        ("", "talks/ada.md", "url: /a/", "/a/"),
        ("uglyURLs = true", "talks/ada.md", "title: Ada", "/talks/ada.html"),
        (
            '[permalinks]\ntalks = "/:year/:month/:slug/"',
            "talks/x.md",
            "title: Ada's Mill\ndate: 2024-03-05",
            "/2024/03/adas-mill/",
        ),
        ('[permalinks.page]\ntalks = "/:section/:filename/"', "talks/x.md", "title: Ada", "/talks/x/"),
    ],
)
def test_hugo_puts_a_page_where_its_configuration_says(
    tmp_path: Path, config: str, name: str, front_matter: str, expected: str
) -> None:
    (tmp_path / "hugo.toml").write_text(f'baseURL = "https://mill.example/"\n{config}\n')
    assert address(tmp_path, page(tmp_path, f"content/{name}", front_matter)) == f"https://mill.example{expected}"
    assert find_site(tmp_path).anchors == "hugo"


def test_hugos_configuration_may_be_yaml_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "config" / "_default").mkdir(parents=True)
    (tmp_path / "config" / "_default" / "hugo.yaml").write_text("baseURL: https://mill.example\n")
    assert address(tmp_path, page(tmp_path, "content/ada.md")) == "https://mill.example/ada/"


@pytest.mark.parametrize(
    ("config", "name", "expected"),
    [
        ("", "docs/talks/ada.md", "/talks/ada/"),
        ("", "docs/talks/index.md", "/talks/"),
        ("use_directory_urls: false", "docs/talks/ada.md", "/talks/ada.html"),
        ("docs_dir: pages\nmarkdown_extensions: [x: {y: !!python/name:a.b }]", "pages/ada.md", "/ada/"),
    ],
)
def test_mkdocs_puts_a_page_where_its_configuration_says(tmp_path: Path, config: str, name: str, expected: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_url: https://mill.example/\n{config}\n")
    assert address(tmp_path, page(tmp_path, name)) == f"https://mill.example{expected}"


def test_mkdocs_heading_ids_are_ascii_with_hyphens_collapsed() -> None:
    assert anchors(["Café — and *more*", "Why?", "Why!"], "mkdocs") == ["cafe-and-more", "why", "why_1"]


@pytest.mark.parametrize(
    ("name", "front_matter", "expected"),
    [
        ("docs/talks/ada.md", "title: Ada", "/show/docs/talks/ada"),
        ("docs/01-talks/02-ada.md", "title: Ada", "/show/docs/talks/ada"),
        ("docs/talks/ada/index.md", "title: Ada", "/show/docs/talks/ada"),
        ("docs/ada.md", "slug: /holm", "/show/docs/holm"),
        ("blog/2024-03-05-ada.md", "title: Ada", "/show/blog/2024/03/05/ada"),
        ("blog/2024-03-05-ada/index.md", "title: Ada", "/show/blog/2024/03/05/ada"),
        ("blog/2024-03-05-ada.md", "slug: holm", "/show/blog/holm"),
    ],
)
def test_docusaurus_puts_a_page_where_its_path_says(
    tmp_path: Path, name: str, front_matter: str, expected: str
) -> None:
    (tmp_path / "docusaurus.config.js").write_text(
        "const config = {\n  // url: 'https://old.example',\n  url: 'https://mill.example',\n  baseUrl: '/show/',\n};\n"
    )
    assert address(tmp_path, page(tmp_path, name, front_matter)) == f"https://mill.example{expected}"


@pytest.mark.parametrize(
    ("name", "front_matter", "expected"),
    [
        ("talks/ada.md", "title: Ada", "/talks/ada/"),
        ("talks/ada/ada.md", "title: Ada", "/talks/ada/"),
        ("talks/ada/index.md", "title: Ada", "/talks/ada/"),
        ("talks/x.md", 'permalink: "/{{ title | slugify }}/"\ntitle: Ada Holm', "/ada-holm/"),
        ("talks/2024-03-05-ada.md", 'permalink: "/t/{{ page.fileSlug }}/"', "/t/ada/"),
    ],
)
def test_eleventy_puts_a_page_at_its_path_below_the_address_that_the_settings_say(
    tmp_path: Path, name: str, front_matter: str, expected: str
) -> None:
    (tmp_path / ".eleventy.js").write_text('module.exports = () => ({ dir: { input: "src" } });\n')
    path = page(tmp_path, f"src/{name}", front_matter)
    (file,) = find_files([tmp_path], SiteOverrides("https://mill.example")).files
    assert (file.path, file.read().url) == (path, f"https://mill.example{expected}")


@pytest.mark.parametrize(
    ("configuration", "text", "front_matter"),
    [
        ("_config.yml", "url: https://mill.example\n", "published: false"),
        ("hugo.toml", 'baseURL = "https://mill.example"\n', "draft: true"),
        ("docusaurus.config.js", "url: 'https://mill.example'\n", "draft: true"),
        (".eleventy.js", "", "permalink: false"),
    ],
)
def test_a_page_that_is_not_published_is_left_out_and_says_why(
    tmp_path: Path, configuration: str, text: str, front_matter: str
) -> None:
    (tmp_path / configuration).write_text(text)
    page(tmp_path, "content/ada.md", front_matter)
    (file,) = find_files([tmp_path]).files
    with pytest.raises(NoTranscript, match=f"not published.*{front_matter}"):
        file.read()


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("_config.yml", "url: [\n", 2),
        ("mkdocs.yml", "- a\n", 1),
        ("hugo.toml", "a = 1\nb =\n", 2),
        ("hugo.json", "{", 1),
    ],
)
def test_a_configuration_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(TranscriptError, match=rf"{name}:{line}: the site's configuration"):
        find_site(tmp_path)


def test_a_template_gives_every_page_its_address_and_every_recording_its_second(tmp_path: Path) -> None:
    page(tmp_path, "ada.md")
    overrides = SiteOverrides(
        url_template="https://mill.example/t/{slug}", media_url="https://m.example/{slug}?t={seconds}"
    )
    read = find_files([tmp_path], overrides).files[0].read()
    assert (read.url, read.recording) == ("https://mill.example/t/ada", "https://m.example/ada?t={seconds}")


def test_a_folder_without_configuration_has_no_address(tmp_path: Path) -> None:
    assert find_site(tmp_path) == Site()


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("_config.yml", "title: The Mill Talk", "The Mill Talk"),
        ("_config.yml", "title: >\n  The Mill\n\n\n  Talk\n", "The Mill Talk"),
        ("_config.yml", "title: [The, Mill]", ""),
        ("_config.yml", "title: 1984", ""),
        ("_config.yml", "title: Your awesome title", ""),
        ("_config.yml", 'title: "The \\0 Mill \\ud800"', "The Mill"),
        ("hugo.toml", "title = 'The Mill Talk'", "The Mill Talk"),
        ("hugo.toml", "title = 'My New Hugo Site'", ""),
        ("hugo.json", '{"title": "\\ud800 Mill"}', "Mill"),
        ("mkdocs.yml", "site_name: The Mill Talk", "The Mill Talk"),
        ("mkdocs.yml", "site_name: My Docs", ""),
        ("docusaurus.config.js", 'const c = {\n  title: "Ada\'s Mill", // ours\n};\n', "Ada's Mill"),
        (
            "docusaurus.config.ts",
            "export default {\n  themeConfig: {\n    navbar: { },\n    title: 'Bar'\n  },\n  title: 'Mill',\n};",
            "Mill",
        ),
        ("docusaurus.config.js", "const c = {\n  title: told.title,\n  navbar: {\n    title: 'Bar',\n  }\n};\n", ""),
        ("docusaurus.config.js", "const c = {\n  title: 'My Site',\n};\n", ""),
        (".eleventy.js", "title: 'Mill'", ""),
    ],
)
def test_a_site_bears_the_title_of_its_configuration_as_one_line(
    tmp_path: Path, name: str, text: str, title: str
) -> None:
    (tmp_path / name).write_text(text)
    assert find_site(tmp_path).title == title


def test_no_page_hangs_on_a_sites_title() -> None:
    assert repr(Site(title="The Mill Talk")) == repr(Site())
