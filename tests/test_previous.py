"""``--previous``: which report is held against which, what is said, and what every format shows."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gxlint import check
from gxlint.engine import default_settings, read_report
from gxlint.errors import ReadError
from gxlint.previous import LastYear

from .inside import Runner
from .inside import put as _put
from .samples import correct_report

NOW = correct_report("department-2024")
LAST = correct_report("department-2023")
# Nothing was carried in, though one was carried out the year before; the sums hold.
WRONG = NOW.replace("数量\t\t\t1\t0\t0\t0\t0\t0\t1", "数量\t\t\t0\t0\t0\t0\t0\t0\t0").replace(
    "四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1",
    "四、结转下年度继续办理\t\t\t0\t0\t0\t0\t0\t0\t0",
)
WRONG = WRONG.replace("申请4件，上年结转1件，", "申请4件，")
TOWNSHIP = correct_report("township-2024")
CLEAN = "2024年，云溪县水利局，六部分，三张表200格，未发现问题\n"
SECRET = "13812345678"


def _renamed(text: str, organ: str) -> str:
    return text.replace("云溪县水利局", organ)


def _place(text: str, cell: str = "四、结转下年度继续办理") -> tuple[int, int]:
    """Line and column of the first value of a row of the table of requests."""
    lines = text.splitlines()
    number = next(at for at, line in enumerate(lines) if line.startswith(cell))
    return number + 1, lines[number].index("\t\t\t") + 4


LINE, COLUMN = _place(LAST)


# --- which report is held against which ---


def test_a_file(gxlint: Runner) -> None:
    _put("2023.txt", LAST)
    assert gxlint(_put("a.txt", NOW), "--previous", "2023.txt") == (0, CLEAN, "")
    run = gxlint(_put("a.txt", WRONG), "--previous", "2023.txt")
    assert (run.code, run.err) == (1, "")
    assert "  错误 GX406 carried-over：第三部分表格“二、上年结转政府信息公开申请数量”" in run.out
    assert run.out.splitlines()[4] == (
        f"  相关：2023.txt:{LINE}:{COLUMN} 2023年度报告“结转下年度继续办理”自然人列 1"
    )


def test_without_it_nothing_is_compared(gxlint: Runner) -> None:
    _put("2023.txt", LAST)
    assert gxlint(_put("a.txt", WRONG)) == (0, CLEAN, "")


def test_a_folder_by_organ_and_year(gxlint: Runner) -> None:
    _put("old/a.txt", TOWNSHIP)
    _put("old/b.txt", LAST.replace("2023", "2022"))
    _put("old/notes.txt", "会议记录\n")
    _put("old/sub/c.txt", LAST)
    _put("old/sub/d.txt", _renamed(LAST, "青山县水利局"))
    run = gxlint(_put("a.txt", WRONG), "--previous", "old", "--format", "json")
    related = json.loads(run.out)["findings"][0]["related"]
    assert [one["path"] for one in related] == [str(Path("old/sub/c.txt"))]
    assert (run.code, run.err) == (1, "")


@pytest.mark.parametrize("organ", ["云溪县水利局", "临江市云溪县水利局", "云溪县 水利局"])
def test_names_of_one_organ(gxlint: Runner, organ: str) -> None:
    _put("old/a.txt", _renamed(LAST, organ))
    assert gxlint(_put("a.txt", WRONG), "--previous", "old").code == 1


def test_a_government_may_leave_out_the_word(gxlint: Runner) -> None:
    title = "青禾镇人民政府2024年政府信息公开工作年度报告"
    last = TOWNSHIP.replace(title, "青禾镇2023年政府信息公开工作年度报告")
    last = last.replace("青禾镇人民政府\n2025年", "青禾镇人民政府\n2024年")
    _put("old/a.txt", last)
    assert gxlint(_put("a.txt", TOWNSHIP), "--previous", "old").err == ""


@pytest.mark.parametrize("organ", ["青山县水利局", "水利局", "云溪县水利局河道所", "水务局"])
def test_no_report_of_the_organ(gxlint: Runner, organ: str) -> None:
    _put("old/a.txt", _renamed(LAST, organ))
    said = "a.txt: 说明：old 里没有云溪县水利局2023年度的报告，没有与上年对照\n"
    assert gxlint(_put("a.txt", WRONG), "--previous", "old") == (0, CLEAN, said)
    assert gxlint("a.txt", "--previous", "old", "--quiet") == (0, "", "")


def test_no_report_of_the_year(gxlint: Runner) -> None:
    _put("old/a.txt", LAST.replace("2023", "2022"))
    run = gxlint(_put("a.txt", WRONG), "--previous", "old", "--lang", "en")
    assert run.code == 0
    assert run.err == (
        "a.txt: note: there is no report of 云溪县水利局 for 2023 in old: not compared\n"
    )


def test_several_of_the_year(gxlint: Runner) -> None:
    _put("old/b.txt", LAST)
    _put("old/a.md", LAST)
    run = gxlint(_put("a.txt", WRONG), "--previous", "old")
    first = str(Path("old/a.md"))
    assert (run.code, run.err) == (1, f"a.txt: 说明：上年的报告有2份，与 {first} 对照\n")


def test_a_file_of_another_year_or_organ(gxlint: Runner) -> None:
    _put("a.txt", WRONG)
    _put("2022.txt", LAST.replace("2023", "2022"))
    said = "a.txt: 说明：2022.txt 是2022年度的，不是2023年度的，没有与它对照\n"
    assert gxlint("a.txt", "--previous", "2022.txt") == (0, CLEAN, said)
    _put("2023.txt", _renamed(LAST, "青山县林业局"))
    said = "a.txt: 说明：2023.txt 是青山县林业局的报告，不是云溪县水利局的，没有与它对照\n"
    assert gxlint("a.txt", "--previous", "2023.txt") == (0, CLEAN, said)


def test_a_file_may_have_the_short_name(gxlint: Runner) -> None:
    _put("2023.txt", _renamed(LAST, "水利局"))
    assert gxlint(_put("a.txt", WRONG), "--previous", "2023.txt").code == 1


def test_a_report_whose_year_is_not_known(gxlint: Runner) -> None:
    _put("2023.txt", LAST)
    text = NOW.replace("2024年", "").replace("2025年", "")
    run = gxlint(_put("a.txt", text), "--previous", "2023.txt")
    assert "a.txt: 说明：不知道是哪一年的报告，没有与上年对照\n" in run.err


# --- what cannot be read ---


def test_what_is_not_there(gxlint: Runner) -> None:
    _put("a.txt", WRONG)
    _put("b.txt", WRONG)
    run = gxlint("a.txt", "b.txt", "--previous", "gone.txt")
    assert (run.code, run.err) == (2, "gone.txt: 错误：文件不存在\n")
    _put("empty/notes.txt", "会议记录\n")
    run = gxlint("a.txt", "--previous", "empty")
    assert (run.code, run.err) == (2, "empty: 错误：文件夹里没有年度报告\n")


def test_what_is_no_report(gxlint: Runner) -> None:
    _put("notes.txt", "会议记录\n")
    run = gxlint(_put("a.txt", WRONG), "--previous", "notes.txt")
    assert run.code == 2
    assert run.err.startswith("notes.txt: 错误：不是政府信息公开工作年度报告")
    assert run.err.count("\n") == 1


def test_a_broken_file_in_a_folder_is_told_and_the_others_are_used(gxlint: Runner) -> None:
    _put("old/2023.txt", LAST)
    Path("old/broken.docx").write_bytes(b"PK\x03\x04 no archive")
    run = gxlint(_put("a.txt", WRONG), "--previous", "old")
    assert run.code == 2
    assert run.err.startswith(f"{Path('old/broken.docx')}: 错误：")
    assert run.err.count("\n") == 1
    assert "GX406" in run.out


def test_a_report_from_before_the_tables(gxlint: Runner) -> None:
    now = correct_report("department-2020").replace("2020年", "2019年").replace("2021年", "2020年")
    last = now.replace("2019年", "2018年").replace("2020年", "2019年")
    _put("2018.txt", last.replace("\t\t\t0\t0\t0\t0\t0\t0\t0", "\t\t\t3\t0\t0\t0\t0\t0\t3"))
    run = gxlint(_put("a.txt", now), "--previous", "2018.txt", "--select", "GX406,GX407,GX408")
    assert (run.code, run.err) == (0, "")


@pytest.mark.usefixtures("repository")
def test_each_is_read_once() -> None:
    settings = default_settings()
    report = read_report("a.txt", NOW.encode(), settings)[1]
    _put("old/2023.txt", LAST)
    last = LastYear("old", settings)
    first = last.of(report, "a.txt")
    Path("old/2023.txt").unlink()
    assert last.of(report, "b.txt") == first
    assert first.report is not None


@pytest.mark.usefixtures("repository")
def test_from_python() -> None:
    path, last = _put("a.txt", WRONG), _put("2023.txt", LAST)
    assert [finding.rule for finding in check(path).findings] == []
    found = check(path, previous=last).findings
    assert [(finding.rule, finding.related[0].path) for finding in found] == [("GX406", last)]
    with pytest.raises(ReadError):
        check(path, previous="gone.txt")


# --- configuration ---


def test_configuration_says_it_too(gxlint: Runner) -> None:
    _put("conf/old/2023.txt", LAST)
    _put("conf/.gxlint.yaml", "previous: old\n")
    run = gxlint(_put("conf/a.txt", WRONG))
    assert (run.code, run.err) == (1, "")
    assert "GX406" in run.out
    shown = gxlint("config", "conf/a.txt", "--format", "json")
    said = json.loads(shown.out)["previous"]
    assert said["value"] == str(Path("conf/old"))
    assert said["source"] == {"kind": "file", "name": str(Path("conf/.gxlint.yaml")), "line": 1}


def test_the_option_goes_first(gxlint: Runner) -> None:
    _put(".gxlint.yaml", "previous: gone\n")
    _put("2023.txt", LAST)
    run = gxlint(_put("a.txt", NOW), "--previous", "2023.txt")
    assert run == (0, CLEAN, "")
    shown = gxlint("config", "a.txt", "--previous", "2023.txt").out
    assert "previous" in shown
    assert "2023.txt" in shown


def test_wrong_configuration(gxlint: Runner) -> None:
    _put(".gxlint.yaml", "previous: 3\n")
    run = gxlint(_put("a.txt", NOW))
    assert run == (2, "", ".gxlint.yaml:1:11: 错误：“3”应为文字\n")


def test_a_jump_is_a_hint_with_a_factor_of_its_own(gxlint: Runner) -> None:
    _put("2023.txt", LAST.replace("行政许可\t31", "行政许可\t400"))
    args = (_put("a.txt", NOW), "--previous", "2023.txt", "--select", "GX407")
    run = gxlint(*args)
    assert run.code == 0
    assert "提示 GX407 stock：第二部分表格“行政许可”本年处理决定数量为 26" in run.out
    jump = "{factor: 20, least: 50, cells: {active_disclosure: [licensing.decisions]}}"
    _put(".gxlint.yaml", f"rules: {{GX407: {{params: {{jump: {jump}}}}}}}\n")
    assert gxlint(*args).out == CLEAN


# --- what every format shows ---


def _said(gxlint: Runner, form: str) -> str:
    _put("2023.txt", LAST)
    return gxlint(_put("a.txt", WRONG), "--previous", "2023.txt", "--format", form).out


def test_json(gxlint: Runner) -> None:
    assert json.loads(_said(gxlint, "json"))["findings"][0]["related"] == [
        {
            "path": "2023.txt",
            "line": LINE,
            "column": COLUMN,
            "end_line": LINE,
            "end_column": COLUMN + 1,
            "text": "1",
            "message": "2023年度报告“结转下年度继续办理”自然人列 1",
        }
    ]


def test_sarif(gxlint: Runner) -> None:
    run = json.loads(_said(gxlint, "sarif"))["runs"][0]
    place = run["results"][0]["relatedLocations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "2023.txt", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == LINE
    assert place["region"]["snippet"] == {"text": "1"}


@pytest.mark.parametrize("form", ["github", "unix", "gitlab", "junit"])
def test_formats_of_one_line(gxlint: Runner, form: str) -> None:
    said = _said(gxlint, form)
    if form == "junit":
        said = "".join(ElementTree.fromstring(said).itertext())
    assert f"两者应当相同（对照 2023.txt:{LINE}:{COLUMN}）" in said


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "unix", "gitlab", "junit"])
def test_no_format_shows_personal_data_of_last_year(gxlint: Runner, form: str) -> None:
    reported = f"。村民李某（手机{SECRET}）反映了这一问题。"
    told_last = (
        f"停水信息公开不及时，群众多次到站询问，由各水利站负责落实{reported}"
        "停水通知改为提前三日在村务公开栏和微信群同步发布，由各水利站负责落实。"
    )
    _put("2023.txt", LAST.replace("主要问题：防汛信息多以转发为主，本县原创的少；", told_last))
    start = NOW.index("存在的问题：")
    own = told_last.replace(reported, "；")
    now = f"{NOW[:start]}{own}\n\n{NOW[NOW.index('六、其他需要报告的事项') :]}"
    run = gxlint(_put("a.txt", now), "--previous", "2023.txt", "--format", form)
    assert "GX408" in run.out
    assert SECRET not in run.out + run.err
