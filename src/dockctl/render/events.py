"""Events of an engine, one a line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from dockctl.errors import DockctlError
from dockctl.gotemplate.encoding import encode
from dockctl.gotemplate.kinds import Structure
from dockctl.render.inspection import EXIT_TEMPLATE, parse_template
from dockctl.render.rows import JSON

if TYPE_CHECKING:
    from dockctl.engine.payloads.system import Event
    from dockctl.streams import Output

_NANOSECONDS = 1_000_000_000
_BAD_FORMAT = "Error parsing format: "
_NOTHING: Event = {"Type": "", "Action": "", "Actor": {"ID": "", "Attributes": {}}}


class EventWriter:
    """Writes events in docker's own layout, as JSON or through a template; raises DockctlError for a bad one."""

    def __init__(self, output: Output, format_: str) -> None:
        self._output = output
        self._as_json = format_ == JSON
        self._template = parse_template(format_, prefix=_BAD_FORMAT) if format_ and not self._as_json else None
        if self._template:
            self._line(_NOTHING)

    def write(self, event: Event) -> None:
        """Write one event."""
        self._output.write(self._line(event) + "\n")

    def _line(self, event: Event) -> str:
        if self._as_json:
            return encode(_structure(event))
        if self._template is None:
            return format_event(event)
        from dockctl.gotemplate.errors import ExecutionError

        try:
            return self._template.render(_structure(event))
        except ExecutionError as error:
            raise DockctlError(f"{_BAD_FORMAT}{error}", exit_status=EXIT_TEMPLATE) from error


def _structure(event: Event) -> Structure:
    """Return an event as docker's templates know it."""
    actor = event["Actor"]
    attributes = dict(actor.get("Attributes") or {})
    fields = {
        "Status": event.get("status", ""),
        "ID": event.get("id", ""),
        "From": cast("str", event.get("from", "")),
        "Type": event["Type"],
        "Action": event["Action"],
        "Actor": Structure({"ID": actor["ID"], "Attributes": attributes}, actor, go_type="events.Actor"),
        "Scope": event.get("scope", ""),
        "Time": event.get("time", 0),
        "TimeNano": event.get("timeNano", 0),
    }
    return Structure(fields, event, go_type="*events.Message")


def format_event(event: Event) -> str:
    """Return an event as docker shows one: time, type, action, object and, in brackets, its attributes."""
    moment = event.get("timeNano") or event.get("time", 0) * _NANOSECONDS
    seconds, nanoseconds = divmod(moment, _NANOSECONDS)
    local = datetime.fromtimestamp(seconds, UTC).astimezone()
    zone = f"{local:%z}"
    offset = "Z" if zone == "+0000" else f"{zone[:3]}:{zone[3:]}"
    text = f"{local:%Y-%m-%dT%H:%M:%S}.{nanoseconds:09d}{offset} {event['Type']} {event['Action']} {event['Actor']['ID']}"
    attributes = event["Actor"].get("Attributes") or {}
    shown = ", ".join(f"{name}={attributes[name]}" for name in sorted(attributes))
    return f"{text} ({shown})" if shown else text
