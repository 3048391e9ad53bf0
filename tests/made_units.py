"""A made province of many units: 12 sở, 9 huyện, 136 → 121 → 36 xã over two years. Invented figures, made by rule.

On 01/01/2025 28 communes merge into 13; on 01/7/2025 the districts end and 121 communes become 36. One target is given
to every commune, one to every district, one to each sở; some communes send late, some never.
"""

from __future__ import annotations

from pathlib import Path

LAST_MONTH = (2025, 8)


def communes() -> list[tuple[str, str, str | None, str | None, str | None]]:
    """(id, name, since, until, successor) of every commune that ever existed."""
    found: list[tuple[str, str, str | None, str | None, str | None]] = []
    for number in range(1, 137):
        if number <= 28:
            heir = f"xa-moi-{(number + 1) // 2 if number <= 26 else 13}"
            found.append((f"xa-{number}", f"Xã {number}", None, "2024-12-31", heir))
        else:
            found.append((f"xa-{number}", f"Xã {number}", None, "2025-06-30", f"xa-lon-{number % 36 + 1}"))
    found += [
        (f"xa-moi-{number}", f"Xã mới {number}", "2025-01-01", "2025-06-30", f"xa-lon-{number % 36 + 1}")
        for number in range(1, 14)
    ]
    found += [(f"xa-lon-{number}", f"Xã lớn {number}", "2025-07-01", None, None) for number in range(1, 37)]
    return found


def owner(key: str, name: str, level: str, **more: str | None) -> str:
    """One [owners.…] table."""
    lines = [f"[owners.{key}]", f'name = "{name}"', f'level = "{level}"']
    lines += [f"{field} = {value}" for field, value in more.items() if value is not None]
    return "\n".join(lines) + "\n\n"


def targets() -> str:
    """targets.toml."""
    text = 'schema = 1\ntitle = "Tỉnh nhiều đơn vị"\nprovince = "Thử Nghiệm"\n\n'
    text += "[rules]\ndue_day = { tinh = 25, huyen = 20, xa = 18 }\n\n"
    for number in range(1, 13):
        text += owner(f"so-{number}", f"Sở số {number}", "tinh", head=f'"Giám đốc Sở số {number}"')
    for number in range(1, 10):
        text += owner(f"huyen-{number}", f"Huyện {number}", "huyen", until="2025-06-30", successor='"so-1"')
    for key, name, since, until, heir in communes():
        text += owner(key, name, "xa", since=since, until=until, successor=f'"{heir}"' if heir else None)
    for number in range(1, 13):
        text += (
            f'[targets.viec-{number}]\nname = "Nhiệm vụ của Sở số {number}"\nkind = "task"\nowner = "so-{number}"\n'
            f'by = 2025-{number:02d}-15\nbasis = "Kế hoạch thử nghiệm"\n\n'
        )
    for level, name in (("xa", "cấp xã"), ("huyen", "cấp huyện")):
        text += (
            f'[targets.ho-so-{level}]\nname = "Hồ sơ trực tuyến {name}"\nkind = "ratio"\nunit = "hồ sơ"\n'
            f'for_each = "{level}"\nat_least = 80\nby = 2025-12-31\nevery = "month"\nbasis = "Kế hoạch thử nghiệm"\n\n'
        )
    return text


def figure(target: str, unit: str, numerator: int, denominator: int, day: str) -> str:
    """One [[figure]] block of a unit."""
    return (
        f'[[figure]]\ntarget = "{target}"\nfor = "{unit}"\nnumerator = {numerator}\ndenominator = {denominator}\n'
        f"recorded_at = {day}\n\n"
    )


def write_many_units(folder: Path) -> Path:
    """Write the folder: two years of months, the last one with 17 communes missing."""
    (folder / "targets.toml").write_text(targets(), encoding="utf-8")
    records = folder / "records"
    records.mkdir()
    months = [(year, month) for year in (2024, 2025) for month in range(1, 13) if (year, month) <= LAST_MONTH]
    for step, (year, month) in enumerate(months):
        day, cutoff = f"{year}-{month:02d}-16", f"{year}-{month:02d}-14"
        text = f'period = "{year}-{month:02d}"\n\n'
        living = [key for key, _name, since, until, _heir in communes() if (since or "") <= cutoff <= (until or "9")]
        silent = 17 if (year, month) == LAST_MONTH else 0
        for number, key in enumerate(living[silent:]):
            text += figure("ho-so-xa", key, 40 + step + number % 7, 100, day)
        if (year, month) <= (2025, 6):
            for number in range(1, 10):
                text += figure("ho-so-huyen", f"huyen-{number}", 500 + 10 * step + number, 1000, day)
        (records / f"{year}-{month:02d}.toml").write_text(text, encoding="utf-8")
    return folder
