"""Time grows with the size of hostile text, not with its square.

Every class of text is checked at a size n and at 2n. What is compared is the ratio of the two, so
the machine's speed does not matter; where it is more than it may be, the two are taken in turn
several times, and 2n and 4n as well: a square shows there too, a step does not.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import process_time

import pytest
from gxlint.engine import Settings, check_file, default_settings

from .samples import correct_report

LIMIT = 2.6
ATTEMPTS = 5
# Times below this are too short to be compared, sizes above this too large to wait for. A square
# with a small factor shows in large texts only, so the first is longer than a timer needs.
MEASURABLE = 0.08  # seconds
SMALLEST, LARGEST = 8_000, 512_000  # characters

REPORT = correct_report("department-2024")
LABELS = (
    "一、本年新收政府信息公开申请数量\n（七）总计\n2.重复申请\n四、结转下年度继续办理\n3.其他\n"
)
# What may be a table, a heading, a title, or nothing at all.
LAYOUT = {
    "digits": "1234567890",
    "chinese-digits": "二〇二四",
    "opening-brackets": "（",
    "closing-brackets": "）",
    "title-marks": "《",
    "nested-title-marks": "《〈",
    "square-brackets": "[",
    "spaces": " ",
    "wide-spaces": "\u3000",
    "tabs": "\t",
    "newlines": "\n",
    "carriage-returns": "\r",
    "zero-cells": "0\t",
    "zero-lines": "\t0\n",
    "zero-words": "0 ",
    "pipes": "|",
    "pipe-rows": "| 0 | 0 |\n",
    "rules": "-",
    "boxes": "│0",
    "row-labels": LABELS,
    "row-labels-and-zeros": "\t2.重复申请\n\t0\n",
    "table-captions": "第二十条第（一）项\n",
    "headings": "一、总体情况\n",
    "numbers": "（一）",
    "near-headings": "一、主动公开情况说明\n",
    "titles": "政府信息公开工作年度报告\n",
    "sign-offs": "云溪县水利局\n2025年1月15日\n",
    "residue": "[bookmark: ",
    "one-word": "公开",
    "commas": "，",
    "mixed-residue": 'HYPERLINK "',
    "comments": "<!--",
    "fences": "```\n",
    "invisible": "\u200b",
    "combining": "e\u0301",
    "pairs-over-lines": "（\n）\n",
}
# What the checks look at, in the prose of a report.
PROSE = {
    "dates": "年月日",
    "near-dates": "2024年1月",
    "periods": "统计期限自2024年1月1日起至",
    "period-asides": "数据统计时间除特别说明外，为2024年度（1月1日",
    "openings": "2023年以来，我局在县委的领导下，",
    "left-open-dates": "2024年月日2024年年",
    "aspects": "（一）主动公开、依申请公开、信息管里",
    "plans": "2024年，我局将",
    "contents": "由总体情况、主动公开政府信息情况",
    "selves": "我镇",
    "quoted-selves": "“我镇",
    "authors": "本报告由青山县水利局编制",
    "published": "现公布青山县水利局2024年政府信息公开工作年度报告",
    "neighbours": "2024年青山县水利局严格",
    "levels": "全省各级收到",
    "fees": "收取信息处理费",
    "breakdowns": "共9条，其中5条",
    "nested-breakdowns": "9条（其中5条，",
    "parts": "5条、",
    "shares": "42件，占42%",
    "growths": "较上年40件增长5%",
    "listed-titles": "《甲》",
    "counted-titles": "《甲》《乙》3件",
    "quoted-names": "“甲、乙”",
    "items": "三个方面：一是，二是，",
    "bracketed-items": "三个方面：（一），（二），",
    "slips": "政府信息公工开作年度报告格式，",
    "applications": "收到公民政府信息公开申请3件，",
    "application-sentences": "收到政府信息公开申请3件。予以公开3件。",
    "no-applications": "未收到公民和法人政府信息",
    "reviews": "未发生行政复议、行政诉讼案件",
    "carried": "2023年结转至2024年办理申请1件",
    "bracketed-names": "3个坚持（坚持一、坚持二）",
    "announced-names": "3个专栏，分别为甲、乙",
    "totals": "5条、6条，合计3条",
    "citations": "国务院令第711号〔2021〕",
    "placeholders": "XX",
    "private-digits": "13800",
    "mojibake": "锟斤拷",
    "doubled-words": "公开公开",
    "turned-quotes": "“”“",
    "runs-of-marks": "，。",
    "traditional": "國乾",
    "made-of": "包括目录组成",
    "approximate": "约246余条左右",
}
HOSTILE = {**LAYOUT, **PROSE}


def _inside(text: str) -> str:
    """A correct report with the text in its prose and in a table."""
    half = text[: len(text) // 2]
    return REPORT.replace("围绕水旱灾害防御", f"围绕{half}水旱灾害防御", 1).replace(
        "\t（三）不予公开", f"\t{half}\n\t（三）不予公开", 1
    )


PLACES: dict[str, Callable[[str], str]] = {"alone": lambda text: text, "inside": _inside}
# Text alone is no report, so that it is only looked through for the pieces of one.
CASES = [(kind, "alone") for kind in LAYOUT] + [(kind, "inside") for kind in HOSTILE]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return default_settings()


def _seconds(data: bytes, settings: Settings) -> float:
    gc.collect()
    gc.disable()  # what it costs depends on all that the process has made before
    try:
        start = process_time()
        check_file("报告.txt", data, settings)
        return process_time() - start
    finally:
        gc.enable()


def _measurable(make: Callable[[int], bytes], settings: Settings) -> tuple[int, float]:
    """The smallest size whose time can be measured, and that time."""
    size = SMALLEST
    while (seconds := _seconds(make(size), settings)) < MEASURABLE and size < LARGEST:
        size *= 2
    return size, seconds


@pytest.mark.parametrize(("kind", "place"), CASES)
def test_twice_the_text_takes_twice_the_time(kind: str, place: str, settings: Settings) -> None:
    unit = HOSTILE[kind]

    def make(size: int) -> bytes:
        return PLACES[place](unit * (size // len(unit))).encode()

    size, seconds = _measurable(make, settings)
    ratios = [_seconds(make(2 * size), settings) / seconds]
    if ratios[0] > LIMIT:  # chance, a step where another way is taken, or indeed a square
        ratios += [_median_ratio(make, n * size, settings) for n in (1, 2)]
    assert min(ratios) <= LIMIT, f"{kind} {place}, {size} characters: {ratios}"


def _median_ratio(make: Callable[[int], bytes], size: int, settings: Settings) -> float:
    """How much longer twice the text takes, each taken several times in turn."""
    small, large = make(size), make(2 * size)
    return median(_seconds(large, settings) / _seconds(small, settings) for _ in range(ATTEMPTS))
