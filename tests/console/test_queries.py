"""The source of the console: no query of people's rows goes past the scope."""

from __future__ import annotations

import ast

from tests.modules import ROOT, read

GUARDED = frozenset({"Person", "Application", "CheckIn", "Task", "Outcome", "Thread", "Contact"})


def stray_queries(tree: ast.Module) -> list[int]:
    """Lines with a select of guarded rows that is handed neither to the scope nor to a name that is."""
    scoped: set[int] = set()
    handed: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_scope(node.func.value):
            scoped |= {id(inner) for inner in ast.walk(node)}
            handed |= {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in handed for target in node.targets
        ):
            scoped |= {id(inner) for inner in ast.walk(node)}
    within = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in scoped:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in ("select", "get", "get_one", "query"):
            continue
        whole: ast.AST = node  # with what is chained to it: .where(...)
        while isinstance(outer := within.get(id(whole)), (ast.Attribute, ast.Call)) and whole in (
            getattr(outer, "value", None),
            getattr(outer, "func", None),
        ):
            whole = outer
        if {inner.id for inner in ast.walk(whole) if isinstance(inner, ast.Name)} & GUARDED:
            found.append(node.lineno)
    return found


def _is_scope(node: ast.expr) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr == "scope") or (
        isinstance(node, ast.Name) and node.id == "scope"
    )


def test_every_query_of_peoples_rows_passes_the_scope() -> None:
    modules = [module for module in read(ROOT, ("console",)) if module.path.name != "scope.py"]
    stray = {str(module.path): lines for module in modules if (lines := stray_queries(module.parsed()))}
    assert stray == {}


def test_a_query_past_the_scope_is_found() -> None:
    source = """
def page(visit, db):
    good = select(Person.id)
    db.scalars(visit.scope.people(good.where(x)))
    db.scalars(visit.scope.tasks(select(Task)))
    bad = select(Person)
    worse = db.session.get(CheckIn, 3)
    return select(func.count()).where(Application.state == "x")
"""
    assert stray_queries(ast.parse(source)) == [6, 7, 8]
