"""What the command line can be told: each option once, with its help in both languages.

Every help text is “中文 | English”; a help page shows the half that is asked for.
"""

from __future__ import annotations

from typing import Annotated, Optional

from typer import Argument, Option

PROFILES = ("department", "government", "township", "subdistrict")
SEVERITIES = ("error", "warning", "info")
COLORS = ("auto", "always", "never")

# Typer reads these annotations at run time: Python 3.10 has no other way to say them there.
Text = Optional[str]  # noqa: UP045
Texts = Optional[list[str]]  # noqa: UP045

# The arguments; Typer keeps no help text for them.
ARGUMENTS = {
    "PATH...": "文件、文件夹，或 -（标准输入） | Files, folders, or - for standard input.",
    "RULE...": "规则的编号或名称 | Ids or names of rules.",
    "ACTION": (
        "create（生成基线）、check（只报基线里没有的）、prune（删去已改正的）"
        " | create; check, which shows what is new; prune, which forgets what is mended."
    ),
    "[PATH]": "文件或文件夹；不写为当前文件夹 | A file or folder; here unless given.",
    "[FOLDER]": "放在哪个文件夹；不写为当前文件夹 | Where to put it; here unless given.",
}
Paths = Annotated[Texts, Argument(metavar="PATH...")]
Rules = Annotated[Texts, Argument(metavar="RULE...")]
Action = Annotated[Text, Argument(metavar="ACTION")]
MaybePath = Annotated[str, Argument(metavar="[PATH]")]
MaybeFolder = Annotated[str, Argument(metavar="[FOLDER]")]

_LANG = "信息的语言：zh、en；也可用环境变量 GXLINT_LANG | zh or en; GXLINT_LANG says it too."
_FORMAT = (
    "输出格式：text、json、sarif、github、gitlab、junit、unix，或 auto"
    "（在 GitHub Actions 中为 github，否则为 text）"
    " | text, json, sarif, github, gitlab, junit, unix, or auto: github inside GitHub Actions, "
    "else text."
)
Format = Annotated[str, Option("--format", metavar="FORMAT", help=_FORMAT)]
DATA_FORMATS = ("text", "json")
DataFormat = Annotated[
    str, Option("--format", metavar="FORMAT", help="输出格式：text、json | text or json.")
]
_OUTPUT = (
    "另外以某种格式写入文件，可重复；控制台输出不变"
    " | Write a file in a format as well; repeatable; the console shows what it showed."
)
Output = Annotated[Texts, Option("--output", metavar="FORMAT:PATH", help=_OUTPUT)]
Language = Annotated[Text, Option("--lang", metavar="LANG", help=_LANG)]

_CONFIG = "用这个配置文件，不再查找 .gxlint.yaml | Use this file instead of a .gxlint.yaml."
ConfigPath = Annotated[Text, Option("--config", metavar="FILE", help=_CONFIG)]
NoConfig = Annotated[
    bool, Option("--no-config", help="不用任何配置文件 | Use no configuration file.")
]

_SELECT = (
    "只用这些规则：编号、名称、类别或 GX5，逗号分隔，可重复"
    " | Only these rules: ids, names, families, or GX5; comma lists, repeatable."
)
Select = Annotated[Texts, Option("--select", metavar="RULES", help=_SELECT)]
Deselect = Annotated[
    Texts, Option("--ignore", metavar="RULES", help="不用这些规则 | All but these rules.")
]
Info = Annotated[bool, Option("--info", help="也显示提示一级 | Show hints as well.")]
_PROFILE = (
    "机关类别：department、government、township、subdistrict"
    " | The kind of organ: department, government, township, subdistrict."
)
Profile = Annotated[Text, Option("--profile", metavar="KIND", help=_PROFILE)]

_PREVIOUS = (
    "与上年的报告对照：文件，或按机关和年度查找的文件夹"
    " | Compare with last year's report: a file, or a folder to find it in by organ and year."
)
Previous = Annotated[Text, Option("--previous", metavar="PATH", help=_PREVIOUS)]

_FAIL_ON = (
    "达到此级别时退出码为 1：error、warning（默认）、info"
    " | Exit with 1 from this severity on: error, warning (default), info."
)
FailOn = Annotated[Text, Option("--fail-on", metavar="SEVERITY", help=_FAIL_ON)]
_EXIT_ZERO = "有问题时退出码也为 0 | Exit with 0 in spite of findings."
ExitZero = Annotated[bool, Option("--exit-zero", help=_EXIT_ZERO)]

BASELINE = ".gxlint-baseline.json"
_BASELINE = "不再列出这个基线里的旧问题 | Keep the findings in this baseline quiet."
Baseline = Annotated[Text, Option("--baseline", metavar="FILE", help=_BASELINE)]
_BASELINE_FILE = f"基线文件，默认 {BASELINE} | The baseline; {BASELINE} unless given."
BaselineFile = Annotated[str, Option("--baseline", metavar="FILE", help=_BASELINE_FILE)]
_FORCE = "create 时覆盖已有的基线 | Let create replace a baseline that is there."
Force = Annotated[bool, Option("--force", help=_FORCE)]
_NO_IGNORES = (
    "不理会配置中的 ignore 和文件里的注释 | Heed no ignore of the configuration, nor comments."
)
NoIgnores = Annotated[bool, Option("--no-ignores", help=_NO_IGNORES)]

Quiet = Annotated[bool, Option("--quiet", "-q", help="只输出问题 | Print the findings only.")]
_STATISTICS = "最后按规则计数 | Count the findings of each rule in the end."
Statistics = Annotated[bool, Option("--statistics", help=_STATISTICS)]
_COLOR = "颜色：auto、always、never | Colours: auto, always, never."
Color = Annotated[str, Option("--color", metavar="WHEN", help=_COLOR)]

_SEEN_TEXT = (
    "不输出数据，输出 gxlint 读到的文字和位置"
    " | Print not the facts, but the text as gxlint sees it, with the places."
)
SeenText = Annotated[bool, Option("--text", help=_SEEN_TEXT)]
_STDIN_NAME = "标准输入的文件名 | The name of what comes from standard input."
StdinName = Annotated[Text, Option("--stdin-filename", metavar="PATH", help=_STDIN_NAME)]
_MAX_SIZE = "文件大小上限，默认 20MB | The largest file to read; 20MB unless given."
MaxSize = Annotated[str | None, Option("--max-size", metavar="SIZE", help=_MAX_SIZE)]
_FROM_HOOK = "由提交钩子调用：不是报告的文件不算错误 | Called by a hook: other files are fine."
FromHook = Annotated[bool, Option("--from-hook", help=_FROM_HOOK)]
Version = Annotated[bool, Option("--version", help="显示版本 | Show the version.")]
