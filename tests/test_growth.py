"""Time grows with the size of hostile text, not with its square.

Every class of text is checked at a size n and at 2n. What is compared is the ratio of the two, so
the machine's speed does not matter; where it is more than it may be, the two are taken in turn
several times and the median is what counts.
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
ATTEMPTS = 7
# Times below this are too short to be compared, sizes above this too large to wait for. A square
# with a small factor shows in large texts only, so the first is longer than a timer needs.
MEASURABLE = 0.15  # seconds
SMALLEST, LARGEST = 8_000, 512_000  # characters

REPORT = correct_report("department-2024")
LABELS = (
    "一、本年新收政府信息公开申请数量\n（七）总计\n2.重复申请\n四、结转下年度继续办理\n3.其他\n"
)
HOSTILE = {
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
    "dates": "年月日",
    "near-dates": "2024年1月",
    "periods": "统计期限自2024年1月1日起至",
    "plans": "2024年，我局将",
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
    "applications": "收到公民政府信息公开申请3件，",
    "application-sentences": "收到政府信息公开申请3件。予以公开3件。",
    "no-applications": "未收到公民和法人政府信息",
    "reviews": "未发生行政复议、行政诉讼案件",
    "carried": "2023年结转至2024年办理申请1件",
    "bracketed-names": "3个坚持（坚持一、坚持二）",
    "announced-names": "3个专栏，分别为甲、乙",
    "totals": "5条、6条，合计3条",
    "citations": "国务院令第711号〔2021〕",
    "residue": "[bookmark: ",
    "placeholders": "XX",
    "private-digits": "13800",
    "mojibake": "锟斤拷",
    "one-word": "公开",
    "commas": "，",
    "mixed-residue": 'HYPERLINK "',
    "comments": "<!--",
    "fences": "```\n",
    "invisible": "\u200b",
    "combining": "e\u0301",
    "doubled-words": "公开公开",
    "turned-quotes": "“”“",
    "pairs-over-lines": "（\n）\n",
    "runs-of-marks": "，。",
    "traditional": "國乾",
    "made-of": "包括目录组成",
    "approximate": "约246余条左右",
}


def _inside(text: str) -> str:
    """A correct report with the text in its prose and in a table."""
    half = text[: len(text) // 2]
    return REPORT.replace("围绕水旱灾害防御", f"围绕{half}水旱灾害防御", 1).replace(
        "\t（三）不予公开", f"\t{half}\n\t（三）不予公开", 1
    )


PLACES: dict[str, Callable[[str], str]] = {"alone": lambda text: text, "inside": _inside}


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


def _measurable(make: Callable[[int], bytes], settings: Settings) -> int:
    """The smallest size whose time can be measured."""
    size = SMALLEST
    while size < LARGEST and _seconds(make(size), settings) < MEASURABLE:
        size *= 2
    return size


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_text_takes_twice_the_time(kind: str, place: str, settings: Settings) -> None:
    unit = HOSTILE[kind]

    def make(size: int) -> bytes:
        return PLACES[place](unit * (size // len(unit))).encode()

    size = _measurable(make, settings)
    ratios: list[float] = []
    while len(ratios) < ATTEMPTS and (not ratios or median(ratios) > LIMIT):
        for _ in range(3 if ratios else 1):
            small, large = make(size), make(2 * size)
            ratios.append(_seconds(large, settings) / _seconds(small, settings))
    assert median(ratios) <= LIMIT, f"{kind} {place}, {size} characters: {ratios}"
