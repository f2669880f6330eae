"""Go's comparison of values in templates."""

from __future__ import annotations

from dockctl.gotemplate.errors import CallError
from dockctl.gotemplate.kinds import Boxed, Pointer, Structure, is_number, type_name, unboxed
from dockctl.gotemplate.printing import sprintf

_BAD_TYPE = "invalid type for comparison"
_DIFFERENT = "incompatible types for comparison"


def _basic_kind(value: object) -> str:
    """Return the kind of a value that can be compared with others of it, "" for any other."""
    if isinstance(value, bool):
        return "bool"
    if is_number(value):
        return "int"
    names: tuple[tuple[type, str], ...] = ((float, "float"), (complex, "complex"), (str, "string"))
    return next((name for kind, name in names if isinstance(value, kind)), "")


def equal(first: object, *others: object) -> bool:
    """Tell whether ``first`` is one of the others; raises CallError for what can't be compared."""
    if not others:
        raise CallError("missing argument for comparison")
    left = unboxed(first)
    for boxed in others:
        right = unboxed(boxed)
        kind = _basic_kind(left)
        if kind != _basic_kind(right):
            if left is not None and right is not None:
                raise CallError(_DIFFERENT)
        elif left == right if kind else _same(left, right):
            return True
    return False


def _same(left: object, right: object) -> bool:
    """Tell whether two values that are no plain ones are the same."""
    if left is not None and right is not None and _reflect_kind(left) != _reflect_kind(right):
        names = (type_name(left), type_name(right))
        raise CallError(
            f"non-comparable types {sprintf('%s', [left])}: {names[0]}, {names[1]}: {sprintf('%v', [right])}"
        )
    if _is_nil(left) or _is_nil(right):
        return _is_nil(left) == _is_nil(right)
    if isinstance(right, (list, tuple, dict)):
        raise CallError(f"non-comparable type {sprintf('%s', [right])}: {type_name(right)}")
    if isinstance(left, Structure) and isinstance(right, Structure):
        return left.go_type == right.go_type and left.plain == right.plain
    return left is right


def _reflect_kind(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "slice"
    if isinstance(value, dict):
        return "map"
    return "ptr" if isinstance(value, Pointer) else "struct"


def _is_nil(value: object) -> bool:
    return (
        value is None
        or bool(getattr(value, "is_nil", False))
        or (isinstance(value, (Pointer, Boxed)) and value.value is None)
    )


def is_less(first: object, second: object) -> bool:
    """Tell whether ``first`` is less than ``second``; raises CallError for what can't be compared so."""
    left, right = unboxed(first), unboxed(second)
    kind, other = _basic_kind(left), _basic_kind(right)
    if not kind or not other:
        raise CallError(_BAD_TYPE)
    if kind != other:
        raise CallError(_DIFFERENT)
    if kind in {"bool", "complex"}:
        raise CallError(_BAD_TYPE)
    return bool(left < right)  # type: ignore[operator]  # both are of one kind that has an order
