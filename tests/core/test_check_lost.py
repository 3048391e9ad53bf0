"""Words about a lost figure: moments as people write them; what a damaged journal says stays as it is."""

from __future__ import annotations

import pytest

from dts.core.check_lost import moment_text

MOMENTS = {
    "2025-02-20T09:15:00+07:00": "20/02/2025 09:15",
    "2025-02-20T02:15:00+00:00": "20/02/2025 09:15",
    "2025-02-20T17:30:00+00:00": "21/02/2025 00:30",
    "2025-02-20T09:15:00": "20/02/2025 09:15",
    "hôm qua": "hôm qua",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_moment_is_told_in_vietnamese_time(moment: str) -> None:
    """Always UTC+7; what is no moment is shown as found."""
    assert moment_text(moment) == MOMENTS[moment]
