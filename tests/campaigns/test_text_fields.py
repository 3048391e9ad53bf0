"""Whatever stands in a text field stays text in every output.

An official may paste from a web page, a chat or a stranger's workbook into any field: no report, screen or file made
from it colours, links, calculates, runs or hides anything, in their own hands or in the hands of whoever receives it.

Every folder of this campaign has a hostile text in each of its text fields. From one folder to the next the texts move
one field on, so that as many folders as there are texts are the whole product texts × fields × outputs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dts.store import records, rules, targets
from tests.campaigns.fields import ROOMS, TARGETS, Field, escaped, other_fields, text_fields, typed, write_folder
from tests.campaigns.outputs import (
    OUTPUTS,
    Answer,
    Output,
    call,
    read_data,
    read_docx,
    read_excel_csv,
    read_html,
    read_markdown,
    read_text,
    read_xlsx,
    run,
)
from tests.campaigns.payloads import PAYLOADS, Payload, live_characters, squeezed
from tests.campaigns.sizes import sized, some

ACCEPTED = [payload for payload in PAYLOADS if not payload.refused]
REFUSED = [payload for payload in PAYLOADS if payload.refused]
ROTATIONS = len(ACCEPTED)
SHORT = targets.MAX_SHORT - 7
"""Room that the mark leaves in a `short` name."""
SAMPLE = 3
SUPERSEDED = re.compile(
    r"targets.toml:(?:successor|owners\.dv-cu\.head|targets\.ti-le\.(?:for\.xa\.)?basis|targets\.viec-.*\.authority"
    r"|imports\.bieu\.sheet)"
    r"|records/2025-02.toml:(?:figure\.0\..*|figure\.[123]\.reason|sent\.0\.recorded_by|.*\.restored_by)"
)
"""Fields no view of this folder shows: a later document, figure or setting of the folder stands in their place, or they
stay in the file (`restored_by`), or speak of the next form only (`sheet`)."""
MARK = re.compile(r"zq(\d\d\d)z")


def mark(index: int) -> str:
    """Ends the text of a field, so that it is found again in an output."""
    return f" zq{index:03d}z"


def texts_of(rotation: int | None) -> dict[Field, Payload]:
    """A text for each field; None gives harmless words, the twin whose outputs show how each is built."""
    plain = Payload("plain", "chữ thường")
    chosen = {}
    for index, field in enumerate(text_fields()):
        payload = plain if rotation is None else ACCEPTED[(index + rotation) % ROTATIONS]
        chosen[field] = plain if field.path[-1] == "short" and len(payload.text) > SHORT else payload
    return chosen


def write_texts(folder: Path, chosen: dict[Field, Payload], *, string: Callable[[str], str] = typed) -> Path:
    """The folder with a marked text in each field."""
    values = {}
    for index, (field, payload) in enumerate(chosen.items()):
        text = payload.text + mark(index)
        values[field] = [text] if field.is_list else text
    return write_folder(folder, values, string=string)


@cache
def twin() -> dict[str, Answer]:
    """Every output of the harmless folder."""
    with TemporaryDirectory() as name:
        aside = Path(name) / "aside"
        aside.mkdir()
        folder = write_texts(Path(name) / "data", texts_of(None))
        return {output.name: run(output, folder, aside) for output in OUTPUTS}


def check_built(output: Output, answer: Answer, plain: Answer) -> None:
    """Data has not changed what the output is made of."""
    assert answer.code == plain.code, answer.err
    assert not live_characters(answer.err)
    assert len(answer.seen) == len(plain.seen)
    for one, other in zip(answer.seen, plain.seen, strict=True):
        if output.read in (read_html, read_markdown, read_data, read_excel_csv):
            assert one.built == other.built
        elif output.read in (read_docx, read_xlsx):  # long names make more lines; never other elements
            assert set(one.built) == set(other.built)


def check_whole(output: Output, answer: Answer, chosen: list[Payload]) -> None:
    """Wherever a field's mark is read, all of its text stands before it."""
    for seen in answer.seen:
        texts = ["\n".join(seen.texts)] if output.read in (read_docx, read_text) else seen.texts
        for text in texts if output.linear else ():
            found = squeezed(text)
            for match in MARK.finditer(found):
                payload = chosen[int(match[1])]
                wanted = (squeezed(payload.visible), squeezed(payload.text))
                assert found[: match.start()].endswith(wanted), f"{payload.name} in {output.name}"


@pytest.mark.parametrize("rotation", range(sized(SAMPLE, ROTATIONS)))
def test_hostile_text_is_only_text(rotation: int, tmp_path: Path) -> None:
    """A hostile text in every field at once: no output crashes, changes its make-up, carries anything live or hides."""
    rotation = rotation * ROTATIONS // sized(SAMPLE, ROTATIONS)
    chosen = texts_of(rotation)
    folder = write_texts(tmp_path / "data", chosen, string=(typed, escaped)[rotation % 2])
    aside = tmp_path / "aside"
    aside.mkdir()
    for output in OUTPUTS:
        answer = run(output, folder, aside)
        check_built(output, answer, twin()[output.name])
        check_whole(output, answer, list(chosen.values()))
    for variant in ((), ("--excel",)):  # what went out comes in again as the same
        assert call(["-C", str(folder), "export", str(aside / "ra"), *variant, "--force"])[0] == 0
        code, out, err = call(["-C", str(folder), "import", str(aside / "ra" / "figures.csv"), "--dry-run"])
        assert code == 0, out + err
        assert "MỚI (0)" in out
        assert "THAY ĐỔI (0)" in out
        assert not live_characters(out + err)


def test_every_text_is_shown_somewhere() -> None:
    """No field is looked at by nobody: each text appears in some output, unless a later one took its place."""
    shown = {
        int(found)
        for answer in twin().values()
        for seen in answer.seen
        for text in seen.texts
        for found in MARK.findall(squeezed(text))
    }
    unseen = [field.name for index, field in enumerate(text_fields()) if index not in shown]
    assert [name for name in unseen if not SUPERSEDED.fullmatch(name)] == []


def test_there_are_enough_texts_and_fields() -> None:
    """At least forty texts; every tuple of keys that a reader knows is tried, so a new key cannot be forgotten."""
    assert len(PAYLOADS) >= 40
    assert len({payload.name for payload in PAYLOADS}) == len(PAYLOADS)
    assert len(text_fields()) > 100
    tried = {key for room in ROOMS for key in room.keys}
    tuples = [(name, keys) for module in (targets, rules, records) for name, keys in vars(module).items()]
    known = {key for name, keys in tuples if name.endswith("_KEYS") and name != "LATER_ROOT_KEYS" for key in keys}
    assert known <= tried


# ── what a reader refuses ────────────────────────────────────────────────────

READERS = (("check",), ("status",), ("check", "--json"), ("report",), ("record", "ti-le", "31%"))


def check_refused(folder: Path, *, least: int = 1) -> str:
    """Readers stop with places and sentences, nothing live in them; no file is touched. The words of check."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    said = ""
    for argv in READERS[: sized(1, len(READERS))]:
        code, out, err = call(["-C", str(folder), *argv])
        assert code == (1 if argv[0] == "check" else 3), (argv, out[-300:], err[-300:])
        assert not live_characters(out + err)
        assert len(out + err) < 500_000
        if argv == ("check",):
            said = out
    assert said.count("LỖI  ") >= least
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return said


@pytest.mark.parametrize("payload", some(REFUSED, 2), ids=lambda payload: payload.name)
@pytest.mark.parametrize("string", [typed, escaped], ids=["typed", "escaped"])
def test_control_characters_are_refused_in_every_field(
    payload: Payload, string: Callable[[str], str], tmp_path: Path
) -> None:
    """A text no keyboard types is refused wherever it stands, each field named with its line."""
    fields = [each for each in text_fields() if each.file == TARGETS]
    fields = fields if len(payload.text) < 3000 else fields[:3]
    values = {each: [payload.text] if each.is_list else payload.text for each in fields}
    folder = write_folder(tmp_path, values, string=string)
    said = check_refused(folder, least=min(len(fields), 40))
    assert re.search(r"LỖI {2}targets\.toml:\d+:\d+\n", said)


@pytest.mark.parametrize("payload", some(PAYLOADS, 4), ids=lambda payload: payload.name)
def test_hostile_text_where_no_text_belongs(payload: Payload, tmp_path: Path) -> None:
    """In place of numbers, days, ids and closed words the text is refused and shown harmlessly in the sentence."""
    tables = {"schema", "rules", "groups", "owners", "targets", "reports", "for", "kind", "target", "period"}
    tables |= {"figure", "explanation", "note", "sent", "baseline", "milestones", "revisions", "breaks"}
    fields = [each for each in other_fields() if each.path[-1] not in tables]
    if len(payload.text) > 3000:
        fields = fields[::6]
    said = check_refused(write_folder(tmp_path, dict.fromkeys(fields, payload.text)), least=min(len(fields) // 3, 40))
    if not payload.refused:
        assert squeezed(payload.visible)[:40] in squeezed(said) or payload.name in ("newline", "toml-breakout")


@pytest.mark.parametrize("payload", some(PAYLOADS, 4), ids=lambda payload: payload.name)
def test_hostile_names(payload: Payload, tmp_path: Path) -> None:
    """As the name of a key, target, agency, group or report the text is refused; no path, no id is made from it."""
    if payload.name == "option-like":
        pytest.skip("a hyphen in front makes no name hostile")
    write_folder(tmp_path, {})
    name = typed(payload.text)
    with (tmp_path / "targets.toml").open("a", encoding="utf-8", newline="") as file:
        file.write(f'\n[targets.{name}]\nname = "x"\nkind = "task"\n\n[owners.{name}]\nname = "x"\nlevel = "xa"\n')
        file.write(
            f'\n[groups.{name}]\nname = "x"\n\n[reports.{name}]\n\n[targets.ti-le.for.{name}]\nby = 2025-12-31\n'
        )
        file.write(f"\n[targets.moi]\n{name} = 1\n")
    with (tmp_path / "records" / "2025-02.toml").open("a", encoding="utf-8", newline="") as file:
        file.write(f"\n[[figure]]\ntarget = {name}\nfor = {name}\nvalue = 1\n{name} = 1\n\n[{name}]\n")
    check_refused(tmp_path, least=2)
