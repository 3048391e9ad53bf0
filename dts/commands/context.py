"""What every command is given: the folder, the day, the streams. Nothing below reads a clock or an environment."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dts.console import Console
from dts.core.assess import assess_all
from dts.core.dates import parse_date
from dts.core.lookup import closest, find
from dts.core.model import Level, Registry
from dts.core.period import Period
from dts.core.problem import UsageError
from dts.render.safe import safe
from dts.store.cache import Cache, open_cache
from dts.store.workspace import RECORDS, Workspace, find_folder, mark_journals, open_workspace

if TYPE_CHECKING:
    from dts.core.survey import Told
    from dts.store.desk import Desk
    from dts.store.folders import Folder
    from dts.store.standing import Entries
    from dts.store.verdicts import View

COMPLETING = "_DTS_COMPLETE"
"""Set by a shell's script when Tab was pressed: `complete_bash`, …; then the program answers with words to offer."""


class Context(NamedTuple):
    """The world of one run, handed in by `cli.main`."""

    console: Console
    today: date
    """The real day in Viet Nam."""
    now: datetime
    """The moment a record is stamped with."""
    environ: Mapping[str, str]
    current: Path
    folder: Path | None = None
    """What `-C` said."""
    use_cache: bool = True
    folders: "tuple[Folder, ...]" = ()
    """Where `-C` named several."""
    voice: str = ""
    """Beside other folders: how what is said of this one on stderr begins."""

    def open(self, *, judge: bool = False, named: bool = False) -> Workspace:
        """Find and read the data folder; foreign files are named on stderr. With `judge`, every file is judged anew.

        Several folders come joined; `named`: targets then carry their folder in their names, too.
        """
        if self.folders:
            from dts.commands.together import open_together

            return open_together(self, lambda each: each.open(judge=judge), named=named)
        folder, cache = self._find()
        marks = mark_journals(folder)
        if cache is None or judge:
            workspace = open_workspace(folder, self.today, watch=self._watch)
        else:
            from dts.store.recall import recall_workspace

            workspace = recall_workspace(folder, self.today, cache, watch=self._watch)
        self._name_foreign(folder, workspace.foreign)
        self._name_losses(workspace, workspace.entries, marks, cache)
        return workspace

    def assess(self, day: date, *, known_at: date | None = None, named: bool = False) -> "View":
        """Find and read the data folder, and assess every row as on a day; the rows may come without their series."""
        from dts.store.verdicts import View, open_view

        if self.folders:
            joined = self.open(named=named)
            rows = assess_all(joined.registry, joined.log, day, known_at=known_at)
            return View(joined.folder, joined.registry, rows, ())
        folder, cache = self._find()
        marks = mark_journals(folder)
        view = open_view(folder, self.today, day, known_at, cache, watch=self._watch)
        self._name_foreign(folder, view.foreign)
        self._name_losses(view, view.read, marks, cache)
        return view

    def _watch(self, files: Sequence[tuple[Period, Path]]) -> Iterable[tuple[Period, Path]]:
        """The files one by one, with a bar on a terminal where that takes long."""
        return self.console.progress(files, "Đọc tệp số liệu")

    def _find(self) -> tuple[Path, Cache | None]:
        folder = find_folder(self.folder, environ=self.environ, current=self.current)
        return folder, open_cache(folder, self.environ) if self.use_cache else None

    def _name_foreign(self, folder: Path, foreign: Iterable[str]) -> None:
        if not (folder / RECORDS).is_dir():
            self._say(f"Lưu ý: thư mục dữ liệu {folder} chưa có thư mục con {RECORDS}, nên chưa có số liệu nào.")
        for name in foreign:
            self._say(f"Lưu ý: Không đọc tệp “{safe(name)}” trong records (tên không đúng mẫu 2025-02.toml).")

    def _name_losses(
        self,
        seen: "Workspace | View",
        entries: "Entries",
        marks: Mapping[str, int],
        cache: Cache | None,
    ) -> None:
        """Say in one line what dts once wrote and what is in no file any more."""
        if not marks:
            return
        from dts.store.losses import tell_losses
        from dts.store.standing import know

        self._say_losses(tell_losses(seen.folder, seen.registry, entries, marks, know(cache, seen.prints)))

    def _say_losses(self, told: "Told") -> None:
        if told.is_silent:
            return
        from dts.report.lost import damage_line, lost_line

        if told.lost:
            self._say(lost_line(told.lost))
        for journal, lines in told.damaged.items():
            self._say(damage_line(journal, lines))

    def _say(self, text: str) -> None:
        self.console.message(self.voice + text)

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits at a terminal to answer."""
        return self.console.can_ask

    def ask(self, question: str) -> str:
        """Put a question on stderr and read the answer; the end of input is no answer."""
        return self.console.ask(question)

    def open_desk(self, *, tell_losses: bool = True) -> "Desk":
        """The folder as a writing command needs it; unsound record files and lost entries are named on stderr."""
        from dts.store.desk import open_desk
        from dts.store.ledger import find_scribe
        from dts.store.losses import find_losses
        from dts.store.standing import know

        folder, cache = self._find()
        marks = mark_journals(folder)
        desk = open_desk(folder, self.today, cache)
        if desk.unsound:
            names = ", ".join(desk.unsound)
            self.console.message(f"Lưu ý: chưa đọc được {names} trong records (xem: dts check); vẫn ghi được kỳ khác.")
        known = know(cache, desk.prints)
        losses = find_losses(folder, desk.registry, desk.entries, marks, unread=desk.unread, known=known)
        if tell_losses:
            self._say_losses(losses.told)
        scribe = find_scribe(self.environ, self.now)._replace(reached=losses.survey.reached)
        return desk._replace(scribe=scribe, losses=losses)

    def day(self, typed: str | None, option: str = "--as-of") -> date:
        """The day of the view, from what was typed."""
        return read_day(typed, option) or self.today


def read_day(typed: str | None, option: str) -> date | None:
    """A typed day, or None when nothing was typed."""
    if typed is None:
        return None
    try:
        return parse_date(typed)
    except ValueError as error:
        raise UsageError(f"{option}: {error}.") from None


def read_width(typed: str | None) -> int | None:
    """`--width` as a number of columns."""
    if typed is None:
        return None
    if not typed.isascii() or not typed.isdigit() or not 60 <= int(typed) <= 1000:
        raise UsageError(f"--width: “{typed}” phải là số cột từ 60 đến 1000, ví dụ --width 100.")
    return int(typed)


def find_target(registry: Registry, typed: str) -> str:
    """The one target meant by what was typed; several or none is a UsageError that lists them."""
    return pick_one(typed, *_targets(registry))


def find_targets(registry: Registry, typed: str) -> tuple[str, ...]:
    """The one target meant; of several folders, that of each which has it."""
    return _pick(registry, typed, _targets(registry))


def find_owner(registry: Registry, typed: str) -> str:
    """The one agency meant by what was typed."""
    return pick_one(typed, *_owners(registry))


def find_owners(registry: Registry, typed: str) -> tuple[str, ...]:
    """The one agency meant; of several folders, that of each which has it."""
    return _pick(registry, typed, _owners(registry))


def find_part(registry: Registry, typed: str | None) -> str | None:
    """The level or agency meant by `--for`; None when nothing was typed."""
    from dts.store.records import matching_part

    if typed is None:
        return None
    if (level := matching_part(typed)) is not None:
        return level
    try:
        return find_owner(registry, typed)
    except UsageError as error:
        raise UsageError(f"--for: {error}\nHoặc một cấp: {', '.join(Level)}.") from None


def find_group(registry: Registry, typed: str) -> str:
    """The one group meant by what was typed."""
    return pick_one(typed, *_groups(registry))


def find_groups(registry: Registry, typed: str) -> tuple[str, ...]:
    """The one group meant by what was typed; of several folders, that of each which has it."""
    return _pick(registry, typed, _groups(registry))


Choice = tuple[Mapping[str, Iterable[str]], Mapping[str, str], str]
"""The names of every id, its label in a list, and what all of them are."""


def _targets(registry: Registry) -> Choice:
    names = {key: (target.whole.name, target.whole.short) for key, target in registry.targets.items()}
    return names, {key: target.whole.short for key, target in registry.targets.items()}, "chỉ tiêu, nhiệm vụ"


def _owners(registry: Registry) -> Choice:
    names = {key: (owner.name, owner.short) for key, owner in registry.owners.items()}
    return names, {key: owner.short for key, owner in registry.owners.items()}, "đơn vị"


def _groups(registry: Registry) -> Choice:
    labels = {key: group.name for key, group in registry.groups.items()}
    return {key: (name,) for key, name in labels.items()}, labels, "nhóm"


def _pick(registry: Registry, typed: str, choice: Choice) -> tuple[str, ...]:
    if not registry.members:
        return (pick_one(typed, *choice),)
    from dts.commands.together import pick_in_each

    return pick_in_each(registry, typed, *choice)


def find_profile(registry: Registry, typed: str) -> str:
    """The one report of `[reports]` meant by what was typed."""
    labels = {key: each.agency or each.title or key for key, each in registry.reports.items()}
    return pick_one(typed, {key: (label,) for key, label in labels.items()}, labels, "báo cáo")


def pick_one(typed: str, names: Mapping[str, Iterable[str]], labels: Mapping[str, str], what: str) -> str:
    """The one of several ids meant by what was typed; several or none is a UsageError that lists them."""
    found = find(typed, names, names)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"  {key}: {labels[key]}" for key in found)
        raise UsageError(f"“{typed}” khớp {len(found)} {what}, chọn một:\n{listed}")
    near = closest(typed, names, names)
    hint = f" Gần giống: {', '.join(near)}." if near else ""
    raise UsageError(f"Không có {what} nào khớp “{typed}”.{hint}")
