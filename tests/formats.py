"""Every output format read back: what a program that knows only the format makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from gxlint.reporters.display import Display

# Formats whose findings stand on lines: what has no picture of its own is named in them.
OF_LINES = ("text", "github", "junit", "unix")
# What stands for a rule where a file could not be checked.
FAILURE = "gxlint"


class Told(NamedTuple):
    """What every format says of a finding."""

    rule: str
    path: str
    line: int
    column: int
    message: str


def shown(told: Told, form: str) -> Told:
    """A finding as a format can hold it: on one line, control characters named."""
    if form not in OF_LINES:
        return told
    display = Display("utf-8")
    message = display.clean(told.message)
    if form == "github":  # escapes whatever is in a path, but for a name that is no text
        path = told.path.encode("utf-8", "backslashreplace").decode("utf-8")
        return told._replace(path=path, message=message)
    if form == "junit":
        path = "\n".join(display.clean(part) for part in told.path.split("\n"))
        return told._replace(path=path, message=message)
    return told._replace(path=display.first(told.path), message=message)


_PLACE = re.compile(r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+)(?: .*)?")
_HEAD = re.compile(r"  (?:错误|警告|提示) (?P<rule>\S+) [^：]*：(?P<message>.*)")
_LINE = re.compile(
    r"^(?P<place>.*?):?(?P<line>\d+):(?P<column>\d+): (?:error|warning|info): (?P<message>.*) "
    r"\[(?P<rule>\w+)\]$"
)
_COMMAND = re.compile(r"^::(?:error|warning|notice) (?P<properties>.*?)::(?P<message>.*)$")


def _text(out: str) -> Iterator[Told]:
    for block in out.split("\n\n")[:-1]:
        first, _, marker, second, *_ = block.split("\n")
        place, head = _PLACE.fullmatch(first), _HEAD.fullmatch(second)
        assert place is not None, first
        assert head is not None, second
        assert set(marker) == {" ", "^"}
        where = int(place["line"]), int(place["column"])
        yield Told(head["rule"], place["path"], *where, head["message"])


def _json(out: str) -> Iterator[Told]:
    for finding in json.loads(out)["findings"]:
        yield Told(*(finding[key] for key in ("rule", "path", "line", "column", "message")))


def _sarif(out: str) -> Iterator[Told]:
    (run,) = json.loads(out)["runs"]
    for result in run["results"]:
        if "suppressions" in result:
            continue
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        region, file = place["region"], place["artifactLocation"]
        assert run["artifacts"][file["index"]]["location"]["uri"] == file["uri"]
        assert file["uriBaseId"] == "%SRCROOT%"
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", file["uri"])
        path = unquote_to_bytes(file["uri"]).decode("utf-8", "surrogateescape")
        message = result["message"]["text"]
        assert not re.search(r"(?<!\\)\[[^\[\]]*\]\(", message)
        message = re.sub(r"\\(\[[^\[\]]*\]\()", r"\1", message)
        yield Told(result["ruleId"], path, region["startLine"], region["startColumn"], message)


def _github(out: str) -> Iterator[Told]:
    for line in out.splitlines():
        match = _COMMAND.fullmatch(line)
        assert match is not None, line
        pairs = (pair.split("=", 1) for pair in match["properties"].split(","))
        told = {key: _unescaped(value) for key, value in pairs}
        rule = told["title"].split(" ")[0]
        if rule == FAILURE:
            continue
        place = int(told["line"]), int(told["col"])
        yield Told(rule, told["file"], *place, _unescaped(match["message"]))


def _unescaped(text: str) -> str:
    for escape, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r")):
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def _gitlab(out: str) -> Iterator[Told]:
    issues = json.loads(out)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        if issue["check_name"] == FAILURE:
            continue
        place = issue["location"]
        begin = place["positions"]["begin"]
        assert place["lines"]["begin"] == begin["line"]
        where = place["path"], begin["line"], begin["column"]
        yield Told(issue["check_name"], *where, issue["description"])


def _junit(out: str) -> Iterator[Told]:
    for case in ElementTree.fromstring(out.encode()).iter("testcase"):
        for inside in (*case.iter("failure"), *case.iter("system-out")):
            for line in (inside.text or "").splitlines():
                yield _told(line, case.attrib["name"])


def _unix(out: str) -> Iterator[Told]:
    for line in out.splitlines():
        yield _told(line)


def _told(line: str, path: str | None = None) -> Told:
    match = _LINE.fullmatch(line)
    assert match is not None, line
    place = int(match["line"]), int(match["column"])
    return Told(match["rule"], path or match["place"], *place, match["message"])


_READERS: Mapping[str, Callable[[str], Iterator[Told]]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "unix": _unix,
}


def read_back(form: str, out: str) -> list[Told]:
    """The findings in an output of a format."""
    return list(_READERS[form](out))
