"""Go's view of Python's values: their truth, and how they are printed."""

from __future__ import annotations

from dockctl.gotemplate.kinds import Pointer, Slice, unboxed
from dockctl.gotemplate.printing import sprint


def is_true(value: object) -> bool:
    """Tell whether ``if`` takes a value for true: whatever is not empty."""
    inner = unboxed(value)
    if isinstance(inner, Pointer):
        return inner.value is not None
    if inner is None or isinstance(inner, (bool, int, float, complex, str, list, tuple, dict, Slice)):
        return bool(inner)
    return True


def format_value(value: object) -> str:
    """Return a value as ``%v`` prints it, and as a template writes it."""
    return sprint([value])
