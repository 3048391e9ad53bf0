"""The steps of `dts report`: what was asked for, the report itself, letters to agencies, the note that it was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from dts.commands.context import Context, find_owners, find_profile, read_day, read_width
from dts.core.assess import assess_all
from dts.core.dates import format_date, parse_date
from dts.core.model import Profile
from dts.core.period import Period, last_closed, parse_period, period_of_data
from dts.core.problem import UsageError
from dts.core.scope import is_in_scope, is_reported
from dts.core.typed import clean_text
from dts.render.formats import BEHIND, BINARY, SUFFIXES, Format, dress
from dts.report.paper import Behind, Paper
from dts.report.periodic_sentences import Brief
from dts.report.words import uncapital
from dts.store.workspace import Workspace

OFFICE = 'Cần cài thêm phần Word/Excel: pip install "dts[office]".'


class Order(NamedTuple):
    """What was asked for, read."""

    context: Context
    brief: Brief
    chosen: str
    """How the period was chosen, when nobody named one."""
    sent: bool
    went: date | None
    """With --sent: the day typed, if any."""
    width: int | None

    @classmethod
    def read(
        cls,
        context: Context,
        words: Sequence[str],
        *,
        days: Mapping[str, str | None],
        owner: str | None,
        sent: bool,
        width: str | None,
    ) -> Order:
        """Read the folder and every word typed. Raises UsageError, DataError."""
        today, known = context.day(days["as_of"]), read_day(days["known_at"], "--known-at")
        columns = read_width(width)
        workspace = context.open(named=True)
        went, names = _days_apart(words) if sent else (None, list(words))
        profile = _profile(workspace, names)
        period, chosen = _period(workspace, profile, days, today)
        rows = assess_all(workspace.registry, workspace.log, today, known_at=known)
        rows = [row for row in rows if is_reported(workspace.registry, row, profile)]
        scope = ""
        if owner is not None:
            keys = find_owners(workspace.registry, owner)
            rows = [row for row in rows if is_in_scope(workspace.registry, row, owners=keys)]
            scope = ", ".join(workspace.registry.owners[key].name for key in keys)
        brief = Brief(workspace.registry, workspace.log, rows, period, today, known, scope, profile)
        return cls(context, brief, chosen, sent, went, columns)

    def refuse_mixtures(self, **given: str | bool | None) -> None:
        """Options that only make sense with others, or not together."""
        for key in ("to", "by"):
            if given[key] is not None and not self.sent:
                raise UsageError(f"--{key} chỉ dùng cùng --sent.")
        kinds = {"--sent": self.sent, "--each-owner": given["each_owner"], "--one-page": given["one_page"]}
        together = [name for name, value in kinds.items() if value]
        if len(together) > 1:
            raise UsageError(f"{' và '.join(together)}: chỉ dùng một trong số này.")
        if given["json"] and (given["output"] is not None or (together and together != ["--one-page"])):
            raise UsageError("--json in ra màn hình; không dùng cùng -o, --sent, --each-owner.")


def _days_apart(words: Sequence[str]) -> tuple[date | None, list[str]]:
    """Of what was typed behind --sent, the day and the rest."""
    days, names = [], []
    for word in words:
        try:
            days.append(parse_date(word))
        except ValueError:
            if word[:1].isdigit() and ("/" in word or "-" in word):
                read_day(word, "--sent")
            names.append(word)
    if len(days) > 1:
        raise UsageError("--sent: chỉ một ngày gửi.")
    return (days[0] if days else None), names


def _profile(workspace: Workspace, names: Sequence[str]) -> Profile | None:
    if not names:
        return None
    reports = workspace.registry.reports
    if not reports:
        raise UsageError(f"Không có báo cáo riêng “{' '.join(names)}”: targets.toml chưa có mục [reports.<tên>].")
    return reports[find_profile(workspace.registry, " ".join(names))]


def _period(
    workspace: Workspace, profile: Profile | None, days: Mapping[str, str | None], today: date
) -> tuple[Period, str]:
    """The period named, the one with the day named, else the last closed; and the words for a choice of ours."""
    calendar = workspace.registry.report_calendar(profile)
    every = profile.every if profile else "month"
    day = read_day(days["date"], "--date")
    chosen = ""
    if days["period"] is not None and day is not None:
        raise UsageError("--period và --date: chỉ dùng một trong hai.")
    if days["period"] is not None:
        try:
            period = parse_period(days["period"])
        except ValueError as error:
            raise UsageError(f"--period: {error}.") from None
    elif day is not None:
        period = period_of_data(every, day, calendar)
    else:
        period = last_closed(every, today, calendar)
        chosen = f"Kỳ do chương trình chọn: {period.label}, kỳ vừa chốt số liệu."
    first, _cutoff = period.window(calendar)
    if first > today:
        raise UsageError(f"Kỳ {period.label} chưa bắt đầu (số liệu từ {format_date(first)}).")
    return period, chosen


# ── the report ───────────────────────────────────────────────────────────────


def make_report(
    order: Order,
    *,
    form: str | None,
    output: str | None,
    template: str | None,
    force: bool,
    one_page: bool,
    json: bool,
) -> int:
    """The periodic report, or the page to hand out; on stdout or into a file."""
    from dts.report.handout import handout
    from dts.report.periodic import periodic_report

    chosen = _format(form, output)
    behind = Behind.TABLES if json else BEHIND[chosen]
    paper = handout(order.brief) if one_page else periodic_report(order.brief, behind)
    console = order.context.console
    if order.chosen and not one_page:
        console.message(order.chosen)
    if json:
        from dts.render.data import to_json
        from dts.report.machine_report import report_data

        console.out.write(to_json(report_data(order.brief, paper)))
        return 0
    if output is None and chosen is Format.TEXT and console.is_terminal and order.width is None:
        from dts.render.paper_text import paper_screen

        console.show(paper_screen(paper, console.width(None)))
        return 0
    data = dressed(paper, chosen, order.width, template)
    if output is None:
        console.text(data.decode("utf-8").splitlines())
        return 0
    from dts.store.output import write_output

    write_output(Path(output), data, force=force)
    draft = "." if one_page else " (dự thảo). Để trống: số, ký hiệu, Kính gửi, người ký."
    console.message(f"Đã lập: {output}{draft}")
    return 0


def _format(typed: str | None, output: str | None) -> Format:
    """The format asked for, else that of the file's suffix, else text; a binary one needs a file."""
    if typed is not None and typed not in tuple(Format):
        raise UsageError(f"--format: “{typed}” không có; chọn một trong: {', '.join(Format)}.")
    suffix = Path(output).suffix.lower() if output is not None else ""
    meant = SUFFIXES.get(suffix)
    if typed is None and suffix and meant is None:
        raise UsageError(f"-o: đuôi tệp {suffix} không rõ dạng nào; dùng {', '.join(SUFFIXES)} hoặc thêm --format.")
    chosen = Format(typed) if typed else meant or Format.TEXT
    if meant is not None and meant is not chosen:
        raise UsageError(f"--format {chosen} trái với đuôi tệp {suffix}; bỏ một trong hai.")
    if output is None and chosen in BINARY:
        raise UsageError(f"Dạng {chosen} phải ghi ra tệp: thêm -o bao-cao.{chosen}.")
    return chosen


def dressed(paper: Paper, form: Format, width: int | None, template: str | None) -> bytes:
    """The bytes of a paper in a format. Raises UsageError when the office extra or the template is missing."""
    if template is not None and form is not Format.DOCX:
        raise UsageError("--template chỉ dùng cho dạng docx.")
    from dts.store.output import read_template

    base = read_template(Path(template)) if template is not None else None
    try:
        return dress(paper, form, width=width, template=base)
    except ImportError:
        raise UsageError(f"Chưa lập: {uncapital(OFFICE)}") from None
    except ValueError as error:
        raise UsageError(f"--template: {error}.") from None


# ── letters ──────────────────────────────────────────────────────────────────


def make_letters(order: Order, folder: str, *, template: str | None, force: bool) -> int:
    """One letter per agency with anything late, as Word and as a short text; all are built before one is written."""
    from dts.report.letters import write_letters
    from dts.store.output import check_outputs, write_output

    found = write_letters(order.brief)
    console, target = order.context.console, Path(folder)
    files: list[tuple[Path, bytes]] = []
    word = find_spec("docx") is not None
    if not word:
        console.message(f"Chỉ lập dạng chữ. {OFFICE}")
    for letter in console.progress(found.letters, "Đang lập văn bản đôn đốc"):
        files.append((target / f"{letter.owner}.txt", dressed(letter.short, Format.TEXT, order.width, None)))
        if word:
            files.append((target / f"{letter.owner}.docx", dressed(letter.formal, Format.DOCX, None, template)))
    check_outputs(target, [path for path, _data in files], force=force)
    for path, data in files:
        write_output(path, data, force=force)
    if found.letters:
        console.text([f"Đã lập {len(found.letters)} văn bản đôn đốc trong thư mục {folder}:"])
        width = max(len(letter.owner) for letter in found.letters)
        console.text([f"  {letter.owner.ljust(width)}  {letter.counts}" for letter in found.letters])
    else:
        console.text(["Không có đơn vị nào phải đôn đốc."])
    console.text(["Không lập cho đơn vị không có việc quá hạn, sắp đến hạn, chưa gửi số liệu.", *found.without])
    return 0


def _clean(key: str, text: str | None) -> str | None:
    try:
        return None if text is None else clean_text(text)
    except ValueError as error:
        raise UsageError(f"Chưa ghi: --{key}: {error}.") from None


# ── sent ─────────────────────────────────────────────────────────────────────


def note_sent(order: Order, *, to: str | None, by: str | None) -> int:
    """Append [[sent]] to the period's file: entries recorded later are corrections after the report went out."""
    from dts.store.recording import Entry, write_entries

    context, brief = order.context, order.brief
    day = order.went or context.today
    if day > context.today:
        raise UsageError(f"Chưa ghi: ngày {format_date(day)} chưa đến.")
    first, _cutoff = brief.period.window(brief.calendar)
    if day < first:
        raise UsageError(f"Chưa ghi: kỳ {brief.period.label} bắt đầu {format_date(first)}, sau ngày gửi.")
    to, by = (_clean(key, text) for key, text in (("to", to), ("by", by or context.environ.get("DTS_BY"))))
    if to == "":
        raise UsageError('Chưa ghi: --to trống. Gõ lại: --to "Văn phòng UBND tỉnh"')
    entry = Entry(
        "sent",
        {
            "on": day,
            "to": to,
            "report": brief.profile.id if brief.profile else None,
            "recorded_at": context.now,
            "recorded_by": by or None,
        },
    )
    desk = context.open_desk(tell_losses=False)  # told when the folder was read
    recorded = write_entries(desk, brief.period, [entry], context.today, [], dry_run=False)
    where = f"records/{recorded.written.path.name}, dòng {recorded.line}"
    context.console.answer(
        [
            f"Đã ghi: báo cáo kỳ {brief.period.label} đã gửi ngày {format_date(day)}" + (f", gửi {to}" if to else ""),
            "  Số liệu ghi sau ngày này được nêu là đính chính sau khi gửi báo cáo.",
            *([f"  {order.chosen}"] if order.chosen else []),
            f"  Tệp: {where}",
        ]
    )
    return 0
