"""Mistakes of GX405: the name of another organ, left over from its report."""

from __future__ import annotations

import random
import re

from .frame import Planted, plants, put

# Organs whose place and office are in their name.
_NAME = r"(?P<place>云溪县青禾镇|临江市市中区|云溪县|临江市|青禾镇)"
_OFFICE = r"(?P<office>水利局|市场监督管理局|教育和体育局|人民政府办公室|人民政府)"
_SIGNED = re.compile(rf"(?m)^(?P<indent>[ \u3000]*){_NAME}{_OFFICE}(?=[\s\u3000]+(?:20|二))")
_END = 150  # characters in which the sign-off stands
_AUTHOR = re.compile(rf"(?<=报告由){_NAME}{_OFFICE}(?=按照)")
_PUBLISHED = re.compile(rf"(?<=现向社会公布){_NAME}{_OFFICE}(?=20)")
_OVERVIEW = re.compile(r"(?m)^[^\n。]{0,14}(?:总体|概述)[^\n。]{0,8}$")
_SENTENCE = re.compile(r"(?m)(?<=。)$")
_OTHERS = {"县": "青山县", "市": "华山市", "区": "青山县北关区", "镇": "云溪县红石镇"}


def _elsewhere(match: re.Match[str]) -> str:
    """The same office of another place, marked."""
    return f"⟦{_OTHERS[match.group('place')[-1]]}{match.group('office')}⟧"


@plants("GX405")
def another_sign_off(rng: random.Random, text: str) -> Planted | None:
    """The sign-off of the organ whose report this was written over."""
    found = _SIGNED.search(text, len(text) - _END)
    return put(text, found, found.group("indent") + _elsewhere(found)) if found else None


@plants("GX405")
def another_author(rng: random.Random, text: str) -> Planted | None:
    """The preamble's organ."""
    found = _AUTHOR.search(text) or _PUBLISHED.search(text)
    return put(text, found, _elsewhere(found)) if found else None


@plants("GX405")
def another_word_for_itself(rng: random.Random, text: str) -> Planted | None:
    """``我镇`` in the report of a 局, ``我局`` in that of a 镇."""
    words = {"我局": "我镇", "我镇": "我局", "我厅": "我乡", "我委": "我街道"}
    own = next((word for word in words if text.count(word) > 1), None)
    begins = re.search(
        r"(?m)^[#*\s]*(?:[一（(]+[、）)]?)?[^\n。]{0,12}(?:总体|概述)[^\n。]{0,8}$", text
    )
    if own is None or begins is None:
        return None
    end = rng.choice(list(_SENTENCE.finditer(text, begins.end())))
    return put(text, end, f"群众可以到⟦{words[own]}⟧便民服务中心查阅。")
