"""Help pages, in the language that is asked for."""

from __future__ import annotations

import click
from typer.core import TyperCommand

from ..errors import Bilingual, Lang
from ..reporters.display import Display
from .options import ARGUMENTS
from .session import Session

_SUMMARY = Bilingual(
    """gxlint 检查《政府信息公开工作年度报告》，指出错在哪里、应该怎样写
  gxlint 报告.txt          检查文件或文件夹；- 表示标准输入
  gxlint extract 报告.txt  把报告里的数据输出为 JSON
  gxlint explain GX305     说明一条规则；gxlint rules 列出全部规则
  gxlint --help            全部选项；gxlint init 生成配置文件 .gxlint.yaml
""",
    """gxlint checks annual reports on government information disclosure
  gxlint report.txt          checks files or folders; - is standard input
  gxlint extract report.txt  prints the report's facts as JSON
  gxlint explain GX305       explains a rule; gxlint rules lists them all
  gxlint --help              all options; gxlint init writes a .gxlint.yaml
""",
)
_USAGE = Bilingual("用法：", "Usage: ")
_ANY_OPTIONS = Bilingual("[选项]", "[OPTIONS]")
_OPTIONS = Bilingual("选项：", "Options:")
_COMMANDS = Bilingual("命令：", "Commands:")
_HELP = Bilingual("显示本说明", "Show this page.")
_CODES = Bilingual(
    "退出码：0 没有达到 --fail-on 的问题；1 有；2 用法、配置或文件有误，或程序内部错误",
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, configuration, "
    "unreadable input or internal error",
)


def summary(lang: Lang) -> str:
    """The five lines that ``gxlint`` alone prints."""
    return _SUMMARY.get(lang)


def half(text: str | None, lang: Lang) -> str:
    """One language's half of a help text that is written “中文 | English”."""
    zh, _, en = (text or "").partition(" | ")
    return en if lang == "en" else zh


class HelpfulCommand(TyperCommand):
    """A command whose help page speaks the run's language."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the page; Click calls this for ``--help``."""
        session = ctx.obj
        assert isinstance(session, Session)
        formatter.write(page(self, ctx.info_name or "", session.lang, session.console.width))


def page(command: click.Command, name: str, lang: Lang, width: int) -> str:
    """Usage, purpose and options of a command."""
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    words = " ".join(["gxlint", name, _ANY_OPTIONS.get(lang), *(_metavar(a) for a in arguments)])
    lines = [_USAGE.get(lang) + words, "", half(command.help, lang), ""]
    rows = [(_metavar(a), half(ARGUMENTS[_metavar(a)], lang)) for a in arguments]
    for param in command.params:
        if isinstance(param, click.Option):
            names = ", ".join([*param.opts, *param.secondary_opts])
            names += "" if param.is_flag else f" {_metavar(param)}"
            rows.append((names, half(param.help, lang)))
    rows.append(("--help", _HELP.get(lang)))
    lines += [_OPTIONS.get(lang), *_rows(rows, width)]
    if name == "check":
        lines += ["", *_wrapped(_CODES.get(lang), width)]
    return "\n".join(lines) + "\n"


def overview(group: click.Group, lang: Lang, width: int) -> str:
    """The page of ``gxlint --help``: all commands, and the options of ``check``."""
    rows = [(name, half(command.help, lang)) for name, command in group.commands.items()]
    commands = [_COMMANDS.get(lang), *_rows(rows, width)]
    return "\n".join(
        [summary(lang), *commands, "", page(group.commands["check"], "check", lang, width)]
    )


def _metavar(param: click.Parameter) -> str:
    return param.metavar or (param.name or "").upper()


def _rows(rows: list[tuple[str, str]], width: int) -> list[str]:
    """Names and what they mean in two columns; on a narrow terminal under each other."""
    indent = max(len(name) for name, _ in rows) + 4
    if width - indent < 24:
        indent = 6
    lines: list[str] = []
    for name, text in rows:
        wrapped = _wrapped(text, width - indent) or [""]
        head = f"  {name}"
        if len(head) + 2 <= indent:
            head = head.ljust(indent) + wrapped.pop(0)
        lines += [head.rstrip(), *(" " * indent + line for line in wrapped)]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """A text broken into lines: between Chinese characters anywhere, in English at spaces."""
    display = Display("utf-8")
    lines, line = [], ""
    for word in _pieces(text):
        if line and display.width(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word if line else word.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """What a line may not be broken in: words, and characters with the marks that follow."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and (
            (
                character.isascii()
                and character != " "
                and pieces[-1][-1].isascii()
                and pieces[-1][-1] != " "
            )
            or character in "，。；：、）》”？ "
            or pieces[-1][-1] in "（《“"
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
