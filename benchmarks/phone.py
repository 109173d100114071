"""A message of the bot as Discord draws it on a phone, as a page of HTML of our own: 390 pixels wide, light or dark.

In: a message's components, as the bot sends them. Out: HTML. What Discord's apps do not publish is taken on the wide
side, so that nothing looks smaller than it is: Noto Sans for their own narrower font, buttons of 40 pixels, lists of
44; the message stands right of an avatar, as on Android and iOS. Markdown is that part of it that the bot writes.
"""

import re
from html import escape
from typing import Any

from markdown_it import MarkdownIt

Json = dict[str, Any]

WIDTH, HEIGHT = 390, 844  # pixels of a phone's screen
STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary"}
LISTS = {5: "users", 6: "roles", 8: "channels"}
NAMES = {"#": "#general", "@": "@ada", "@&": "@listeners"}
INLINE = MarkdownIt("zero", {"breaks": True}).enable(
    ["newline", "escape", "emphasis", "strikethrough", "backticks", "link"]
)
STYLE = """
:root { --page: #323339; --box: #393a41; --edge: #47484f; --text: #dfe0e2; --faint: #a5a6ac; --button: #4c4d55;
  --link: #5197ed; --bar: #62636b }
.light { --page: #ffffff; --box: #ffffff; --edge: #dcdce0; --text: #2f3035; --faint: #62636b; --button: #e6e6ea;
  --link: #006ce7; --bar: #c4c5ca }
* { box-sizing: border-box; margin: 0 }
body { width: 390px; background: var(--page); color: var(--text); font: 16px/22px "Noto Sans", sans-serif }
article { display: grid; grid-template-columns: 40px 1fr; gap: 0 12px; padding: 12px 16px }
.avatar { width: 40px; height: 40px; border-radius: 50%; background: #5865f2; grid-row: 1 / 3; color: white;
  text-align: center; line-height: 40px; font-weight: 700 }
header b { font-weight: 600 } header small { font-size: 12px; color: var(--faint); margin-left: 6px }
header i { font: 600 11px/15px "Noto Sans"; background: #5865f2; color: white; border-radius: 4px; padding: 1px 4px }
.content { min-width: 0 }
.box { border: 1px solid var(--edge); border-left: 4px solid; border-radius: 8px; background: var(--box);
  padding: 12px; display: grid; gap: 8px; margin-top: 4px; overflow-wrap: anywhere }
.box > * { min-width: 0 }
hr { border: 0; border-top: 1px solid var(--edge) }
blockquote { border-left: 4px solid var(--bar); border-radius: 4px; padding-left: 12px }
small { font-size: 13px; line-height: 18px; color: var(--faint); display: block }
h3 { font-size: 16px; line-height: 22px; font-weight: 700 }
li { margin-left: 20px } a { color: var(--link); text-decoration: none }
code { font: 14px/18px "Noto Sans Mono", monospace; background: var(--page); border-radius: 4px; padding: 0 3px }
pre { font: 14px/18px "Noto Sans Mono", monospace; background: var(--page); padding: 8px; border-radius: 4px;
  white-space: pre-wrap; border: 1px solid var(--edge) }
.mention { background: #5865f24d; border-radius: 3px; padding: 0 2px }
.row { display: flex; flex-wrap: wrap; gap: 8px }
.section { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: start }
.button { height: 40px; line-height: 40px; border-radius: 8px; padding: 0 11px; font-size: 14px; font-weight: 500;
  background: var(--button); color: var(--text); white-space: nowrap; max-width: 100%; overflow: hidden;
  text-overflow: ellipsis }
.primary { background: #5865f2; color: white } .success { background: #00863a; color: white }
.danger { background: #d22d39; color: white }
.list { height: 44px; line-height: 42px; border: 1px solid var(--edge); border-radius: 8px; padding: 0 12px;
  width: 100%; display: flex; justify-content: space-between; gap: 8px; background: var(--page); font-size: 15px }
.list span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap } .hint { color: var(--faint) }
"""


def page(message: Json, *, light: bool = False) -> str:
    """Return the page on which a message stands alone."""
    shown = "".join(map(_component, message["components"]))
    private = "<small>Only you can see this · Dismiss message</small>" if message.get("flags", 0) & 64 else ""
    head = "<header><b>askcast</b> <i>APP</i><small style='display:inline'>Today at 12:00</small></header>"
    body = f"<article><div class=avatar>a</div>{head}<div class=content>{shown}{private}</div></article>"
    theme = "light" if light else "dark"
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><body class={theme}>{body}"


def _component(component: Json) -> str:
    inner = "".join(map(_component, component.get("components", ())))
    match component["type"]:
        case 17:
            colour = component.get("accent_color")
            edge = f"#{colour:06x}" if colour is not None else "var(--edge)"
            return f"<div class=box style='border-left-color:{edge}'>{inner}</div>"
        case 9:
            return f"<div class=section><div>{inner}</div>{_component(component['accessory'])}</div>"
        case 1:
            return f"<div class=row>{inner}</div>"
        case 2:
            leads = " ↗" if component["style"] == 5 else ""
            return f"<div class='button {STYLES[component['style']]}'>{escape(component['label'])}{leads}</div>"
        case 3 | 5 | 6 | 8:
            return _list(component)
        case 10:
            return f"<div>{markdown(component['content'])}</div>"
        case 14:
            return "<hr>"
    raise ValueError(f"component type {component['type']}")


def _list(component: Json) -> str:
    chosen = [option["label"] for option in component.get("options", ()) if option.get("default")]
    chosen += [LISTS[component["type"]] for _ in component.get("default_values") or ()]
    hint = component.get("placeholder") or "Make a selection"
    shown = f"<span>{escape(', '.join(chosen))}</span>" if chosen else f"<span class=hint>{escape(hint)}</span>"
    return f"<div class=list>{shown}<span>⌄</span></div>"


def markdown(text: str) -> str:
    """Return Discord's Markdown as HTML: its line marks here, what stands inside of lines by markdown-it."""
    blocks: list[str] = []
    for part in re.split(r"(```.*?```)", text, flags=re.DOTALL):
        if part.startswith("```"):
            blocks.append(f"<pre>{escape(part.strip('`').strip())}</pre>")
        else:
            blocks += map(_lines, re.findall(r"(?:^> .*\n?)+|^.+$", part, re.MULTILINE))
    return "".join(blocks)


def _lines(lines: str) -> str:
    if lines.startswith("> "):
        return f"<blockquote>{_inline(re.sub(r'^> ', '', lines.rstrip(), flags=re.MULTILINE))}</blockquote>"
    mark, rest = re.match(r"(\s*(?:-# |### |- )?)(.*)", lines, re.DOTALL).groups()  # type: ignore[union-attr]
    tag = {"-#": "small", "###": "h3", "-": "li"}.get(mark.strip(), "p")
    return f"<{tag}>{_inline(rest)}</{tag}>"


def _inline(text: str) -> str:
    html = INLINE.renderInline(text)
    return re.sub(
        r"&lt;(#|@&amp;|@)\d+&gt;", lambda m: f"<span class=mention>{NAMES[m[1].replace('&amp;', '&')]}</span>", html
    )
