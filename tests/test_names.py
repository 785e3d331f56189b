"""Names of organs: their parts, and which two can be no one's."""

from __future__ import annotations

import pytest
from gxlint.checks.names import certainly_other, parsed
from hypothesis import given
from hypothesis import strategies as st

PLACES = ("临江市", "云溪县", "市中区", "青禾镇", "北街街道", "南岭省", "景德镇市", "石门自治县")
OFFICES = ("水利局", "市场监督管理局", "教育和体育局", "人民政府", "乡村振兴局", "城市管理局")


@pytest.mark.parametrize(
    ("name", "place", "office", "level"),
    [
        ("云溪县水利局", "云溪县", "水利局", "县"),
        ("临江市市场监督管理局", "临江市", "市场监督管理局", "市"),
        ("临江市市中区教育局", "临江市市中区", "教育局", "区"),
        ("景德镇市水利局", "景德镇市", "水利局", "市"),
        ("临江市城市管理局", "临江市", "城市管理局", "市"),
        ("云溪县乡村振兴局", "云溪县", "乡村振兴局", "县"),
        ("青禾镇人民政府", "青禾镇", "", "镇"),
        ("云溪县人民政府办公室", "云溪县", "", "县"),
        ("临江市北街街道办事处", "临江市北街街道", "", "街道"),
        ("北街街道", "北街街道", "", "街道"),
        ("杭锦旗水利局", "杭锦旗", "水利局", "旗"),
    ],
)
def test_parts(name: str, place: str, office: str, level: str) -> None:
    found = parsed(name)
    assert found is not None
    assert (found.place, found.office, found.level) == (place, office, level)


@pytest.mark.parametrize(
    "name",
    [
        "水利局",
        "县水利局",
        "国家税务总局云溪县税务局",
        "临江市生态环境局云溪分局",
        "临江经济技术开发区管理委员会",
        "临江海关",
        "云溪县政务服务中心",
        "中共云溪县委办公室",
        "云溪县文化局（云溪县文物局）",
    ],
)
def test_names_that_say_too_little(name: str) -> None:
    assert parsed(name) is None


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("云溪县水利局", "云溪县水利局"),
        ("临江市云溪县水利局", "云溪县水利局"),
        ("县水利局", "云溪县水利局"),
        ("市教育局", "云溪县教育局"),
        ("云溪县人社局", "云溪县人力资源和社会保障局"),
        ("云溪县文体旅局", "云溪县文化旅游体育局"),
        ("云溪县卫健委", "云溪县卫生健康局"),
        ("临江市市中区科技局", "市中区科学技术局"),
        ("云溪县教育局", "云溪县教育和体育局"),
        ("云溪县人民政府", "云溪县水利局"),
        ("云溪县人民政府办公室", "青禾镇人民政府"),
        ("云溪县政务服务管理局", "云溪县人民政府"),
        ("云溪县人民政府办公室", "云溪县人民政府"),
        ("砲里街办", "东昌区砲里街道办事处"),
        ("青禾镇", "云溪县青禾镇人民政府"),
    ],
)
def test_names_that_may_be_one_organs(name: str, organ: str) -> None:
    assert not certainly_other(name, organ)


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("青山县水利局", "云溪县水利局"),
        ("云溪县林业局", "云溪县水利局"),
        ("红石镇人民政府", "青禾镇人民政府"),
        ("青山县人民政府办公室", "云溪县人民政府"),
        ("青山县水利局", "云溪县人民政府"),
        ("红石镇人民政府", "云溪县水利局"),
        ("临江市北关区教育局", "临江市市中区教育局"),
        ("华山市市场监督管理局", "临江市市场监督管理局"),
    ],
)
def test_names_of_two_organs(name: str, organ: str) -> None:
    assert certainly_other(name, organ)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(first: str, second: str) -> None:
    assert not certainly_other(first, first)
    assert isinstance(certainly_other(first, second), bool)


@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3), st.sampled_from(OFFICES))
def test_a_name_goes_on_from_its_place(places: list[str], office: str) -> None:
    name = "".join(places) + office
    found = parsed(name)
    assert found is not None
    assert (found.whole, found.rank in range(1, 5)) == (name, True)
    assert found.place.endswith(places[-1])
    assert not certainly_other(office, name)
