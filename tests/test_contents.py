"""The preamble's list of contents, in the forms it takes."""

from __future__ import annotations

import pytest
from gxlint.catalogue import load_catalogue
from gxlint.checks.contents import find_contents

FORM = load_catalogue().forms["2021"]
SIX = (
    "overview",
    "active_disclosure",
    "requests",
    "review_litigation",
    "problems",
    "other_matters",
)


@pytest.mark.parametrize(
    ("listed", "parts", "number"),
    [
        (
            "由“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”"
            "“政府信息公开行政复议、行政诉讼情况”“存在的主要问题及改进情况”"
            "“其他需要报告的事项”六个部分组成",
            SIX,
            6,
        ),
        (
            "全文共6部分：总体情况；主动公开政府信息的情况；依法申请公开情况；因政府信息公开申请行政复议、"
            "提起行政诉讼情况；存在的问题、改进措施；其他事项",
            SIX,
            6,
        ),
        (
            "包括总体情况、主动公开、收到和处理政府信息公开申请、行政复议及行政诉讼、"
            "存在问题和下一步打算以及其它需要报告的事项",
            SIX,
            None,
        ),
        (
            "由概述、主动公开情况、行政复议和行政诉讼情况、主要问题及改进情况等五大部分构成",
            ("overview", "active_disclosure", "review_litigation", "problems"),
            5,
        ),
    ],
)
def test_every_part_is_told(listed: str, parts: tuple[str, ...], number: int | None) -> None:
    text = f"本报告根据《条例》编制，{listed}。数据截至年底。"
    found = find_contents(text, len(text), FORM)
    assert found is not None
    assert (found.parts, found.number, found.clear, found.others) == (parts, number, True, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "总体情况良好，主动公开信息86条。",
        "内容包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。",
        "总体看，主动公开有进步。收到的申请均已答复。未发生行政复议。问题还有两个方面。",
    ],
)
def test_other_sentences_are_no_list(sentence: str) -> None:
    assert find_contents(sentence, len(sentence), FORM) is None


def test_items_that_are_not_understood_are_not_counted() -> None:
    text = (
        "由概述、主动公开情况、政策解读、依申请公开情况、咨询处理情况、行政复议情况、"
        "问题和措施、说明与附表八部分组成。"
    )
    found = find_contents(text, len(text), FORM)
    assert found is not None
    assert not found.clear
