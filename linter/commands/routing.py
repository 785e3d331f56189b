"""From the words of a command line to a command, and from its mistakes to clear messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import click

from ..config import Origin, Value
from ..errors import Bilingual, UsageError
from ..suggest import closest, did_you_mean
from .session import LANGS, one_of

DEFAULT_COMMAND = "check"
LANG_VARIABLE = "GXLINT_LANG"
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s?([kmg]?)b?", re.IGNORECASE)
_RULE_ID = re.compile(r"GX\d{3}", re.IGNORECASE)
_UNITS = {"": 1_000_000, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def route(args: Sequence[str], group: click.Group) -> list[str]:
    """The arguments with the command first.

    The first word that is no option, nor an option's value, is the command, if there is one of
    that name; else everything is for ``check``.
    """
    valued = {
        name
        for command in group.commands.values()
        for param in command.params
        if isinstance(param, click.Option) and not param.is_flag
        for name in param.opts
    }
    at = 0
    while at < len(args) and args[at] != "--":
        word = args[at]
        if word == "-" or not word.startswith("-"):
            if word in group.commands:
                return [word, *args[:at], *args[at + 1 :]]
            break
        at += 2 if word in valued else 1
    return [DEFAULT_COMMAND, *args]


def spelled_out(args: Sequence[str]) -> list[str]:
    """The arguments with the one short option that people try everywhere in its long form."""
    end = args.index("--") if "--" in args else len(args)
    return ["--help" if word == "-h" else word for word in args[:end]] + [*args[end:]]


def lang_of(args: Sequence[str], environment: Mapping[str, str]) -> Value | None:
    """The language that is asked for, and where, looked up before anything else, so that mistakes
    in the command line are told in it; ``UsageError`` where it is none of the two."""
    words = args[: args.index("--")] if "--" in args else args
    for at, word in enumerate(words):
        if word == "--lang" and at + 1 < len(words):
            return Value(one_of("--lang", words[at + 1], LANGS), Origin("option", "--lang"))
        if word.startswith("--lang="):
            asked = one_of("--lang", word.partition("=")[2], LANGS)
            return Value(asked, Origin("option", "--lang"))
    asked = environment.get(LANG_VARIABLE, "")
    if not asked:
        return None
    # As locales are written: zh_CN.UTF-8, en-GB.
    lang = one_of(LANG_VARIABLE, re.split("[-_.]", asked)[0].lower(), LANGS)
    return Value(lang, Origin("environment", LANG_VARIABLE))


def usage_error(error: click.ClickException) -> UsageError:
    """A mistake that Click found, in both languages."""
    if isinstance(error, click.NoSuchOption):
        known = _option_names(error.ctx)
        return UsageError(
            f"没有选项 {error.option_name}",
            f"no option {error.option_name}",
            hint=did_you_mean(error.option_name, known) or _see_help(error.ctx),
        )
    if isinstance(error, click.BadOptionUsage):
        name = error.option_name
        return UsageError(f"选项 {name} 后面要有值，或写法不对", f"option {name}: {error.message}")
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return UsageError(f"缺少 {name}", f"{name} is missing", hint=_see_help(error.ctx))
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        return UsageError(f"{name} 的值不对", f"{name}: {error.message}")
    message = error.format_message()
    return UsageError(
        f"命令行有误：{message}", message, hint=_see_help(getattr(error, "ctx", None))
    )


def _option_names(context: click.Context | None) -> list[str]:
    params = context.command.params if context is not None else []
    return [name for param in params for name in param.opts if name.startswith("--")] + ["--help"]


def _see_help(context: click.Context | None) -> Bilingual:
    command = context.info_name if context is not None and context.parent is not None else None
    call = f"gxlint {command} --help" if command else "gxlint --help"
    return Bilingual(f"用法见 {call}", f"see {call}")


def meant_command(path: str, commands: Iterable[str]) -> str | None:
    """What was meant by what was taken for a file, if it was a command or a rule's id."""
    if path in ("help", "version"):
        return f"--{path}"
    if _RULE_ID.fullmatch(path):
        return f"explain {path.upper()}"
    return closest(path, commands) if path.isalpha() else None


def size_of(text: str | None) -> int | None:
    """A size in bytes: ``50MB``, ``500k``, or a bare number of megabytes."""
    if text is None:
        return None
    match = _SIZE.fullmatch(text.strip())
    size = int(float(match.group(1)) * _UNITS[match.group(2).lower()]) if match else 0
    if size <= 0:
        raise UsageError(
            f"--max-size 不能是“{text}”",
            f"--max-size cannot be “{text}”",
            hint=Bilingual("例如 50MB", "for example 50MB"),
        )
    return size
