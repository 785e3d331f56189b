"""``python -m tools.rules_page`` writes ``docs/rules.md``: all that ``rules/`` says, for readers.

``tests/test_docs.py`` fails while the page is not what the rules say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Any

from gxlint.catalogue import Rule, load_catalogue, read_samples
from gxlint.finding import Severity
from gxlint.reporters.display import Display
from gxlint.reporters.words import SEVERITY

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

FAMILIES = {
    "structure": "结构 · Structure",
    "dates": "日期和年份 · Dates and years",
    "tables": "统计表 · Tables",
    "consistency": "前后一致 · Consistency",
    "wording": "文字 · Wording",
    "statements": "必须写明的事项 · Statements",
    "hygiene": "转换和复制的残留 · Hygiene",
    "internal": "程序自身 · gxlint itself",
}
PROFILES = {
    "department": "部门 · departments",
    "government": "县级以上人民政府 · governments",
    "township": "乡镇人民政府 · townships",
    "subdistrict": "街道办事处 · subdistricts",
}

_HEAD = """# 规则 · Rules

<!-- Written by `python -m tools.rules_page` from rules/; do not edit. -->

全部规则，每条一节：为什么要求、依据什么、怎样改、哪些写法算错、哪些写法没有错。在终端里看一条规则：`gxlint explain GX305`。

*All rules: why, on what basis, what to do, what is wrong and what is right. In the terminal:* `gxlint explain GX305 --lang en`.

- **错误 · error**：一定有错，或者缺少规定的内容 · *wrong, or missing what the rules demand*
- **警告 · warning**：很可能有错，请核对 · *very likely a mistake*
- **提示 · info**：写法上的建议，加 `--info` 才显示 · *style; shown with* `--info`

例子里 ⟦ ⟧ 括起来的是 gxlint 指出的文字，`-`、`+` 是改动前后的行，`→` 是制表符。
*In the samples ⟦ ⟧ hold the text that gxlint marks, `-` and `+` are lines of a correct report before and after an edit, → is a tab.*
"""  # noqa: E501

_SAMPLES_SHOWN = 3
_LINES_SHOWN = 12
_PARAMETER_SHOWN = 90
_MARKS = str.maketrans("", "", "⟦⟧")


def page(rules: Sequence[Rule]) -> str:
    """The whole page, in the order of the rules' ids."""
    families = [(key, list(found)) for key, found in groupby(rules, lambda rule: rule.family)]
    lines = [_HEAD]
    for key, found in families:
        lines += [f"\n**{FAMILIES[key]}**\n", "| 编号 · Id | 名称 · Name | 级别 · Severity | |"]
        lines += ["|---|---|---|---|", *map(_row, found)]
    for key, found in families:
        lines += [f"\n## {FAMILIES[key]}", *(line for rule in found for line in _section(rule))]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    title = f"{rule.title.zh}<br>*{rule.title.en}*"
    return f"| [{rule.id}](#{rule.id.lower()}) | `{rule.name}` | {_severity(rule)} | {title} |"


def _severity(rule: Rule) -> str:
    word = SEVERITY[Severity.parse(rule.severity)]
    return f"{word.zh} · {word.en}"


def _section(rule: Rule) -> Iterator[str]:
    """A rule's own part of the page, under an anchor that is its id."""
    yield f'\n<a id="{rule.id.lower()}"></a>\n'
    yield f"### {rule.id} {rule.name}\n"
    yield f"**{_inline(rule.title.zh)}** · *{_inline(rule.title.en)}*\n"
    yield f"- 级别 · Severity: {_severity(rule)}"
    yield f"- 依据 · Basis: {_inline(rule.basis)}"
    yield from _limits(rule)
    yield f"\n{_inline(rule.explain.zh)}\n\n*{_inline(rule.explain.en)}*"
    yield "\n消息 · Messages:\n"
    for text in rule.messages.values():
        yield f"- {_inline(text.zh)}<br>*{_inline(text.en)}*"
    yield from _parameters(rule)
    samples = read_samples(rule)
    yield from _samples("错误的写法 · Wrong", rule, samples.get("wrong", ()))
    yield from _samples("正确的写法 · Right", rule, samples.get("right", ()))


def _limits(rule: Rule) -> Iterator[str]:
    """Which reports it is for, and whether it has fixes, where there is something to say."""
    if rule.first_year is not None and rule.last_year is not None:
        years = f"{rule.first_year}—{rule.last_year}年度"
        yield f"- 年度 · Years: {years} · reports for {rule.first_year} to {rule.last_year}"
    elif rule.first_year is not None:
        since = f"reports for {rule.first_year} and later"
        yield f"- 年度 · Years: {rule.first_year}年度及以后 · {since}"
    elif rule.last_year is not None:
        until = f"reports for {rule.last_year} and earlier"
        yield f"- 年度 · Years: {rule.last_year}年度及以前 · {until}"
    if rule.profiles:
        yield f"- 机关 · Organs: {'; '.join(PROFILES[profile] for profile in rule.profiles)}"
    if rule.fixable:
        yield "- 有把握的给出替换文字 · Gives exact replacements where they are certain"


def _parameters(rule: Rule) -> Iterator[str]:
    if not rule.params:
        return
    link = f"[rules/{rule.path}](../rules/{rule.path})"
    yield f"\n参数 · Parameters ({link}):\n"
    for name, value in rule.params.items():
        written = json.dumps(value, ensure_ascii=False)
        shown = _code(written) if len(written) <= _PARAMETER_SHOWN else "…"
        yield f"- `{name}`: {shown}"


def _samples(label: str, rule: Rule, samples: Sequence[Any]) -> Iterator[str]:
    """The first samples, each in a block, with what gxlint says where the sample tells it."""
    if not samples:
        return
    yield f"\n{label}:"
    for sample in samples[:_SAMPLES_SHOWN]:
        data = {"text": sample} if isinstance(sample, str) else sample
        yield "\n" + _block(data)
        said = [_inline(data["message"])] if "message" in data else []
        said += [f"改为 · should be: {_code(data['suggests'])}"] if data.get("suggests") else []
        if said:
            yield "\n→ " + "；".join(said)
    if len(samples) > _SAMPLES_SHOWN:  # not how many: the page is to stay when one is added
        yield f"\n更多见 · More in [rules/{rule.path}](../rules/{rule.path})"


def _block(sample: Mapping[str, Any]) -> str:
    """A sample as a fenced block: its text, or its edits as differences."""
    edits = _edits(sample)
    lines: list[str] = []
    for edit in edits:
        lines += ["…"] if lines else []
        lines += _differences(edit["replace"], edit["with"])
    last = _edits(sample.get("previous", {}))
    for edit in last:
        lines += ["（上年的报告 · last year's report）"] if edit is last[0] else ["…"]
        lines += _differences(edit["replace"], edit["with"])
    text = sample.get("text") or sample.get("report") or ""
    lines += text.strip("\n").splitlines()
    if len(lines) > _LINES_SHOWN:
        lines = [*lines[:_LINES_SHOWN], "…"]
    if "encoding" in sample:
        lines.append(f"（文件编码 · encoding: {sample['encoding']}）")
    display = Display("utf-8")
    language = "diff" if edits else "text"
    return "\n".join([f"```{language}", *(display.clean(line).rstrip() for line in lines), "```"])


def _edits(sample: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*sample.get("edits", ())] + ([sample] if "replace" in sample else [])


def _differences(old: str, new: str) -> Iterator[str]:
    """The lines of an edit, as a diff shows them; a line that is only marked is one that stays."""
    before, marked = _lines(old), _lines(new)
    after = [line.translate(_MARKS) for line in marked]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        same = before[first:last] == after[start:end]
        if not same:
            yield from (f"- {line}" for line in before[first:last] if line)
        sign = " " if same else "+"
        yield from (f"{sign} {line}" for line in marked[start:end] if line)


def _lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")


def _inline(text: str) -> str:
    """Text inside a sentence of Markdown: nothing in it is markup."""
    for mark in ("\\", "*", "_", "<", "[", "`", "|"):
        text = text.replace(mark, f"\\{mark}")
    return Display("utf-8").clean(text)


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{Display('utf-8').clean(text)}{fence}"


if __name__ == "__main__":
    PAGE.write_text(page(list(load_catalogue().rules.values())), encoding="utf-8")
    print(PAGE)
