"""5 rõ (rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả), 6 with thẩm quyền: which are missing."""

from __future__ import annotations

from dts.core.model import Assignment, DeadlineKind, Kind


def missing_clarity(kind: Kind, assignment: Assignment, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The missing rõ of a task, or of an indicator with a goal, in the order of `[rules] clarity`.

    rõ người needs a named `person`: the agency's head does not count. rõ thời gian is a date or thường xuyên. For an
    indicator việc is its name and kết quả its goal. Targets without goal are not asked.
    """
    if kind is not Kind.TASK and assignment.goal is None:
        return ()
    indicator = kind is not Kind.TASK
    have = {
        "person": assignment.person is not None,
        "work": indicator or assignment.work is not None,
        "time": assignment.deadline.kind is not DeadlineKind.NONE,
        "responsibility": assignment.responsibility is not None,
        "result": indicator or assignment.result is not None,
        "authority": assignment.authority is not None,
    }
    return tuple(key for key in wanted if not have[key])
