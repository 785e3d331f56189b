"""Mistakes of GX1: a list of contents that is wrong."""

from __future__ import annotations

import random
import re

from .frame import Planted, plants, put

_NUMBER = re.compile(r"(?<=事项)((?:等|共)?)([六6])(部分|个部分|项内容|个方面)")


# Section five with one half of it only.
_PROBLEMS_ONLY = (
    "一是政策解读形式较为单一；二是个别栏目更新不够及时。",
    "（一）公开内容不够全面。\n\n（二）专职人员不足。",
    "政府信息公开工作虽有进步，但公开的深度和广度与群众的期盼还有差距。",
    "工作人员业务能力有待加强，主动公开意识还需提高。",
    "存在的主要问题：部门间信息共享不畅，公开时效性不强。",
    "由于人员变动频繁，业务衔接不够顺畅，影响了信息公开的质量。",
    "存在的主要问题及改进情况：一是思想认识不到位；二是公开形式单一。",
    "公开内容多以工作动态为主，实质性内容偏少，将会议报道等同于政务公开的情况还存在。",
    "群众对政府信息公开的知晓率较低，宣传不够深入。",
    "部分科室重视程度不高，未能按规定时限提供信息，栏目之间更新频次不均衡。",
)
_IMPROVEMENTS_ONLY = (
    "下一步，将加强业务培训，提高公开质量。",
    "继续完善工作机制，丰富公开形式，加大公开力度。",
    "一是加强组织领导；二是丰富公开内容；三是强化监督检查。",
    "改进措施：建立台账，明确专人负责；定期通报更新情况。",
    "今后，将进一步规范公开流程，及时更新信息，不断提高服务水平。",
    "坚持问题导向，健全长效机制，推动政务公开工作再上新台阶。",
    "下一步将拓展公开渠道，提升解读水平，及时回应热点难点问题。",
    "存在问题及改进措施：下一步，加强学习，提高认识。",
    "深化重点领域信息公开，着力解决群众关心的用水问题，优化服务。",
)
_SECTION_FIVE = re.compile(
    r"(?m)^(?P<heading>[^\n。，\t]{0,8}[^\n。，\t]{0,10}问题[^\n。，\t]{0,16})\n+(?P<body>[\s\S]+?)\n+"
    r"(?=[#*（\s　]{0,4}(?:六|6)?[、）]?\s?其[他它]需要报告|[^\n]{0,6}需要报告的其他)"
)


@plants("GX112")
def half_of_section_five(rng: random.Random, text: str) -> Planted | None:
    """Only problems, or only what is done about them."""
    found = _SECTION_FIVE.search(text, text.find("尚未审结"))
    if found is None:
        return None
    heading = found.group("heading")
    inner = heading.strip(" \u3000#*：")
    marked = heading.replace(inner, f"⟦{inner}⟧")
    body = rng.choice(rng.choice((_PROBLEMS_ONLY, _IMPROVEMENTS_ONLY)))
    return put(text, found, f"{marked}\n\n{body}\n\n")


@plants("GX114")
def another_number_of_parts(rng: random.Random, text: str) -> Planted | None:
    """``…等六部分组成`` becomes ``…等五部分组成``."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    before, number, words = found.groups()
    other = rng.choice("五七" if number == "六" else "57")
    return put(text, found, f"{before}⟦{other}{words}⟧")
