"""Mistakes of GX401, GX402, GX410 and GX411: the text says another number than the table."""

from __future__ import annotations

import random
import re

from .frame import Planted, plants, put

# Where a sentence's numbers are also parts of one another, the parts no longer add up either.
_PARTS = "GX404"
_NEW = re.compile(
    r"(?P<words>(?:收到|新收|受理)(?:政府信息公开|依)?申请(?:公开)?)(?P<number>\d+)件"
)
_KIND = re.compile(
    r"(?P<words>予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)(?P<number>\d+)件"
)
_CARRIED = re.compile(r"(?P<words>上年度?结转(?:政府信息公开申请)?)(?P<number>\d+)件")
_CARRIED_ON = re.compile(r"(?P<words>结转(?:下年度|\d{4}年)(?:继续)?(?:办理)?)(?P<number>\d+)件")
_NONE = re.compile(r"未收到(?:任何形式的)?政府信息公开申请")
_REVIEWS = re.compile(r"(?P<words>行政(?:复议|诉讼))(?P<number>\d+)件")
_ISSUED = re.compile(r"(?P<words>制发行政规范性文件|废止|现行有效)(?P<number>\d+)件")
_DECIDED = re.compile(r"(?P<words>行政(?:许可|处罚)决定)(?P<number>\d+)件")
_WIDER = re.compile("我[省市县区]新收|全[省市县区](?:各|共|新)")
_ROW = re.compile(r"(?P<row>一、本年新收政府信息公开申请数量\t.*\t)(?P<total>\d+)(?=\t*\n)")


def _other_number(rng: random.Random, text: str, pattern: re.Pattern[str]) -> Planted | None:
    """One of the numbers that a pattern finds becomes a larger one."""
    found = list(pattern.finditer(text))
    # What is said of all of a county may be more than what its government counts.
    if not found or _WIDER.search(text):
        return None
    match = rng.choice(found)
    number = int(match["number"]) + rng.randint(500, 900)
    return put(text, match, f"{match['words']}⟦{number}件⟧", _PARTS)


@plants("GX401")
def more_received(rng: random.Random, text: str) -> Planted | None:
    """``收到政府信息公开申请4件`` becomes ``收到政府信息公开申请604件``."""
    return _other_number(rng, text, _NEW)


@plants("GX401")
def another_answer(rng: random.Random, text: str) -> Planted | None:
    """``不予公开3件`` becomes ``不予公开703件``."""
    return _other_number(rng, text, _KIND)


@plants("GX401")
def more_carried_in(rng: random.Random, text: str) -> Planted | None:
    """``上年结转1件`` becomes ``上年结转601件``."""
    return _other_number(rng, text, _CARRIED)


@plants("GX401")
def more_carried_on(rng: random.Random, text: str) -> Planted | None:
    """``结转下年度继续办理1件`` becomes ``结转下年度继续办理601件``."""
    return _other_number(rng, text, _CARRIED_ON)


@plants("GX401")
def some_for_none(rng: random.Random, text: str) -> Planted | None:
    """``未收到政府信息公开申请`` becomes ``收到政府信息公开申请3件``."""
    match = _NONE.search(text)
    said = rng.choice(("收到政府信息公开申请", "受理依申请公开事项", "接到信息公开申请"))
    return match and put(text, match, f"{said}⟦{rng.randint(1, 9)}件⟧")


@plants("GX401")
def none_for_some(rng: random.Random, text: str) -> Planted | None:
    """``收到政府信息公开申请4件`` becomes ``未收到政府信息公开申请``."""
    match = _NEW.search(text)
    if match is None or match["number"] == "0" or text[match.end()] not in "，；。":
        return None
    said = rng.choice(("未收到政府信息公开申请", "没有收到依申请公开事项", "未接到信息公开申请"))
    before = text[: match.start()].removesuffix("共")
    return Planted(f"{before}⟦{said}⟧{text[match.end() :]}", frozenset({_PARTS}))


@plants("GX402")
def more_reviews(rng: random.Random, text: str) -> Planted | None:
    """``行政复议1件、行政诉讼0件`` becomes ``行政复议601件、行政诉讼0件``."""
    return _other_number(rng, text, _REVIEWS)


@plants("GX402")
def reviews_for_none(rng: random.Random, text: str) -> Planted | None:
    """Of a report that says there were none, one says how many."""
    match = re.search(r"没有因政府信息公开被申请行政复议、提起行政诉讼", text)
    said = rng.choice(("因政府信息公开被申请行政复议", "因信息公开引发行政诉讼"))
    return match and put(text, match, f"{said}⟦{rng.randint(1, 9)}件⟧")


@plants("GX410")
def another_document(rng: random.Random, text: str) -> Planted | None:
    """``制发行政规范性文件3件`` becomes ``制发行政规范性文件603件``."""
    return _other_number(rng, text, _ISSUED)


@plants("GX410")
def another_decision(rng: random.Random, text: str) -> Planted | None:
    """``行政许可决定26件`` becomes ``行政许可决定626件``."""
    return _other_number(rng, text, _DECIDED)


@plants("GX411")
def two_numbers(rng: random.Random, text: str) -> Planted | None:
    """The table has a word for the number, and a sentence behind it says another."""
    match, row = re.search(r"新收政府信息公开申请(\d+)件[^。\n]*。", text), _ROW.search(text)
    if match is None or row is None:
        return None
    number = int(match[1]) + rng.randint(1, 9)
    said = rng.choice(("本年度新收政府信息公开申请", "全年新收到依申请公开事项"))
    text = text[: row.start("total")] + "见附件" + text[row.end("total") :]
    added = f"{said}⟦{number}件⟧。"
    return Planted(text[: match.end()] + added + text[match.end() :], frozenset({"GX303"}))


@plants("GX411")
def two_numbers_published(rng: random.Random, text: str) -> Planted | None:
    """What was published is counted again, and comes to another number."""
    match = re.search(r"(?<=[局委镇乡]主动公开政府信息)(\d+)条[^。\n]*。", text)
    if match is None:
        return None
    said = rng.choice(("全年共主动公开政府信息", "本年度公开政府信息"))
    added = f"{said}⟦{int(match[1]) + rng.randint(1, 90)}条⟧。"
    return Planted(text[: match.end()] + added + text[match.end() :])
