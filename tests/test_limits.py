"""The limits that can be set: each is heeded, shown, described, and bounded itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from gxlint.config_file import load_schema
from gxlint.readers.limits import Limits

from .inside import Runner, put
from .pdf.paper import FONT, Text, joined, pdf, stream
from .samples import correct_report
from .test_office import RTF, posix
from .word_files import p, word

DOCS = Path(__file__).parent.parent / "docs" / "files.md"
TITLE = "云溪县水利局2024年政府信息公开工作年度报告"
KEYS = [key.replace("_", "-") for key in Limits._fields]


def _wrapped(depth: int) -> bytes:
    """A report whose second paragraph stands in so many content controls."""
    inner = p("一、总体情况")
    return word(p(TITLE) + "<w:sdt>" * depth + inner + "</w:sdt>" * depth)


def _large(megabytes: int) -> bytes:
    """A DOCX that is that large when unpacked."""
    return word(p(TITLE), styles=("<w:x/>" + " " * 1_000_000) * megabytes)


def _pages(count: int) -> bytes:
    return pdf([Text(72, 700, TITLE)], *[[]] * (count - 1))


# Key → a limit that is too low, one that is enough, and the file.
FILES: dict[str, tuple[int, int, str, Callable[[], bytes]]] = {
    "file-mb": (1, 2, "a.txt", lambda: f"{TITLE}\n{' ' * 1_100_000}".encode()),
    "unpacked-mb": (50, 80, "a.docx", lambda: _large(31)),
    "nesting": (20, 60, "a.docx", lambda: _wrapped(50)),
    "pages": (500, 600, "a.pdf", lambda: _pages(501)),
}


@pytest.mark.parametrize("key", FILES)
def test_limit_is_heeded(key: str, gxlint: Runner) -> None:
    low, enough, name, make = FILES[key]
    path = put(name, make())
    put(".gxlint.yaml", f"limits:\n  {key}: {low}\n")
    for command in ("check", "extract"):
        refused = gxlint(command, path)
        assert (refused.code, refused.out) == (2, "")
        assert len(refused.err.splitlines()) == 1
        if key == "file-mb":
            assert "上限 1 MB" in refused.err
            assert "--max-size" in refused.err
        else:
            assert f"，或在 .gxlint.yaml 的 limits 里调高 {key}）" in refused.err
    put(".gxlint.yaml", f"limits:\n  {key}: {enough}\n")
    assert json.loads(gxlint("extract", path).out)["title"] == TITLE
    assert gxlint("check", path).code == 1


def test_option_wins_over_the_file(gxlint: Runner) -> None:
    path = put("a.txt", correct_report("department-2024"))
    put(".gxlint.yaml", "limits: {file-mb: 2}\n")
    assert gxlint(path).code == 0
    assert "上限 0.001 MB" in gxlint(path, "--max-size", "1k").err
    assert "上限 0.001 MB" in gxlint("extract", path, "--max-size", "1k").err


@posix
@pytest.mark.parametrize("key", ["pdf-seconds", "conversion-seconds"])
def test_time_is_bounded(key: str, gxlint: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from gxlint.readers import office

    program = Path("soffice")
    program.write_text("#!/bin/sh\nsleep 60\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_program", lambda: str(program.absolute()))
    put(".gxlint.yaml", f"limits: {{{key}: 1}}\n")
    slow = put("a.pdf", _slow()) if key == "pdf-seconds" else put("a.rtf", RTF)
    refused = gxlint(slow)
    assert refused.code == 2
    assert key in refused.err


def _slow() -> bytes:
    """A PDF whose 400 pages all show the same 30,000 characters."""
    shown = f"BT /F 1 Tf 1 0 0 1 72 700 Tm <{'5b57' * 30_000}> Tj ET"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>"
    )
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 400/Kids[%s]>>" % b" ".join(b"%d 0 R" % n for n in range(5, 405)),
        3: FONT,
        4: stream(shown.encode("ascii")),
    }
    return joined(objects | dict.fromkeys(range(5, 405), page))


def test_config_shows_what_is_in_force(gxlint: Runner) -> None:
    put(".gxlint.yaml", "extends: base.yaml\nlimits:\n  pages: 7\n")
    put("base.yaml", "limits: {pages: 5, file-mb: 3}\n")
    rows = [line.split() for line in gxlint("config").out.splitlines() if line.startswith("limits")]
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("file-mb", "3", "base.yaml:1"),
        ("unpacked-mb", "60", "默认"),
        ("nesting", "200", "默认"),
        ("pages", "7", ".gxlint.yaml:3"),
        ("pdf-seconds", "4", "默认"),
        ("conversion-seconds", "60", "默认"),
    ]
    limits = json.loads(gxlint("config", "--format", "json").out)["limits"]
    assert {key: said["value"] for key, said in limits.items()} == {
        key.replace("_", "-"): value for key, value in Limits(file_mb=3, pages=7)._asdict().items()
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("pages: 0", ".gxlint.yaml:2:10: 错误：“0”写法不对：PDF 的页数，1 至 10000"),
        ("pdf-seconds: .nan", ".gxlint.yaml:2:16: 错误：“nan”应为整数"),
        ("file-mb: 20MB", ".gxlint.yaml:2:12: 错误：“20MB”应为整数"),
        ("page: 3", ".gxlint.yaml:2:3: 错误：没有“page”这一项（是否想写 pages？）"),
    ],
)
def test_wrong_limits_are_told(written: str, said: str, gxlint: Runner) -> None:
    put(".gxlint.yaml", f"limits:\n  {written}\n")
    path = put("a.txt", correct_report("department-2024"))
    for command in ("check", "extract"):
        refused = gxlint(command, path)
        assert (refused.code, refused.out, refused.err) == (2, "", said + "\n")


def test_every_limit_is_described_with_its_usual_value() -> None:
    described = load_schema("config")["properties"]["limits"]["properties"]
    assert list(described) == KEYS
    shown = re.findall(r"^  ([a-z-]+): (\d+) +#", DOCS.read_text("utf-8"), re.MULTILINE)
    assert [(key, float(value)) for key, value in shown] == [
        (key, float(value)) for key, value in zip(KEYS, Limits(), strict=True)
    ]
    for key, value in shown:
        assert described[key]["minimum"] <= int(value) <= described[key]["maximum"]
