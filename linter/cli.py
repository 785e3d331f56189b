"""The command line: what can be asked for, and how a run ends.

``gxlint report.txt`` is ``gxlint check report.txt``; options may stand before or after. What the
commands do is in ``commands/``, imported when they are called.
"""

# No annotations in strings here: Typer would have to compile each of them, twice.
import os
import sys
from collections.abc import Sequence
from typing import cast

import click
import typer
from typer.main import get_command_name
from typer.models import CommandInfo

from . import __version__
from .commands import options as opt
from .commands.console import ColorMode, Console
from .commands.help import HelpfulCommand, overview, summary
from .commands.routing import (
    DEFAULT_COMMAND,
    lang_of,
    meant_command,
    route,
    size_of,
    spelled_out,
    usage_error,
)
from .commands.session import INTERRUPTED, LANGS, Options, Session, internal_error, one_of
from .compiled import keep_patterns
from .errors import Bilingual, GxlintError, UsageError
from .reporters import AUTO, FORMATS

app = typer.Typer(rich_markup_mode=None)


@app.command(
    cls=HelpfulCommand, help="检查报告（不写命令时就是它） | Check reports (the default command)."
)
def check(
    context: typer.Context,
    paths: opt.Paths = None,
    format: opt.Format = "text",  # noqa: A002
    output: opt.Output = None,
    select: opt.Select = None,
    ignore: opt.Deselect = None,
    info: opt.Info = False,
    fail_on: opt.FailOn = None,
    exit_zero: opt.ExitZero = False,
    quiet: opt.Quiet = False,
    statistics: opt.Statistics = False,
    config: opt.ConfigPath = None,
    no_config: opt.NoConfig = False,
    profile: opt.Profile = None,
    color: opt.Color = "auto",
    stdin_filename: opt.StdinName = None,
    max_size: opt.MaxSize = None,
    from_hook: opt.FromHook = False,
    baseline: opt.Baseline = None,
    no_ignores: opt.NoIgnores = False,
    previous: opt.Previous = None,
    version: opt.Version = False,
    lang: opt.Language = None,
) -> None:
    session = _session(context)
    if version:
        session.console.out.write(f"gxlint {__version__}\n")
        return
    options = Options(
        format=one_of("--format", format, (*FORMATS, AUTO)),
        output=tuple(output or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        info=info,
        fail_on=_choice("--fail-on", fail_on, opt.SEVERITIES),
        exit_zero=exit_zero,
        quiet=quiet,
        statistics=statistics,
        config=config,
        no_config=no_config,
        profile=_choice("--profile", profile, opt.PROFILES),
        color=cast("ColorMode", one_of("--color", color, opt.COLORS)),
        stdin_filename=stdin_filename,
        max_bytes=size_of(max_size),
        from_hook=from_hook,
        baseline=baseline,
        no_ignores=no_ignores,
        previous=previous,
    )
    words = _files(context, paths)
    from .commands import run

    run.check(session, words, options)


@app.command(
    cls=HelpfulCommand, help="把报告里的数据输出为 JSON | Print the facts of reports as JSON."
)
def extract(
    context: typer.Context,
    paths: opt.Paths = None,
    text: opt.SeenText = False,
    stdin_filename: opt.StdinName = None,
    max_size: opt.MaxSize = None,
    lang: opt.Language = None,
) -> None:
    options = Options(stdin_filename=stdin_filename, max_bytes=size_of(max_size))
    words = _given(context, paths)
    from .commands import run

    run.extract(_session(context), words, options, as_text=text)


@app.command(cls=HelpfulCommand, help="列出全部规则 | List all rules.")
def rules(
    context: typer.Context,
    format: opt.DataFormat = "text",  # noqa: A002
    lang: opt.Language = None,
) -> None:
    from .commands import about

    about.rules(_session(context), one_of("--format", format, opt.DATA_FORMATS))


@app.command(cls=HelpfulCommand, help="说明一条规则 | Explain a rule.")
def explain(context: typer.Context, names: opt.Rules = None, lang: opt.Language = None) -> None:
    from .commands import about

    about.explain(_session(context), _given(context, names))


@app.command(
    cls=HelpfulCommand,
    help="记下已有的问题，只报新的 | Accept what there is, and show only what is new.",
)
def baseline(
    context: typer.Context,
    action: opt.Action = None,
    paths: opt.Paths = None,
    baseline: opt.BaselineFile = opt.BASELINE,
    force: opt.Force = False,
    format: opt.Format = "text",  # noqa: A002
    output: opt.Output = None,
    select: opt.Select = None,
    ignore: opt.Deselect = None,
    info: opt.Info = False,
    fail_on: opt.FailOn = None,
    exit_zero: opt.ExitZero = False,
    quiet: opt.Quiet = False,
    config: opt.ConfigPath = None,
    no_config: opt.NoConfig = False,
    profile: opt.Profile = None,
    color: opt.Color = "auto",
    max_size: opt.MaxSize = None,
    no_ignores: opt.NoIgnores = False,
    previous: opt.Previous = None,
    lang: opt.Language = None,
) -> None:
    options = Options(
        format=one_of("--format", format, (*FORMATS, AUTO)),
        output=tuple(output or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        info=info,
        fail_on=_choice("--fail-on", fail_on, opt.SEVERITIES),
        exit_zero=exit_zero,
        quiet=quiet,
        config=config,
        no_config=no_config,
        profile=_choice("--profile", profile, opt.PROFILES),
        color=cast("ColorMode", one_of("--color", color, opt.COLORS)),
        max_bytes=size_of(max_size),
        baseline=baseline,
        no_ignores=no_ignores,
        previous=previous,
    )
    word = _given(context, [action] if action else None)[0]
    from .commands import baseline as command

    command.baseline(_session(context), word, paths or [], options, force)


@app.command(
    cls=HelpfulCommand,
    help="显示对一个文件生效的配置及其来源 | Show what is in force for a file, and why.",
)
def config(
    context: typer.Context,
    path: opt.MaybePath = os.curdir,
    format: opt.DataFormat = "text",  # noqa: A002
    select: opt.Select = None,
    ignore: opt.Deselect = None,
    info: opt.Info = False,
    profile: opt.Profile = None,
    previous: opt.Previous = None,
    config: opt.ConfigPath = None,
    no_config: opt.NoConfig = False,
    lang: opt.Language = None,
) -> None:
    from .commands import settings

    options = Options(
        format=one_of("--format", format, opt.DATA_FORMATS),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        info=info,
        profile=_choice("--profile", profile, opt.PROFILES),
        previous=previous,
        config=config,
        no_config=no_config,
    )
    settings.config(_session(context), path, options)


@app.command(
    cls=HelpfulCommand,
    help="生成带说明的 .gxlint.yaml，不覆盖已有的 | Write a commented .gxlint.yaml.",
)
def init(
    context: typer.Context, folder: opt.MaybeFolder = os.curdir, lang: opt.Language = None
) -> None:
    from .commands import settings

    settings.init(_session(context), folder)


def _session(context: typer.Context) -> Session:
    session = context.obj
    assert isinstance(session, Session)
    return session


def _choice(option: str, value: str | None, known: Sequence[str]) -> str | None:
    return None if value is None else one_of(option, value, known)


def _given(context: typer.Context, words: list[str] | None) -> list[str]:
    """The words a command works on; ``UsageError`` where there are none."""
    if words:
        return words
    call = f"gxlint {context.info_name} --help"
    raise UsageError(
        "没有给出要处理的内容",
        "nothing is given to work on",
        hint=Bilingual(f"用法见 {call}", f"see {call}"),
    )


def _files(context: typer.Context, paths: list[str] | None) -> list[str]:
    """The paths to check; ``UsageError`` where the first is rather a command written wrong."""
    words = _given(context, paths)
    if not os.path.lexists(words[0]):
        command = meant_command(words[0], _commands())
        if command is not None:
            raise UsageError(
                f"没有命令或文件“{words[0]}”",
                f"no command or file “{words[0]}”",
                hint=Bilingual(f"是否想写 {command}？", f"did you mean {command}?"),
            )
    return words


def _commands() -> dict[str, CommandInfo]:
    """The commands by their names."""
    return {
        info.name or get_command_name(info.callback.__name__): info
        for info in app.registered_commands
        if info.callback is not None
    }


def _group(args: Sequence[str]) -> click.Group:
    """The commands that these words can mean: to make all of them takes as long as to check a
    report."""
    known = _commands()
    options_first = args[0].startswith("-")
    if "--help" not in args and (not options_first or known.keys().isdisjoint(args)):
        name = args[0] if args[0] in known else DEFAULT_COMMAND
        known = {name: known[name]}
    some = typer.Typer(rich_markup_mode=None)
    some.registered_commands = [*known.values()]
    return typer.main.get_group(some)


def main(args: Sequence[str] | None = None) -> int:
    """Runs gxlint and returns its exit code; the arguments default to the command line's."""
    session = Session(Console(), os.environ)
    try:
        try:
            _run(session, list(sys.argv[1:] if args is None else args))
        except GxlintError as error:
            session.error(error)
        except (KeyboardInterrupt, OSError):
            raise
        except Exception as error:
            session.error(internal_error(error))
        session.console.out.flush()
        session.console.err.flush()
        if args is None:
            keep_patterns()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        session.console.out.abandon()
        reason = error.strerror or type(error).__name__
        session.error(GxlintError(f"无法输出：{reason}", f"cannot write the output: {reason}"))
    return session.status


def _run(session: Session, args: list[str]) -> None:
    session.ask_for(lang_of(args, session.environment))
    args = spelled_out(args)
    if all(word.startswith("--lang") or word in LANGS for word in args):
        session.console.out.write(summary(session.lang))
        return
    group = _group(args)
    routed = route(args, group)
    if routed[1:] == args and "--help" in args:
        page = overview(group, session.lang, session.console.width)
        session.console.out.write(page)
        return
    try:
        # Not group.main(): it has its own mind about interrupts, closed pipes and exit codes.
        with group.make_context("gxlint", routed, obj=session) as context:
            group.invoke(context)
    except click.ClickException as error:
        raise usage_error(error) from None
    except click.exceptions.Exit:  # a help page was shown
        return
