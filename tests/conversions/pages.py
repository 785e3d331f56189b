"""A base report as an HTML page, and BeautifulSoup's text of it."""

from __future__ import annotations

import html
from importlib import import_module
from typing import Any

from .bases import Base
from .tables import Cell, Table


def page(base: Base) -> str:
    """An HTML page with rowspan and colspan; a table row is one line."""

    def cell_html(cell: Cell) -> str:
        spans = "".join(
            f' {name}="{size}"'
            for name, size in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
            if size > 1
        )
        return f"<td{spans}>{html.escape(cell.text, quote=False)}</td>"

    body: list[str] = []
    for kind, block in base.blocks():
        if isinstance(block, Table):
            rows = ["<tr>" + "".join(map(cell_html, row)) + "</tr>" for row in block.rows]
            body += ['<table border="1">', *rows, "</table>"]
        elif kind == "sign":
            body.append(f'<p style="text-align:right">{block}</p>')
        elif kind == "para":
            body.append(f"<p>{html.escape(block, quote=False)}</p>")
        else:
            tag = "h1" if kind == "title" else "h2" if base.styled else "p"
            inner = block if tag != "p" else f"<strong>{block}</strong>"
            body.append(f"<{tag}>{inner}</{tag}>")
    head = f'<meta charset="utf-8">\n<title>{base.title}</title>'
    text = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n{head}\n</head>\n'
        f"<body>\n{text}\n</body>\n</html>\n"
    )


def get_text_forms(markup: str) -> dict[str, bytes]:
    """BeautifulSoup's `get_text` of an HTML page, with three separators, kept and stripped."""
    soup: Any = import_module("bs4")
    body = soup.BeautifulSoup(markup, "html.parser").body
    forms: dict[str, str] = {"gettext-glued.txt": body.get_text("")}
    for name, separator in (("newline", "\n"), ("tab", "\t")):
        forms[f"gettext-{name}.txt"] = body.get_text(separator)
        forms[f"gettext-{name}-strip.txt"] = body.get_text(separator, strip=True)
    return {name: text.encode() for name, text in forms.items()}
