"""How the figure of every expected period came: in time, late, not yet, not at all (Nghị định 09/2019, điều 12, 13)."""

from __future__ import annotations

from dts.core.assess import Assessment
from dts.core.model import Kind, Registry
from dts.core.timeliness import Data, Timeliness, expected_periods, handed_in


def assess_deliveries(registry: Registry, row: Assessment) -> tuple[Timeliness, ...]:
    """Every closed period a figure of the row is expected for, oldest first.

    Empty for tasks, for targets without `every` and for totals over units, whose parts are asked instead.
    """
    every = row.assignment.every
    if every is None or row.target.kind is Kind.TASK or (row.is_total and row.target.for_each is not None):
        return ()
    unit = registry.owners.get(row.part) if row.part else None
    ends = [day for day in (registry.until, unit.until if unit else None) if day is not None]
    expected = expected_periods(
        row.series,
        row.assignment,
        row.calendar,
        row.today,
        exists_until=min(ends, default=None),
        exists_since=unit.since if unit else None,
    )
    reported = {item.figure.period: item for item in row.series if item.figure.period.kind == every}
    found = []
    for period in expected:
        due = period.due(row.calendar, lag_months=row.assignment.lag_months)
        late = (row.today - due).days
        if period in reported:
            found.append(handed_in(reported[period], due))
        elif late > 0:
            found.append(Timeliness(Data.MISSING, period, due, late, (period,)))
        else:
            state = Data.AWAITING if row.assignment.lag_months else Data.COLLECTING
            found.append(Timeliness(state, period, due, -late, pending=(period,)))
    return tuple(found)
