"""What stands behind a name in a template: a method, a field of a structure, an entry of a map."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from dockctl.gotemplate.errors import ExecutionError, UnknownFieldError
from dockctl.gotemplate.functions import Function
from dockctl.gotemplate.kinds import STRING, Boxed, Map, Pointer, Structure, element, pointee, type_name
from dockctl.visible import quote

if TYPE_CHECKING:
    from collections.abc import Callable

_ABSENT = object()


class FieldError(Exception):
    """A field that a value can't have."""

    kind: type[ExecutionError] = UnknownFieldError


class NilFieldError(FieldError):
    """A field of something that is nil here."""

    kind = ExecutionError


class MissingKeyError(Exception):
    """A key that a map doesn't have."""


def find_field(value: object, name: str) -> tuple[object, Function | None]:
    """Return what ``value`` has as ``name``, or the method of that name.

    Raises FieldError, or MissingKeyError for a key that a map could have.
    """
    inner, is_nil = pointee(value)
    if isinstance(inner, Boxed) and is_nil:
        raise NilFieldError(f"nil pointer evaluating {type_name(value)}.{name}")
    member = getattr(inner, name, _ABSENT) if name[:1].isupper() else _ABSENT
    if callable(member):
        return None, _as_function(member)
    if isinstance(inner, Structure):
        if name in inner.hidden:
            raise NilFieldError(f"{name} is an unexported field of struct type {type_name(value)}")
        try:
            return inner.field(name), None
        except KeyError:
            pass
    elif isinstance(inner, dict) and (not isinstance(inner, Map) or inner.key == "string"):
        if name in inner:
            return element(inner, inner[name]), None
        raise MissingKeyError(f"map has no entry for key {quote(name)}")
    elif isinstance(inner, Pointer) and is_nil and name in (inner.names or (name,)):
        raise NilFieldError(f"nil pointer evaluating {type_name(value)}.{name}")
    elif member is not _ABSENT and not isinstance(inner, dict):
        return None, Function(lambda: member)  # a row's fields are methods in Go
    raise FieldError(f"can't evaluate field {name} in type {type_name(value)}")


def _as_function(method: Callable[..., object]) -> Function:
    """Return a method as a function; its parameters are strings unless it says otherwise."""
    declared = getattr(method, "parameters", None)
    if declared is None:
        declared = tuple(STRING for _ in inspect.signature(method).parameters)
    return Function(method, declared)
