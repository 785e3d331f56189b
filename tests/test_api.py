"""gxlint from Python: what is returned, what is raised."""

from __future__ import annotations

from pathlib import Path

import gxlint
import pytest
from gxlint.errors import NotAReportError, ReadError

from .runs import GOOD, WRONG


def test_paths_may_be_of_any_kind(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(WRONG, encoding="utf-8")
    result = gxlint.check(path)
    assert [finding.rule for finding in result.findings] == ["GX203"]
    assert gxlint.check(str(path)).findings == result.findings
    assert result.path == str(path)
    assert gxlint.extract(path).organ == gxlint.extract(str(path)).organ == "云溪县水利局"


def test_hints_are_there_and_personal_data_is_not() -> None:
    result = gxlint.check_text(GOOD.replace("。\n", "。联系电话：13812345678。\n", 1))
    (finding,) = result.findings
    assert (finding.rule, finding.severity.name, finding.text) == ("GX703", "INFO", "138****5678")
    assert result.source is not None
    assert "13812345678" not in result.source.text


def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.txt: 文件不存在"):
        gxlint.check(tmp_path / "gone.txt")
    with pytest.raises(NotAReportError):
        gxlint.check_text("今天讨论了三件事。")
    with pytest.raises(ReadError, match="第3个字不是字符"):
        gxlint.check_text("年报\ud800")
