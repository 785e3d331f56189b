"""The commands about configuration: ``config`` shows what is in force, ``init`` begins one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from ..config import CONFIG_NAME, DEFAULT, OFF, Config, Origin, RuleState, Value
from ..errors import Bilingual, GxlintError, Lang, UsageError
from ..readers.limits import DEFAULT as USUAL_LIMITS
from ..reporters.display import Display
from .session import Options, Session

VERSION = 1
_FILE = Bilingual("配置文件", "configuration")
_NONE = Bilingual("无", "none")
_BY_NAME = Bilingual("按机关名称判断", "by the organ's name")
_HIDDEN = Bilingual("提示，不显示", "info, not shown")
_EVERYTHING = Bilingual("全部规则", "all rules")


def config(session: Session, path: str, options: Options) -> None:
    """Prints what is in force for a file or folder, and where each value was set."""
    beside = os.path.join(path, CONFIG_NAME) if os.path.isdir(path) else path
    found = session.config_for(beside, options)
    if session.chosen_lang is None:
        session.chosen_lang = found.lang.value
    ignored = frozenset[str]() if os.path.isdir(path) else found.ignored_in(path)
    out = session.console.out
    if options.format == "json":
        from ..reporters.json import dumped

        out.write_utf8(dumped(_object(found, session, options, ignored), indent=2))
        return
    display = Display(out.encoding)
    rows = [*_head(found, session, options), *_rule_rows(found, ignored, session.lang)]
    rows += [*_more(found, session.lang)]
    widths = [max(display.width(row[at]) for row in rows) for at in range(2)]
    for row in rows:
        cells = [display.pad(display.clean(row[at]), widths[at]) for at in range(2)]
        out.write("  ".join([*cells, display.clean(row[2])]).rstrip() + "\n")


Row = tuple[str, str, str]


def _values(found: Config, session: Session, options: Options) -> dict[str, Value]:
    """The plain settings by their key, the command line's over the file's."""
    profile: Value = found.profile
    if options.profile:
        profile = Value(options.profile, Origin("option", "--profile"))
    previous = found.previous
    if options.previous:
        previous = Value(options.previous, Origin("option", "--previous"))
    lang = session.asked_lang or found.lang
    if lang.value is None:  # nowhere said: what the console can show
        lang = Value(session.lang)
    return {"profile": profile, "previous": previous, "lang": lang, "fail-on": found.fail_on}


def _head(found: Config, session: Session, options: Options) -> Iterator[Row]:
    lang = session.lang
    yield _FILE.get(lang), ", ".join(found.files) or _NONE.get(lang), ""
    yield "extends", found.presets[-1], ""
    for key, (value, origin) in _pairs(_values(found, session, options)):
        unset = _NONE if key == "previous" else _BY_NAME
        yield key, unset.get(lang) if value is None else str(value), origin.describe(lang)
    for key, (value, origin) in _pairs(_limits(found)):
        yield f"limits {key}", f"{value:g}", origin.describe(lang)


def _limits(found: Config) -> dict[str, Value]:
    """All limits that can be set, by their key."""
    usual = {key.replace("_", "-"): Value(value) for key, value in USUAL_LIMITS._asdict().items()}
    return usual | dict(found.limits)


def _pairs(values: dict[str, Value]) -> Iterator[tuple[str, tuple[Any, Origin]]]:
    for key, value in values.items():
        yield key, (value.value, value.origin)


def _rule_rows(found: Config, ignored: frozenset[str], lang: Lang) -> Iterator[Row]:
    for rule_id, state in found.rules.items():
        severity, origin = state.severity, state.origin
        if rule_id in ignored:
            severity, origin = OFF, _ignore_origin(found, rule_id)
        elif severity != OFF and not state.runs:
            severity = _HIDDEN.get(lang)
        yield f"{rule_id} {state.rule.name}", severity, origin.describe(lang)
        for key, where in state.params_origin.items():
            yield f"  {key}", str(state.rule.params[key]), where.describe(lang)


def _ignore_origin(found: Config, rule_id: str) -> Origin:
    origins = [entry.origin for entry in found.ignore if rule_id in entry.rules]
    return origins[-1] if origins else DEFAULT


def _more(found: Config, lang: Lang) -> Iterator[Row]:
    for entry in found.ignore:
        everything = len(entry.rules) >= len(found.rules)
        rules = _EVERYTHING.get(lang) if everything else ", ".join(sorted(entry.rules))
        yield f"ignore {entry.pattern}", rules, entry.origin.describe(lang)
    for name, origin in found.lexicon_origins.items():
        yield f"lexicons {name}", f"+{len(found.lexicons[name])}", origin.describe(lang)


def _object(
    found: Config, session: Session, options: Options, ignored: frozenset[str]
) -> dict[str, Any]:
    values = _values(found, session, options)
    return {
        "version": VERSION,
        "config": found.path,
        "files": list(found.files),
        "presets": list(found.presets),
        **{key: _said(value, origin) for key, (value, origin) in _pairs(values)},
        "limits": {key: _said(value, origin) for key, (value, origin) in _pairs(_limits(found))},
        "rules": {
            rule_id: _rule_object(found, state, rule_id in ignored)
            for rule_id, state in found.rules.items()
        },
        "ignore": [
            {"glob": entry.pattern, "rules": sorted(entry.rules), **_where(entry.origin)}
            for entry in found.ignore
        ],
    }


def _rule_object(found: Config, state: RuleState, ignored: bool) -> dict[str, Any]:
    severity, origin = state.severity, state.origin
    if ignored:
        severity, origin = OFF, _ignore_origin(found, state.rule.id)
    return {
        "name": state.rule.name,
        "severity": severity,
        "shown": state.runs and not ignored,
        **_where(origin),
        "params": {
            key: _said(state.rule.params[key], where) for key, where in state.params_origin.items()
        },
    }


def _said(value: object, origin: Origin) -> dict[str, Any]:
    return {"value": value, **_where(origin)}


def _where(origin: Origin) -> dict[str, Any]:
    return {"source": {"kind": origin.kind, "name": origin.name, "line": origin.line}}


def init(session: Session, folder: str) -> None:
    """Writes a commented configuration into a folder; ``UsageError`` where there is one."""
    path = os.path.normpath(os.path.join(folder, CONFIG_NAME))
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE.get(session.lang))
    except FileExistsError:
        raise UsageError(
            f"已有 {path}，未作改动", f"there is a {path} already: it is left as it is"
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        zh, en = f"无法写入：{reason}", f"cannot be written: {reason}"
        raise GxlintError(zh, en, path=path) from None
    said = Bilingual(f"已生成 {path}", f"wrote {path}").get(session.lang)
    session.console.err.write(Display(session.console.err.encoding).clean(said) + "\n")


TEMPLATE = Bilingual(
    """\
# gxlint 的配置。放在报告所在的文件夹或代码库的根目录；去掉 # 即生效。
# gxlint config 显示生效的设置及其来源，gxlint rules 列出全部规则。

# 从哪里开始：recommended（推荐）、strict（连同提示）、minimal（只报错误），也可以是其他配置文件。
extends: recommended

# 机关类别：department（部门）、government（县级以上政府）、township（乡镇）、subdistrict（街道）。
# 不写则按机关名称判断。
# profile: department

# 与上年的报告对照：文件，或按机关和年度查找的文件夹，从本文件所在的文件夹算起。
# previous: 往年

# 规则的级别：off（关闭）、error、warning、info。可写编号、名称或类别。
# rules:
#   sign-off-missing: warning
#   GX502: off
#   wording: {severity: info}

# 某些文件不检查某些规则；all 表示全部。
# ignore:
#   "往年/**": all
#   "*.md": [GX108]

# 本单位的词表，追加在自带的词表之后。
# lexicons:
#   confusables: 本单位词表.yaml

# 达到此级别时退出码为 1。
# fail-on: warning

# 信息的语言：zh 或 en。
# lang: zh

# 读文件的上限：文件大小、DOCX 解压后的大小（MB），PDF 的页数，读 PDF、LibreOffice 转换的秒数。
# limits:
#   file-mb: 20
#   unpacked-mb: 60
#   pages: 500
#   pdf-seconds: 4
#   conversion-seconds: 60
""",
    """\
# Configuration of gxlint, for the reports' folder or the root of the repository.
# "gxlint config" shows what is in force and where it was set, "gxlint rules" lists all rules.

# Where to start from: recommended, strict (hints too), minimal (errors only), or other files.
extends: recommended

# The kind of organ: department, government, township, subdistrict; by its name if left out.
# profile: department

# Last year's report to compare with: a file, or a folder to find it in; seen from this file.
# previous: archive

# The severity of rules: off, error, warning, info; by id, name or family.
# rules:
#   sign-off-missing: warning
#   GX502: off
#   wording: {severity: info}

# Rules not to check in some files; "all" is every rule.
# ignore:
#   "archive/**": all
#   "*.md": [GX108]

# The house's own words, added to the shipped lexicons.
# lexicons:
#   confusables: our-words.yaml

# Findings of this severity or above give exit code 1.
# fail-on: warning

# The language of messages: zh or en.
# lang: en

# What a file may ask for: its size, that of a DOCX unpacked (MB), the pages of a PDF, the seconds
# for reading a PDF and for LibreOffice to convert a file.
# limits:
#   file-mb: 20
#   unpacked-mb: 60
#   pages: 500
#   pdf-seconds: 4
#   conversion-seconds: 60
""",
)
