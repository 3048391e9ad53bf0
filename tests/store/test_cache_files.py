"""One file of the cache: what is kept comes back whole or in parts, or not at all; it is the user's own."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import pytest

from dts import __version__
from dts.store import cache as module
from dts.store.cache import FORMAT, LOSSES, ROWS, STAMPS, Cache, digest, open_cache

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
NAME, KEY = "2025-02.toml", "k" * 40
PARTS: Mapping[str, object] = {"dat": {"figures": [1, 2]}, "tram": "số", "to": [], "viec": 63}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """The cache of a data folder, nothing in it yet."""
    (tmp_path / "home").mkdir()
    (tmp_path / "data").mkdir()
    made = open_cache(tmp_path / "data", environ(tmp_path))
    assert made is not None
    return made


def environ(place: Path) -> dict[str, str]:
    """Somebody whose cache folder lies there."""
    return {"XDG_CACHE_HOME": str(place / "home"), "LOCALAPPDATA": str(place / "home")}


def path_of(cache: Cache, name: str = NAME) -> Path:
    """The file that keeps a value."""
    return cache.folder / f"{name}.json"


# ── whose, and where ─────────────────────────────────────────────────────────


def test_each_data_folder_has_one_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below `dts`, the same however the folder is spelled, another for another folder."""
    found = [open_cache(tmp_path / name, environ(tmp_path)) for name in ("data", "data/../data", "other")]
    monkeypatch.chdir(tmp_path)
    found.append(open_cache(Path("data"), environ(tmp_path)))
    one, same, other, here = (each.folder for each in found if each is not None)
    assert one == same == here
    assert one != other
    assert {path.parent for path in (one, other)} == {tmp_path / "home" / "dts"}
    assert open_cache(tmp_path / "data", {}) is None


@POSIX
def test_nobody_else_can_look_into_it(cache: Cache) -> None:
    """Folder and files are the user's alone, whatever the umask."""
    before = os.umask(0)
    try:
        cache.write(NAME, KEY, {"a": 1})
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (cache.folder, path_of(cache))]
    assert modes == [0o700, 0o600]
    assert [path.name for path in cache.folder.iterdir()] == [f"{NAME}.json"]


def test_two_runs_may_make_the_folder_at_once(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by another between the look and the making: the value is kept all the same."""
    cache.folder.mkdir(parents=True)
    answers = iter([False])
    monkeypatch.setattr(Path, "is_dir", lambda path: next(answers, os.path.isdir(path)))  # noqa: PTH112
    cache.write(NAME, KEY, 7)
    assert cache.read(NAME, KEY) == 7


def test_a_folder_of_somebody_else_above_it_gets_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the value nor the folder for it."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no owners on this system")
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    cache.write(NAME, KEY, 7)
    assert not cache.folder.parent.exists()


def test_what_belongs_to_no_file_of_the_folder_is_forgotten(cache: Cache) -> None:
    """Of months that are gone, and of whatever else lies there; what is kept beside the files stays."""
    kept = [NAME, "targets.toml", f"{ROWS}3", STAMPS, LOSSES]
    for name in (*kept, "2024-12.toml", "khac"):
        cache.write(name, KEY, 7)
    cache.tidy([NAME, "targets.toml"])
    assert sorted(path.name for path in cache.folder.iterdir()) == sorted(f"{name}.json" for name in kept)
    assert sorted(kept[2:]) == ["losses", "rows-3", "stamps"]


# ── whole ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("value", [None, 7, "số", [1, "hai"], {"a": [{"đ": 2.5}]}])
def test_a_value_comes_back_under_its_key_alone(cache: Cache, value: object) -> None:
    """Another key, another file or a file that is not there give nothing."""
    cache.write(NAME, KEY, value)
    assert cache.read(NAME, KEY) == value
    assert cache.read(NAME, KEY[:-1]) is None
    assert cache.read("2025-01.toml", KEY) is None


def test_a_key_tells_everything_a_value_depends_on(cache: Cache) -> None:
    """The name, the bytes, what is hidden, and the program."""
    keys = [
        cache.key(NAME, b"a"),
        cache.key(NAME, b"b"),
        cache.key("2025-01.toml", b"a"),
        cache.key(NAME, b"a", "x"),
        cache.key(NAME, b"a", "x", "y"),
        cache.key(NAME, b"a", "x\ny", ""),
        cache._replace(edition="another").key(NAME, b"a"),
    ]
    assert len(set(keys)) == len(keys)
    assert keys[0] == cache.key(NAME, b"a")


@POSIX
def test_a_pipe_in_its_place_is_waited_for_by_nobody(cache: Cache) -> None:
    """It holds nothing."""
    cache.write(NAME, KEY, 7)
    path_of(cache).unlink()
    os.mkfifo(path_of(cache))
    assert cache.read(NAME, KEY) is None
    assert cache.read_slices(NAME, KEY) is None


@pytest.mark.parametrize(("size", "opens"), [(64 << 20, True), ((64 << 20) + 1, False)])
def test_a_giant_in_its_place_is_not_opened(cache: Cache, size: int, opens: bool) -> None:
    """Up to 64 MB."""
    cache.write(NAME, KEY, 7)
    os.truncate(path_of(cache), size)
    if opens:
        module._open_own(path_of(cache)).close()
    else:
        with pytest.raises(PermissionError):
            module._open_own(path_of(cache))


# ── in parts ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "value", [{"day": "2025-02-25"}, ["đ" * 40_000], "x" * module.CHUNK], ids=["short", "long", "chunk"]
)
@pytest.mark.parametrize("parts", [{}, {"tram": 1}, PARTS], ids=["none", "one", "some"])
def test_parts_come_back_one_by_one(cache: Cache, value: object, parts: Mapping[str, object]) -> None:
    """In whatever order they are asked for, just written or read again; what is not there is left out."""
    written = cache.write_slices(NAME, KEY, value, parts)
    read = cache.read_slices(NAME, KEY)
    assert read is not None
    for slices in (written, read):
        assert slices.value == value
        for names in (list(parts), [*reversed(parts), "khac"], [*parts][1:3], []):
            assert list(slices.parts(names)) == [(name, parts[name]) for name in names if name in parts]
        prints = dict(slices.fingerprints())
        assert sorted(prints) == sorted(parts)
        assert len(set(prints.values())) == len(prints)
    assert dict(read.fingerprints()) == dict(written.fingerprints())
    assert cache.read_slices(NAME, KEY[:-1]) is None


def test_parts_can_be_read_where_nothing_can_be_kept(cache: Cache) -> None:
    """A file stands where the folder should be."""
    cache.folder.parent.write_text("đây là một tệp", encoding="utf-8")
    written = cache.write_slices(NAME, KEY, 7, PARTS)
    assert dict(written.parts(PARTS)) == PARTS
    assert cache.read_slices(NAME, KEY) is None


def test_a_damaged_part_is_never_handed_out(cache: Cache) -> None:
    """The others still are; one that is gone is an error too."""
    cache.write_slices(NAME, KEY, 7, PARTS)
    raw = path_of(cache).read_bytes()
    path_of(cache).write_bytes(raw.replace('"số"'.encode(), '"sổ"'.encode()))
    read = cache.read_slices(NAME, KEY)
    assert read is not None
    assert list(read.parts(["viec", "dat"])) == [("viec", 63), ("dat", PARTS["dat"])]
    with pytest.raises(ValueError, match="damaged"):
        list(read.parts(["tram"]))
    path_of(cache).unlink()
    with pytest.raises(FileNotFoundError):
        list(read.parts(["dat"]))


HEAD = b'[7,{"a":[0,1,"x"]}]'


@pytest.mark.parametrize(
    ("first", "head", "body"),
    [
        (b"%(sign)s %(size)d", HEAD, b"1"),
        (b"%(sign)s %(size)d", HEAD, b""),
        (b"%(sign)s %(size)d", HEAD, b"12"),
        (b"%(sign)s -1", HEAD, b"1"),
        (b"%(sign)s ", HEAD, b"1"),
        (b"%(sign)s x", HEAD, b"1"),
        (b"%(sign)s 1%(size)d", HEAD, b"1"),
        (b"%(sign)s %(size)d0000000000", HEAD, b"1"),
        (b"%(sign)s x %(size)d", HEAD, b"1"),
        (b"%(sign)s %(size)d", b"[7]", b"1"),
        (b"%(sign)s %(size)d", b"7", b"1"),
        (b"%(sign)s %(size)d", b"[7,[]]", b""),
        (b"%(sign)s %(size)d", b'[7,{"a":1}]', b"1"),
        (b"%(sign)s %(size)d", b"[7,{", b"1"),
    ],
)
def test_only_what_fits_to_the_byte_is_read(cache: Cache, first: bytes, head: bytes, body: bytes) -> None:
    """The first row is right, every other one is nothing."""
    sign = module._head(KEY, head)
    assert sign.startswith(FORMAT.encode())
    cache.folder.mkdir(parents=True)
    path_of(cache).write_bytes(first % {b"sign": sign, b"size": len(head)} + b"\n" + head + body)
    found = cache.read_slices(NAME, KEY)
    right = (first, head, body) == (b"%(sign)s %(size)d", HEAD, b"1")
    assert (found is not None and found.value == 7) is right


def test_a_first_line_without_an_end_is_nothing(cache: Cache) -> None:
    """Torn right there."""
    cache.folder.mkdir(parents=True)
    path_of(cache).write_bytes(module._head(KEY, b"") + b" 0")
    assert cache.read_slices(NAME, KEY) is None
    assert cache.read(NAME, KEY) is None


def test_what_is_kept_looks_the_same_until_the_format_has_another_number(cache: Cache) -> None:
    """A file written by this version is read by this version: every byte of it, and the length of each fingerprint."""
    body, part = '{"đ":[1]}'.encode(), '"số"'.encode()
    cache.write(NAME, KEY, {"đ": [1]})
    first = f"dts-cache 2 {__version__} {KEY} {blake2b(body, digest_size=20).hexdigest()}\n"
    assert path_of(cache).read_bytes() == first.encode() + body
    cache.write_slices(NAME, KEY, 7, {"tram": "số"})
    head = f'[7,{{"tram":[0,{len(part)},"{blake2b(part, digest_size=10).hexdigest()}"]}}]'.encode()
    sign = blake2b(head, digest_size=20).hexdigest()
    first = f"dts-cache 2 {__version__} {KEY} {sign} {len(head)}\n"
    assert path_of(cache).read_bytes() == first.encode() + head + part
    assert len(cache.key(NAME, b"")) == 40
    assert [len(digest(b"x")), len(digest(b"x", 3))] == [40, 6]
