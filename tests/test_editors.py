"""The snippets of ``docs/editors.md``, held against what ``--format unix`` really prints.

The patterns are tried as they stand; Vim and Emacs themselves too, where they are installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from .process import gxlint
from .samples import correct_report

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/editors.md").read_text("utf-8")
_TIMEOUT = 60


class Place(NamedTuple):
    """What an editor has to understand of a finding."""

    path: str
    line: int
    column: int
    severity: str
    message: str
    rule: str


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with findings of all severities, with a name that is hard to read."""
    path = tmp_path / "红旗区 2024: 年报.txt"
    text = correct_report("department-2024")
    text = text.replace("12月31日止", "12月31诶止").replace(
        "（一）主动公开。", "\ufeff（一）主动公开。"
    )
    text = text.replace("全年通过", "截止2024年12月31日，通过")
    path.write_text(text, encoding="utf-8")
    return path


def _places(report: Path, lang: str = "zh") -> tuple[list[str], list[Place]]:
    """The lines of the format, and what the JSON of the same run says they must mean."""
    options = ("--info", "--exit-zero", "--lang", lang, report.name)
    lines = gxlint("--format", "unix", *options, cwd=report.parent).out.splitlines()
    data = json.loads(gxlint("--format", "json", *options, cwd=report.parent).out)
    keys = ("path", "line", "column", "severity", "message", "rule")
    places = [Place(*(finding[key] for key in keys)) for finding in data["findings"]]
    assert {place.severity for place in places} == {"error", "warning", "info"}
    return lines, places


def _snippet(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_problem_matcher_of_vs_code(report: Path, lang: str) -> None:
    (task,) = json.loads(_snippet("json"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    lines, places = _places(report, lang)
    read = []
    for line in lines:
        match = re.search(pattern["regexp"], line, re.ASCII)
        assert match, line
        groups = {key: match[pattern[key]] for key in pattern if key != "regexp"}
        read.append(
            Place(
                groups["file"],
                int(groups["line"]),
                int(groups["column"]),
                groups["severity"],
                groups["message"],
                groups["code"],
            )
        )
    assert read == places
    assert [task["command"], *task["args"]] == ["gxlint", "--format", "unix", "${file}"]
    absolute = "C:\\政务公开\\年报.txt:3:5: error: “31诶”有错字 [GX501]"
    match = re.search(pattern["regexp"], absolute, re.ASCII)
    assert match
    assert match[pattern["file"]] == "C:\\政务公开\\年报.txt"


def test_problem_matcher_in_javascript(report: Path) -> None:
    """The same with the regular expressions that VS Code has."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    (task,) = json.loads(_snippet("json"))["tasks"]
    lines, places = _places(report)
    script = (
        "const [pattern, ...lines] = process.argv.slice(1);"
        "console.log(JSON.stringify(lines.map(l => l.match(new RegExp(pattern)).slice(1))))"
    )
    command = [node, "-e", script, task["problemMatcher"]["pattern"]["regexp"], *lines]
    done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True)
    wanted = [[str(value) for value in place] for place in places]
    assert json.loads(done.stdout) == wanted


def test_vim(report: Path, tmp_path: Path) -> None:
    """Vim itself compiles, and stands on the marked character."""
    vim = shutil.which("vim")
    if vim is None or b"+quickfix" not in subprocess.check_output([vim, "--version"]):
        pytest.skip("vim (with +quickfix) is not installed")
    compiler = tmp_path / "vim" / "compiler" / "gxlint.vim"
    compiler.parent.mkdir(parents=True)
    compiler.write_text(_snippet("vim"), encoding="utf-8")
    lines, places = _places(report)
    printed, answer = tmp_path / "printed", tmp_path / "answer"
    printed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    script = tmp_path / "run.vim"
    script.write_text(
        f"""set encoding=utf-8 nocompatible
set runtimepath^={compiler.parent.parent}
compiler gxlint
let &makeprg = "cat {printed}"
silent make!
let found = []
for item in getqflist()
  let line = get(getbufline(item.bufnr, item.lnum), 0, "")
  let column = charidx(line, item.col - 1) + 1
  call add(found, [bufname(item.bufnr), item.lnum, column, item.type, item.text])
endfor
call writefile([json_encode(found)], "{answer}")
qall!
""",
        encoding="utf-8",
    )
    command = [vim, "-Nu", "NONE", "-es", "-S", str(script), report.name]
    subprocess.run(command, cwd=tmp_path, timeout=_TIMEOUT, check=False, capture_output=True)
    assert json.loads(answer.read_text("utf-8")) == [
        [place.path, place.line, place.column, place.severity[0], f"{place.message} [{place.rule}]"]
        for place in places
    ]
    makeprg = re.search(r"makeprg=(.*)", _snippet("vim"))
    assert makeprg
    assert makeprg[1].replace("\\ ", " ") == "gxlint --format unix %:S"


def _python_pattern(emacs: str) -> str:
    """A regular expression of Emacs as Python writes it: brackets and bars the other way round."""
    swapped = {"\\(": "(", "\\)": ")", "\\|": "|", "(": "\\(", ")": "\\)", "|": "\\|"}
    return re.sub(r"\\?[()|]", lambda match: swapped[match[0]], emacs)


def test_pattern_of_emacs(report: Path) -> None:
    found = re.search(r'\'\(gxlint "(.*)"\n\s+1 2 3 \(4 \. 5\)\)\)', _snippet("elisp"))
    assert found
    pattern = _python_pattern(found[1].replace("\\\\", "\\"))
    lines, places = _places(report)
    read = []
    for line in lines:
        match = re.search(pattern, line)
        assert match, line
        severity = "warning" if match[4] else "info" if match[5] else "error"
        read.append((match[1], int(match[2]), int(match[3]), severity))
    assert read == [place[:4] for place in places]


def test_emacs(report: Path, tmp_path: Path) -> None:
    """Emacs itself goes from finding to finding, each time to the marked character."""
    emacs = shutil.which("emacs")
    if emacs is None:
        pytest.skip("emacs is not installed")
    lines, places = _places(report)
    printed, answer = tmp_path / "printed", tmp_path / "answer"
    printed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    script = tmp_path / "run.el"
    script.write_text(
        _snippet("elisp")
        + f"""
(prefer-coding-system 'utf-8)
(let ((found nil) (coding-system-for-read 'utf-8))
  (with-current-buffer (compilation-start "cat {printed}")
    (while (get-buffer-process (current-buffer)) (accept-process-output nil 0.1)))
  (condition-case nil
      (while t
        (next-error)
        (set-buffer (window-buffer (selected-window)))
        (push (list (file-name-nondirectory buffer-file-name)
                    (line-number-at-pos) (1+ (- (point) (line-beginning-position)))) found))
    (error nil))
  (with-temp-file "{answer}"
    (dolist (item (nreverse found))
      (insert (format "%s\\t%d\\t%d\\n" (nth 0 item) (nth 1 item) (nth 2 item))))))
""",
        encoding="utf-8",
    )
    command = [emacs, "-Q", "--batch", "-l", str(script)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=tmp_path, timeout=_TIMEOUT, check=False, capture_output=True, env=environment
    )
    assert answer.exists(), done.stderr.decode("utf-8")
    read = [line.split("\t") for line in answer.read_text("utf-8").splitlines()]
    wanted = [place for place in places if place.severity != "info"]
    assert read == [[place.path, str(place.line), str(place.column)] for place in wanted]
