"""The steps of `dts assign --new`: append a target, asking at a terminal for what was not typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dts.commands.assigning import Change, Plan, check_owner, say, write
from dts.commands.context import find_owner
from dts.commands.recording_judged import refusal
from dts.core.dates import parse_date
from dts.core.lookup import fold
from dts.core.model import Kind
from dts.core.numerals import parse_number
from dts.core.period import PeriodKind
from dts.core.problem import UsageError
from dts.report import assigned as words
from dts.report.words import KIND_NAMES
from dts.store.compose import Scalar
from dts.store.edit import Editor
from dts.store.tables import ID


def new_target(plan: Plan, change: Change, typed: Mapping[str, str | None]) -> int:
    """Append a new target; on a terminal what is missing is asked for."""
    if not ID.fullmatch(plan.target) or len(plan.target) > 40:
        raise UsageError("Chưa ghi: mã mới chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ: so-hoa-ho-so")
    if plan.target in plan.registry.targets:
        raise UsageError(f"Chưa ghi: đã có chỉ tiêu, nhiệm vụ mã “{plan.target}”; bỏ --new để điều chỉnh.")
    if plan.part is not None:
        raise UsageError("Chưa ghi: thêm mới trước, rồi mới giao riêng cho cấp, đơn vị bằng --for.")
    fields = _new_fields(plan, change, typed)

    def edit(editor: Editor) -> None:
        editor.add_table(("targets",), plan.path, fields, many=False)

    written = write(plan, edit)
    row = plan.row(written.registry)
    lines = words.new_lines(written.registry, row, dry_run=plan.dry_run)
    basis = row.assignment.basis
    say(plan, written, words.given(written.registry, row), lines, action="new", basis=basis)
    return 0


def _new_fields(plan: Plan, change: Change, typed: Mapping[str, str | None]) -> dict[str, Scalar | list[str]]:
    texts = change.texts

    def ask(key: str, label: str, *, required: bool = False, only: bool = True) -> str | None:
        return _ask(plan, texts.get(key), label, f"--{key}", required=required) if only else texts.get(key)

    kind = _ask(
        plan,
        typed["kind"],
        f"Loại ({', '.join(f'{kind} {name}' for kind, name in KIND_NAMES.items())})",
        "--kind",
        required=True,
    )
    if kind not in tuple(Kind):
        raise UsageError(f"Chưa ghi: --kind: “{kind}” không có; chọn một trong: {', '.join(Kind)}.")
    every = typed["every"]
    if every is not None and every not in [each for each in PeriodKind if each is not PeriodKind.NINE_MONTHS]:
        raise UsageError(f"Chưa ghi: --every: “{every}” không có; chọn month, quarter, half hoặc year.")
    fields: dict[str, Any] = {
        "name": ask("name", "Tên", required=True),
        "kind": kind,
        "group": typed["group"],
        "unit": ask("unit", "Đơn vị tính", required=True, only=kind == Kind.COUNT),
        "owner": change.owner or _ask_owner(plan),
        "partners": list(change.partners) or None,
        "person": ask("person", "Rõ người"),
        "work": ask("work", "Rõ việc", only=kind == Kind.TASK),
        **(change.goal or _ask_goal(plan, kind)),
        **(change.deadline or _ask_deadline(plan)),
        "deadline_text": texts.get("deadline_text"),
        "every": every,
        "responsibility": ask("responsibility", "Rõ trách nhiệm"),
        "result": ask("result", "Rõ kết quả", only=kind == Kind.TASK),
        "authority": texts.get("authority"),
        "basis": ask("basis", "Căn cứ", required=True),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _ask_owner(plan: Plan) -> str | None:
    typed = _ask(plan, None, "Đơn vị chủ trì", "--owner")
    if typed is None:
        return None
    try:
        owner = find_owner(plan.registry, typed)
    except UsageError as error:
        raise refusal(str(error)) from None
    check_owner(plan, owner)
    return owner


def _ask_deadline(plan: Plan) -> Mapping[str, object]:
    """`30/6/2025` includes its day, `trước 30/6/2025` does not, `thường xuyên` has none."""
    typed = _ask(plan, None, "Thời hạn, ví dụ 30/6/2025, trước 30/6/2025, thường xuyên", "--by")
    if typed is None:
        return {}
    words_typed = fold(typed)
    if words_typed == "thuong xuyen":
        return {"ongoing": True}
    before = words_typed.startswith("truoc")
    day = typed.split()[-1] if before else typed.strip()
    try:
        return {"before" if before else "by": parse_date(day)}
    except ValueError as error:
        raise refusal(f"thời hạn: {error}") from None


GOAL_SIGNS = {"≥": "at_least", ">=": "at_least", "≤": "at_most", "<=": "at_most", ">": "above", "<": "below"}


def _ask_goal(plan: Plan, kind: str | None) -> Mapping[str, object]:
    """`≥ 80`, `<= 20`, `> 50`: a sign and a number; nothing is asked of a task."""
    typed = None if kind == Kind.TASK else _ask(plan, None, "Mục tiêu, ví dụ >= 80, <= 20, > 50", "--at-least")
    if typed is None:
        return {}
    text = typed.strip()
    sign = next((each for each in ("≥", "≤", ">=", "<=", ">", "<") if text.startswith(each)), None)
    if sign is None:
        raise UsageError(f"Chưa ghi: mục tiêu “{text}” chưa nêu dấu; gõ như: >= 80, <= 20, > 50, < 5")
    try:
        return {GOAL_SIGNS[sign]: parse_number(text.removeprefix(sign).strip().removesuffix("%").strip())}
    except ValueError as error:
        raise refusal(f"mục tiêu: {error}") from None


def _ask(plan: Plan, given: str | None, label: str, option: str, *, required: bool = False) -> str | None:
    """What was typed, else the answer at a terminal (Enter: leave it open), else a refusal where it is required."""
    if given is not None:
        return given
    if not plan.context.can_ask:
        if required:
            raise UsageError(f"Chưa ghi: còn thiếu {label.split(' (')[0].lower()}; thêm {option} …")
        return None
    answer = plan.context.ask(f"{label}{'' if required else ' (Enter: chưa rõ)'}: ").strip()
    if not answer and required:
        raise UsageError(f"Chưa ghi: còn thiếu {label.split(' (')[0].lower()}; thêm {option} …")
    return answer or None
