"""Traditional characters: the table, and where they are found."""

from __future__ import annotations

import pytest
from gxlint.catalogue import load_catalogue

from .reading import said

PAIRS = load_catalogue().rules["GX512"].params["pairs"].split()


def test_every_pair_is_a_traditional_and_a_simplified_character() -> None:
    assert len(PAIRS) > 1300
    assert len({pair[0] for pair in PAIRS}) == len(PAIRS)
    for traditional, simplified in PAIRS:
        assert simplified.encode("gb2312")
        with pytest.raises(UnicodeEncodeError):  # so texts without them are told at once
            traditional.encode("gb2312")


def test_characters_that_stand_together_are_one_finding() -> None:
    assert said("GX512", "落實國務院要求，依法辦理；稱①。") == [
        ("實國務", ("实国务",)),
        ("辦", ("办",)),
        ("稱", ("称",)),
    ]


def test_a_text_in_traditional_characters_is_left_alone() -> None:
    text = "依據條例規定編製本報告，統計期限為全年，並向社會公開發佈。"
    assert said("GX512", text * 40) == []
