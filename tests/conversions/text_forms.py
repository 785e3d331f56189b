"""Text forms that need no other program: the shapes in which people's copies arrive."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from .bases import HEADINGS, Base
from .tables import Cell, Table

Render = Callable[[Table], list[str]]

# Where the official form breaks its narrow labels.
BREAKS = {
    "自然人": "自\n然\n人",
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公\n益组织",
    "法律服务机构": "法律服\n务机构",
    "结果维持": "结果\n维持",
    "结果纠正": "结果\n纠正",
    "其他结果": "其他\n结果",
    "尚未审结": "尚未\n审结",
    "三、本年度办理结果": "\xa0\n" * 6 + "三、\n本年度办理结果",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新\n出具已获取信息",
}
# Characters that some PDF fonts turn into Kangxi radicals; NFKC folds them back.
KANGXI = str.maketrans(
    {"一": "⼀", "二": "⼆", "人": "⼈", "大": "⼤", "工": "⼯", "文": "⽂", "行": "⾏", "自": "⾃"}
)
ASCII_MARKS = str.maketrans({"（": "(", "）": ")", "：": ":", "，": ",", "“": '"', "”": '"'})


def width(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, columns: int) -> str:
    """`text` filled with spaces to `columns`."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """`text` cut into lines of at most `columns`."""
    lines = [""]
    for char in text:
        if width(lines[-1] + char) > columns:
            lines.append("")
        lines[-1] += char
    return lines


def document(base: Base, render: Render) -> str:
    """The whole report as lines, its tables drawn by `render`."""
    lines: list[str] = []
    for kind, block in base.blocks():
        if isinstance(block, Table):
            lines += [*render(block), ""]
        else:
            lines += [block, ""] if kind == "title" else [block]
    return "\n".join(lines) + "\n"


def positions(table: Table, *, repeated: bool = False) -> list[list[str]]:
    """Every position of the grid; a span's text at its first position, or at all of them."""
    return [
        [cell.text if repeated or (top and left) else "" for cell, top, left in row]
        for row in table.grid()
    ]


def word_rows(table: Table) -> list[list[Cell | None]]:
    """Rows as Word counts them: a horizontal span is one cell, a vertical one has empty tails."""
    return [[cell if top else None for cell, top, left in row if left] for row in table.grid()]


def tab(table: Table) -> list[str]:
    """Tab-separated, an empty cell for every position that a span covers."""
    return ["\t".join(row) for row in positions(table)]


def tab_word(table: Table) -> list[str]:
    """Tab-separated as Word copies it: horizontal spans leave nothing behind."""
    return ["\t".join(cell.text if cell else "" for cell in row) for row in word_rows(table)]


def tab_repeated(table: Table) -> list[str]:
    """Tab-separated, a span's label in every position that it covers."""
    return ["\t".join(row) for row in positions(table, repeated=True)]


def tika(table: Table) -> list[str]:
    """One cell a line, each led by a tab, a blank line after each row."""
    lines: list[str] = []
    for row in word_rows(table):
        lines += ["\t" + (cell.text if cell else "") for cell in row]
        lines.append("")
    return lines


def tika_breaks(table: Table) -> list[str]:
    """As `tika`, with the cells' own line breaks, and no-break spaces in blank cells."""
    lines: list[str] = []
    for row in word_rows(table):
        for cell in row:
            text = BREAKS.get(cell.text, cell.text) if cell else ""
            if cell and cell.key.startswith("requests.results.partial."):
                text = "\n" + text
            elif cell and cell.key and not text:
                text = "\xa0"
            lines += ("\t" + text).split("\n")
        lines.append("")
    return lines


def cell_lines(table: Table) -> list[str]:
    """One cell a line without any lead; rows parted by a blank line; blank cells are U+00A0."""
    lines: list[str] = []
    for row in table.rows:
        lines += [cell.text or "\xa0" for cell in row]
        lines.append("")
    return lines


def pipes(table: Table) -> list[str]:
    """Markdown with pipes at both ends."""
    rows = positions(table)
    rule = "|" + " --- |" * table.width
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return ["", lines[0], rule, *lines[1:]]


def pipes_bare(table: Table) -> list[str]:
    """Markdown without a pipe at either end, and without the rule."""
    return ["", *(" | ".join(row) for row in positions(table))]


def pipes_cell(table: Table) -> list[str]:
    """One cell a line, led by a pipe; a rule of dashes between rows."""
    lines: list[str] = [""]
    for row in table.rows:
        lines += [f"| {cell.text}".rstrip() for cell in row]
        lines.append("|-")
    return lines


def pipes_markup(table: Table) -> list[str]:
    """Markdown whose values carry the page's markup; the group labels are in every row."""
    lines = [""]
    for number, row in enumerate(table.grid()):
        texts = [
            f'<span style="font-size:12px">{cell.text}</span>' if cell.key else cell.text
            for cell, _, _ in row
        ]
        lines.append("|" + "|".join(texts) + "|")
        if number == 0:
            lines.append("|" + "---|" * table.width)
    return lines


def box(table: Table) -> list[str]:
    """Box drawing, one line a row, positions under a span left empty."""
    rows = positions(table)
    columns = [max(width(row[c]) for row in rows) for c in range(table.width)]

    def rule(left: str, cross: str, right: str) -> str:
        return left + cross.join("─" * (size + 2) for size in columns) + right

    lines = [rule("┌", "┬", "┐")]
    for number, row in enumerate(rows):
        if number:
            lines.append(rule("├", "┼", "┤"))
        body = "│".join(f" {pad(t, size)} " for t, size in zip(row, columns, strict=True))
        lines.append(f"│{body}│")
    return [*lines, rule("└", "┴", "┘")]


def box_wrapped(table: Table) -> list[str]:
    """Box drawing with narrow columns: long labels run over several lines of their cell."""
    rows = positions(table)
    wide = {"active_disclosure": 16, "requests": 12, "review_litigation": 4}[table.name]
    columns = [min(max(width(row[c]) for row in rows), wide) for c in range(table.width)]
    if table.name == "requests":
        columns[2] = 20
    for c in range(table.width):
        keys = [cell.text for row in table.grid() for cell in (row[c][0],) if cell.key]
        columns[c] = max(columns[c], *(width(text) for text in keys), 1)

    def rule(left: str, cross: str, right: str) -> str:
        return left + cross.join("═" * size for size in columns) + right

    lines = [rule("╔", "╦", "╗")]
    for number, row in enumerate(rows):
        if number:
            lines.append(rule("╠", "╬", "╣"))
        parts = [wrap(text, size) for text, size in zip(row, columns, strict=True)]
        for k in range(max(len(part) for part in parts)):
            texts = (part[k] if k < len(part) else "" for part in parts)
            body = "║".join(pad(t, size) for t, size in zip(texts, columns, strict=True))
            lines.append(f"║{body}║")
    return [*lines, rule("╚", "╩", "╝")]


def column_widths(table: Table, gap: int = 2) -> list[int]:
    """Widths in which every cell fits its span, `gap` included."""
    columns = [2 + gap] * table.width
    grid = table.grid()
    for span in range(1, table.width + 1):
        for row in grid:
            for c, (cell, top, left) in enumerate(row):
                if top and left and cell.colspan == span:
                    lacking = width(cell.text) + gap - sum(columns[c : c + span])
                    columns[c + span - 1] += max(lacking, 0)
    return columns


def aligned(table: Table) -> list[str]:
    """Columns made of spaces; a blank cell is a gap."""
    columns = column_widths(table)
    lines = []
    for row in table.grid():
        line = ""
        for c, (cell, top, left) in enumerate(row):
            if left:
                room = sum(columns[c : c + cell.colspan])
                line += pad(cell.text if top else "", room)
        lines.append(line.rstrip())
    return lines


def vanished(table: Table) -> list[str]:
    """One row a line, cells parted by one space: blank cells are gone without a trace."""
    return [" ".join(cell.text for cell in row if cell.text) for row in table.rows]


def glued(table: Table) -> list[str]:
    """One row a line, nothing between the cells."""
    return ["".join(cell.text for cell in row) for row in table.rows]


def by_column(table: Table) -> list[str]:
    """All labels first, then the values column by column, one a line; blank cells are gone."""
    labels = [c.text for row in table.rows for c in row if not c.key]
    grid = table.grid()
    values = [
        row[c][0].text
        for c in range(table.width)
        for row in grid
        if row[c][0].key and row[c][2] and row[c][0].text
    ]
    return labels + values


def tab_ghost(table: Table) -> list[str]:
    """As `tab`, with an empty column too many at the end."""
    return [line + "\t" for line in tab(table)]


def tables_last(base: Base) -> str:
    """Tab-separated tables at the document's end, `[TABLE]` where they were."""
    body = document(base, lambda table: ["[TABLE]"])
    tables = [block for _, block in base.blocks() if isinstance(block, Table)]
    return body + "\n" + "\n".join("\n".join([*tab(table), ""]) for table in tables)


def unnumbered(base: Base) -> str:
    """Tab-separated; the six headings lost their numbers, as automatic numbers do."""
    text = document(base, tab_word)
    for heading in HEADINGS.values():
        text = text.replace(f"\n{heading}\n", f"\n{heading[2:]}\n")
    return text


def all_ones(base: Base) -> str:
    """Markdown whose six headings are lists of one: each has become `1.`."""
    text = document(base, pipes)
    for heading in HEADINGS.values():
        text = text.replace(f"\n{heading}\n", f"\n1.  {heading[2:]}\n")
    return text


def kangxi(base: Base) -> str:
    """Tab-separated, with Kangxi radicals and ASCII marks throughout."""
    return document(base, tab_word).translate(KANGXI).translate(ASCII_MARKS)


TABLE_FORMS: dict[str, tuple[str, Render]] = {
    "tab": ("txt", tab),
    "tab-word": ("txt", tab_word),
    "tab-repeated": ("txt", tab_repeated),
    "tab-ghost": ("txt", tab_ghost),
    "tika": ("txt", tika),
    "tika-breaks": ("txt", tika_breaks),
    "cell-lines": ("txt", cell_lines),
    "pipes": ("md", pipes),
    "pipes-bare": ("txt", pipes_bare),
    "pipes-cell": ("txt", pipes_cell),
    "pipes-markup": ("md", pipes_markup),
    "box": ("txt", box),
    "box-wrapped": ("txt", box_wrapped),
    "aligned": ("txt", aligned),
    "vanished": ("txt", vanished),
    "glued": ("txt", glued),
    "by-column": ("txt", by_column),
}
ENCODINGS = {
    "tab-gb18030": ("gb18030", "\n", b""),
    "tab-utf16": ("utf-16-le", "\n", b"\xff\xfe"),
    "tab-bom": ("utf-8", "\n", b"\xef\xbb\xbf"),
    "tab-crlf": ("utf-8", "\r\n", b""),
    "tab-cr": ("utf-8", "\r", b""),
}


def text_forms(base: Base) -> dict[str, bytes]:
    """File name's tail (`tab.txt`) → content, for the forms that need no program."""
    out = {
        f"{form}.{suffix}": document(base, render).encode()
        for form, (suffix, render) in TABLE_FORMS.items()
    }
    out["tables-last.txt"] = tables_last(base).encode()
    out["tab-kangxi.txt"] = kangxi(base).encode()
    out["tab-unnumbered.txt"] = unnumbered(base).encode()
    out["pipes-ones.md"] = all_ones(base).encode()
    for form, (encoding, newline, mark) in ENCODINGS.items():
        text = document(base, tab).replace("\n", newline)
        out[f"{form}.txt"] = mark + text.encode(encoding)
    return out
