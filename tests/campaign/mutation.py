"""Small faults made in Python source, one at a time: what a slip of the hand may do to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
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
}
_CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_UNCHANGED = {"annotation", "returns", "decorator_list", "type_params"}


@dataclass(frozen=True)
class Mutant:
    """One fault: in which function or class, on which line, what became what, and the source."""

    scope: str
    line: int
    what: str
    source: str


@dataclass(frozen=True)
class _Place:
    """Where a node hangs: in the field of its parent, or in a list there."""

    parent: ast.AST
    field: str
    index: int | None

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants(source: str) -> Iterator[Mutant]:
    """Every fault: another comparison, operator, number or bytes; the least for the most; a
    condition the other way round; a statement or an error left out; nothing returned, or a part
    less."""
    tree = ast.parse(source)
    for scope, place, node in list(_walk(tree, "")):
        for fault in _faults(node):
            place.put(fault)
            what = f"{_said(node)} -> {_said(fault)}"
            yield Mutant(scope, getattr(node, "lineno", 0), what, ast.unparse(tree))
        place.put(node)


def _said(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _walk(parent: ast.AST, scope: str) -> Iterator[tuple[str, _Place, ast.AST]]:
    """What may be changed, with where it stands; types and texts are not."""
    for field, value in ast.iter_fields(parent):
        if field in _UNCHANGED:
            continue
        listed = isinstance(value, list)
        for index, node in enumerate(value if listed else [value]):
            if not isinstance(node, ast.expr | ast.stmt | ast.comprehension | ast.keyword):
                continue
            inner = scope
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                inner = f"{scope}.{node.name}".lstrip(".")
            yield inner, _Place(parent, field, index if listed else None), node
            yield from _walk(node, inner)


def _faults(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, [op], right):
            for other in _COMPARED[type(op)]:
                yield ast.Compare(left, [other()], right)
        case ast.Compare(left, ops, right):
            for at, op in enumerate(ops):
                other = _COMPARED[type(op)][0]
                yield ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _CALCULATED:
            yield ast.BinOp(left, _CALCULATED[type(op)](), right)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(bytes() as value):
            yield ast.Constant(value + b"?")
        case ast.Return(ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
            if isinstance(value, ast.Tuple) and len(value.elts) > 1:
                for at in range(len(value.elts)):
                    left = value.elts[:at] + value.elts[at + 1 :]
                    yield ast.Return(ast.Tuple(left, ast.Load()))
        case ast.Raise() | ast.AugAssign() | ast.Expr(ast.Call()):
            yield ast.Pass()
        case ast.Assign([ast.Subscript() | ast.Attribute()]):
            yield ast.Pass()
        case ast.Call(ast.Name(name), args, keywords) if name in _CALLED:
            yield ast.Call(ast.Name(_CALLED[name]), args, keywords)
        case ast.Continue():
            yield ast.Break()
        case ast.If(ast.Compare()) | ast.IfExp(ast.Compare()):
            pass  # its comparison is changed already
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
