"""Which accepted title a section's means that has a wrong character or two."""

from __future__ import annotations

from ..report.headings import normalise
from ..report.model import Section

_TWO_WRONG = 8  # from so many characters on a title may have two wrong ones
_OTHER_PARTICLES = str.maketrans("地得", "的的")


def meant_name(section: Section) -> str | None:
    """The title that a section's means, in its own spelling but for the wrong characters
    (存在地主要问题, 政府信心); None where it is accepted, or in words of its own."""
    if section.exact:
        return None
    names = [normalise(name) for name in (section.form.name, *section.form.accepted)]
    with_particle = section.name.translate(_OTHER_PARTICLES)
    if normalise(with_particle) in names:
        return with_particle
    written = normalise(section.name)
    alike = [name for name in names if _is_slip(written, name)]
    if not alike:
        return None
    meant = min(alike, key=lambda name: len(_differing(written, name)))
    return _respelled(section.name, written, meant)


def _differing(written: str, name: str) -> list[int]:
    return [at for at, (one, other) in enumerate(zip(written, name, strict=True)) if one != other]


def _is_slip(written: str, name: str) -> bool:
    """Whether two titles differ in a character, or in two that are not another word's."""
    if len(written) != len(name) or len(name) < 4:
        return False
    differing = _differing(written, name)
    if len(differing) != 2:
        return len(differing) == 1
    first, second = differing
    # 需要说明 is another word than 需要报告, 需要汇报 mostly a slip.
    another = second == first + 1 and not set(written[first : second + 1]) & set(
        name[first : second + 1]
    )
    return len(name) >= _TWO_WRONG and not another


def _respelled(name: str, written: str, meant: str) -> str:
    """A title with the characters that differ put right, its marks and 的 left as they are."""
    spelled, at = [], 0
    for character in name.replace("其它", "其他"):
        if at < len(written) and normalise(character) == written[at]:
            if meant[at] != written[at]:
                character = meant[at]
            at += 1
        spelled.append(character)
    return "".join(spelled)
