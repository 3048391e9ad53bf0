"""`dts init`: a new data folder, explained line by line, or the shipped data of a province to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dts.commands.context import Context

EXAMPLES = """dts init so-lieu                      thư mục mới, mỗi loại chỉ tiêu một ví dụ có giải thích
dts init                              ngay trong thư mục đang đứng (phải trống)
dts init thu --example                số liệu thật của tỉnh Vĩnh Phúc, để làm quen"""

STARTER_NEXT = (
    ("edit", "thay ví dụ bằng chỉ tiêu, nhiệm vụ của cơ quan"),
    ("check", "soát lỗi sau khi sửa"),
    ("status", "xem còn thiếu gì, của ai, còn mấy ngày"),
)
EXAMPLE_NEXT = (
    ("status --as-of 25/2/2025", "bảng ngày 25/02/2025"),
    ("show dinh-danh --as-of 25/2/2025", "mọi thông tin về một chỉ tiêu"),
    ("report --as-of 25/2/2025", "báo cáo kỳ"),
)


def init(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="THƯ_MỤC", help="Thư mục mới hoặc trống (mặc định: thư mục đang đứng).", show_default=False
        ),
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Chép số liệu mẫu của tỉnh Vĩnh Phúc thay cho các ví dụ.")
    ] = False,
) -> None:
    """Tạo thư mục dữ liệu mới."""
    from dts.store.create import create_folder
    from dts.store.example import example_files
    from dts.store.starter import starter_files

    context: Context = ctx.obj
    given = Path(folder) if folder is not None else context.folder or Path()
    files = example_files() if example else starter_files(context.today)
    create_folder(context.current / given, files)
    place = f"thư mục dữ liệu {given}" if given != Path() else "thư mục dữ liệu ở đây"
    program = _program(context, given)
    following = EXAMPLE_NEXT if example else STARTER_NEXT
    width = max(len(words) for words, _why in following)
    context.console.answer(
        [
            f"Đã tạo {place}: {_listed(list(files))}.",
            "Ba lệnh tiếp theo:",
            *(f"  {program} {words.ljust(width)}   {why}" for words, why in following),
        ]
    )


def _listed(names: list[str]) -> str:
    """Few files by name, many by number."""
    return ", ".join(names) if len(names) <= 2 else f"{names[0]} và {len(names) - 1} tệp trong records"


def _program(context: Context, folder: Path) -> str:
    """How to call dts on the new folder from here."""
    if folder == Path() and not context.environ.get("DTS_DIR"):
        return "dts"
    name = str(context.current if folder == Path() else folder)
    return f'dts -C "{name}"' if " " in name else f"dts -C {name}"
