"""The two reports that tests of the command line check, and what is said of the right one."""

from __future__ import annotations

from .samples import correct_report

GOOD = correct_report("department-2024")
WRONG = GOOD.replace("至2024年12月31日", "至2024年12月30日")
CLEAN = "2024年，云溪县水利局，六部分，三张表200格，未发现问题\n"
