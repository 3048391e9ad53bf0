"""The small changes that mutation testing makes: which places of a module may change, and into what.

Comparisons and their boundaries, boolean and arithmetic operators, conditions, whole numbers by one, True and False,
keys and keywords emptied, calls and jumps removed, None returned. Not sentences, annotations, docstrings, dataclass
options, `strict=` of zip, calls of `assert_never`.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
KEY = re.compile(r"[A-Za-z0-9_.-]+")
SWAPS: Mapping[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
}
Lines = set[tuple[str, int]]
"""Lines of files."""


class Mutant(NamedTuple):
    """One change of one file."""

    file: str
    line: int
    change: str
    number: int
    """Which of the module's changes."""
    word: str
    """The key or keyword emptied; empty where something else changes."""
    lines: frozenset[tuple[str, int]]
    """The lines whose tests may notice."""


@cache
def source_of(file: str) -> str:
    """The text of a module, as it was when first asked for."""
    return (ROOT / file).read_text(encoding="utf-8")


class Place(NamedTuple):
    """Where a node hangs in its tree."""

    parent: ast.AST
    field: str
    at: int | None
    function: bool
    """Inside a function: it runs when that is called, not at import."""

    @property
    def node(self) -> ast.AST:
        """What hangs there."""
        value = getattr(self.parent, self.field)
        return value if self.at is None else value[self.at]  # type: ignore[no-any-return]

    def put(self, node: ast.AST) -> None:
        """Hang another there."""
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


def places(tree: ast.AST, *, function: bool = False) -> Iterator[Place]:
    """Every place of a tree where something may change."""
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        inside = function or (isinstance(tree, ast.FunctionDef) and field == "body")
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST) and not skipped(tree, child):
                yield Place(tree, field, index, inside)
                yield from places(child, function=inside)


def skipped(parent: ast.AST, child: ast.AST) -> bool:
    """Docstrings, parts of sentences, imports and the options that only guard the programmer."""
    match child:
        case ast.Expr(value=ast.Constant()) | ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case ast.keyword(arg="strict" | "kw_only" | "slots" | "frozen"):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Constant():
            return isinstance(parent, ast.JoinedStr)
    return False


def replacements(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=more):
            for at, op in enumerate(ops):
                yield from (ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], more) for other in SWAPS[type(op)])  # type: ignore[list-item]
        case ast.BoolOp(op=op, values=values):
            yield from (ast.BoolOp(other(), values) for other in SWAPS[type(op)])  # type: ignore[arg-type]
        case ast.BinOp(left=left, op=op, right=right) if not any(map(is_text, (left, right))):
            yield from (ast.BinOp(left, other(), right) for other in SWAPS.get(type(op), ()))  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=str(value)) if KEY.fullmatch(value):
            yield ast.Constant("")
        case ast.Return(value=ast.expr() as value) if not is_empty(value):
            yield ast.Return(ast.Constant(None))
        case (
            ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom())
            | ast.Assign(targets=[ast.Attribute() | ast.Subscript()])
        ):
            yield ast.Pass()
        case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
    if field in ("test", "ifs", "guard") and isinstance(node, ast.Name | ast.Call | ast.Attribute | ast.NamedExpr):
        yield ast.UnaryOp(ast.Not(), node)


def is_text(node: ast.AST) -> bool:
    """Whether a node is a piece of text, where arithmetic would only be an error."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def is_empty(node: ast.AST) -> bool:
    """Whether returning None says the same."""
    return isinstance(node, ast.Constant) and not node.value


def changes(tree: ast.AST) -> Iterator[tuple[Place, ast.AST, ast.AST]]:
    """Every change of a module, in the order of its text: the place, what stands there, what may."""
    for place in places(tree):
        node = place.node
        for new in replacements(node, place.field):
            yield place, node, ast.copy_location(new, node)


def mutants_of(file: str, mentions: Mapping[str, Lines]) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text."""
    tree = ast.parse(source_of(file))
    home: dict[ast.AST, ast.stmt] = {}
    for each in ast.walk(tree):
        for child in ast.iter_child_nodes(each):
            home[child] = child if isinstance(child, ast.stmt) else home[each]
    for number, (place, node, new) in enumerate(changes(tree)):
        line = getattr(node, "lineno", home[node].lineno)
        lines = {(file, home[node].lineno)} if place.function else set(named(tree, home[node], mentions))
        word = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        yield Mutant(file, line, f"{brief(node)} → {brief(new)}", number, word, frozenset({*lines, (file, line)}))


def text_of(mutant: Mutant) -> str:
    """The whole module with the change."""
    tree = ast.parse(source_of(mutant.file))
    place, _, new = next(islice(changes(tree), mutant.number, None))
    place.put(new)
    return ast.unparse(ast.fix_missing_locations(tree))


def named(tree: ast.Module, home: ast.stmt, mentions: Mapping[str, Lines]) -> Iterator[tuple[str, int]]:
    """The lines that mention what a statement of a module or class body names."""
    holders = [each.name for each in tree.body if isinstance(each, ast.ClassDef) and home in each.body]
    names = {node.id for node in ast.walk(home) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    if isinstance(home, ast.FunctionDef | ast.ClassDef):
        names = {home.name}
    elif holders and not all(name.isupper() for name in names):
        names = set(holders)  # the default of a field is seen where its class is built
    for name in names:
        yield from mentions[name]


def brief(node: ast.AST) -> str:
    """A node in one short line."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:89]}…"


def find_mentions(files: Iterable[str]) -> Mapping[str, Lines]:
    """Where each name is read."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for file in files:
        for node in ast.walk(ast.parse(source_of(file))):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                    found[name].add((file, node.lineno))
    return found
