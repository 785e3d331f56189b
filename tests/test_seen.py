"""``gxlint extract --text``: a file as gxlint sees it."""

from __future__ import annotations

from pathlib import Path

from .process import gxlint
from .word_files import cell, p, table, word

REPORT = (
    p("云溪县水利局2024年政府信息公开工作年度报告", '<w:outlineLvl w:val="0"/>')
    + p()
    + p("经办人身份证号110101199003071233，请勿外传。")
    + table(cell("规章") + cell("0") + cell(p("1") + p("2")), cell("行政许可") + cell(""))
)


def test_text_of_a_word_file_with_places(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(word(REPORT))
    run = gxlint("extract", "--text", file)
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "第1段     [标题1] 云溪县水利局2024年政府信息公开工作年度报告\n"
        "第3段     经办人身份证号110101********1233，请勿外传。\n"
        "表1第1行  规章 | 0 | 1 2\n"
        "表1第2行  行政许可 | \n"
    )
    english = gxlint("extract", "--text", "--lang", "en", file).out.splitlines()
    assert english[0].startswith("paragraph 1     [heading 1] 云溪县")
    assert english[2] == "table 1, row 1  规章 | 0 | 1 2"


def test_text_of_any_file_with_line_numbers(tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_bytes("会议纪要\r\n\r\n零宽\u200b字\r\n".encode())
    two.write_text("另一份", encoding="utf-8")
    assert gxlint("extract", "--text", one).out == "1  会议纪要\n3  零宽<U+200B>字\n"
    both = gxlint("extract", "--text", one, tmp_path / "gone.txt", two)
    assert both.code == 2
    assert both.out == f"== {one}\n1  会议纪要\n3  零宽<U+200B>字\n\n== {two}\n1  另一份\n\n"
