"""The checks, by the name that rules use: this table is the whole list."""

from __future__ import annotations

from collections.abc import Mapping

from .agreement import statements_agree, text_agrees
from .breakdowns import breakdown_adds_up
from .characters import traditional_character
from .citations import citation, superseded_basis
from .contents import contents_list
from .dates import (
    dates_in_calendar,
    period_full_year,
    period_stated,
    period_year,
    periods_agree,
    sign_off_date,
)
from .hit import Check, Hit, Params, RelatedHit
from .hygiene import forbidden_text, source_encoding
from .identities import identity_holds
from .lists import list_count
from .marks import nested_title_marks, unpaired_mark
from .numbering import numbering_consistent
from .organ import organ_same
from .overview import overview_aspects
from .patterned import wrong_wording
from .percentages import percentage_right
from .personal import personal_data
from .phrases import fixed_phrase
from .previous import carried_over, stock_follows, text_own
from .punctuation import mark_between_titles, missing_full_stop, repeated_mark
from .repeats import repeated_paragraph, repeated_words
from .required import basis_named, content_named
from .statements import statement_agrees, statement_placed, statement_present
from .structure import (
    heading_levels,
    section_content,
    section_order,
    section_present,
    section_title,
    section_unique,
    sign_off_present,
)
from .tables import (
    amount_unit,
    cells_are_numbers,
    cells_filled,
    cells_readable,
    counts_possible,
    regulation_power,
    rows_present,
    stock_plausible,
    table_form_current,
    table_present,
)
from .title import title_complete
from .typos import typo
from .width import mark_width, stray_space
from .wording import confusable
from .years import plan_year, stale_year, year_conflict

__all__ = ["CHECKS", "Check", "Hit", "Params", "RelatedHit"]

CHECKS: Mapping[str, Check] = {
    "amount-unit": amount_unit,
    "basis-named": basis_named,
    "breakdown-adds-up": breakdown_adds_up,
    "carried-over": carried_over,
    "cells-are-numbers": cells_are_numbers,
    "cells-filled": cells_filled,
    "cells-readable": cells_readable,
    "citation": citation,
    "confusable": confusable,
    "content-named": content_named,
    "contents-list": contents_list,
    "counts-possible": counts_possible,
    "dates-in-calendar": dates_in_calendar,
    "fixed-phrase": fixed_phrase,
    "forbidden-text": forbidden_text,
    "heading-levels": heading_levels,
    "identity-holds": identity_holds,
    "list-count": list_count,
    "mark-between-titles": mark_between_titles,
    "mark-width": mark_width,
    "missing-full-stop": missing_full_stop,
    "nested-title-marks": nested_title_marks,
    "numbering-consistent": numbering_consistent,
    "organ-same": organ_same,
    "overview-aspects": overview_aspects,
    "percentage-right": percentage_right,
    "period-full-year": period_full_year,
    "period-stated": period_stated,
    "period-year": period_year,
    "periods-agree": periods_agree,
    "personal-data": personal_data,
    "plan-year": plan_year,
    "regulation-power": regulation_power,
    "repeated-mark": repeated_mark,
    "repeated-paragraph": repeated_paragraph,
    "repeated-words": repeated_words,
    "rows-present": rows_present,
    "section-content": section_content,
    "section-order": section_order,
    "section-present": section_present,
    "section-title": section_title,
    "section-unique": section_unique,
    "sign-off-date": sign_off_date,
    "sign-off-present": sign_off_present,
    "source-encoding": source_encoding,
    "stale-year": stale_year,
    "statements-agree": statements_agree,
    "statement-agrees": statement_agrees,
    "statement-placed": statement_placed,
    "statement-present": statement_present,
    "stock-follows": stock_follows,
    "stock-plausible": stock_plausible,
    "stray-space": stray_space,
    "superseded-basis": superseded_basis,
    "table-form-current": table_form_current,
    "table-present": table_present,
    "text-agrees": text_agrees,
    "text-own": text_own,
    "title-complete": title_complete,
    "traditional-character": traditional_character,
    "typo": typo,
    "unpaired-mark": unpaired_mark,
    "wrong-wording": wrong_wording,
    "year-conflict": year_conflict,
}
