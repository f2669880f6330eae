"""What an engine says of itself, laid out as docker does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dockctl.gotemplate.encoding import encode
from dockctl.gotemplate.kinds import Slice, Structure
from dockctl.render.inspection import parse_template, write_rendered
from dockctl.render.rows import JSON
from dockctl.render.structures import INFO, empty_answer, structure
from dockctl.render.units import binary_size, human_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dockctl.engine.payloads.system import SystemInfo
    from dockctl.streams import Output

_NANOSECONDS = 1_000_000_000
_FIELD = re.compile(r"\.[a-zA-Z]")


class InfoWriter:
    """Writes both sides' facts as docker's text, as JSON or through a template; raises DockctlError for a bad one."""

    def __init__(self, output: Output, errors: Output, format_: str) -> None:
        self._output = output
        self._errors = errors
        self._format = format_
        self._template = parse_template(format_) if format_ not in {"", JSON} else None

    def asks_engine(self, client: Mapping[str, Any]) -> bool:
        """Tell whether what is to be written has to do with an engine: not if it fits into what the client knows."""
        if self._template is None or not _FIELD.search(self._format):
            return True
        from dockctl.gotemplate.errors import ExecutionError

        fields = {"ClientInfo": structure("system.clientInfo", client), "ClientErrors": Slice(is_nil=True)}
        try:
            self._template.render(Structure(fields, {}, go_type="system.sparseInfo"))
        except ExecutionError:
            return True
        return False

    def write(self, client: Mapping[str, Any], server: SystemInfo | None, *, host: str = "") -> None:
        """Write the client's facts and the engine's, None where there is none; of ``host``, if there are several."""
        answer = empty_answer(INFO) if server is None and self._format else server or {}
        facts = {**({"Host": host} if host else {}), **answer, "ClientInfo": dict(client)}
        if self._template is not None:
            write_rendered(self._output, self._template, structure(INFO, facts))
        elif self._format == JSON:
            self._output.write(encode(Structure(facts, facts)) + "\n")
        else:
            if host:
                self._output.write(f"Host: {host}\n")
            self._output.write(_client_text(client) + "\nServer:\n")
            if server is not None:
                self._output.write("".join(f" {line}\n" for line in server_lines(server)) + "\n")
        for warning in (server or {}).get("Warnings") or () if not self._format else ():
            self._errors.write(f"{warning}\n")


def _client_text(client: Mapping[str, Any]) -> str:
    debug = "true" if client["Debug"] else "false"
    return (
        f"Client:\n Version:    {client['Version']}\n Context:    {client['Context']}\n Debug Mode: {debug}\n"
    )


def server_lines(info: SystemInfo) -> list[str]:
    """Return the lines about an engine, without the space that all begin with; what it doesn't say is left out."""
    return [line for block in _BLOCKS for line in block(info)]


def _present(info: SystemInfo, rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return ``label: value`` for each of (label, field) that has a value."""
    return [f"{label}: {info[field]}" for label, field in rows if info.get(field)]


def _below(label: str, lines: Iterable[str]) -> list[str]:
    """Return ``label:`` and the lines below it; nothing for nothing."""
    rows = [f" {line}" for line in lines]
    return [f"{label}:", *rows] if rows else []


def _word(value: object) -> str:
    return "true" if value else "false"


def _counts(info: SystemInfo) -> list[str]:
    return [
        f"Containers: {info.get('Containers', 0)}",
        f" Running: {info.get('ContainersRunning', 0)}",
        f" Paused: {info.get('ContainersPaused', 0)}",
        f" Stopped: {info.get('ContainersStopped', 0)}",
        f"Images: {info.get('Images', 0)}",
        *_present(info, [("Server Version", "ServerVersion")]),
    ]


def _drivers(info: SystemInfo) -> list[str]:
    plugins = info.get("Plugins") or {}
    lines = [
        f"Storage Driver: {info.get('Driver', '')}",
        *(f" {name}: {value}" for name, value in info.get("DriverStatus") or ()),
        *(f"{name}: {value}" for name, value in info.get("SystemStatus") or ()),
        *_present(
            info,
            [
                ("Logging Driver", "LoggingDriver"),
                ("Cgroup Driver", "CgroupDriver"),
                ("Cgroup Version", "CgroupVersion"),
            ],
        ),
        "Plugins:",
        f" Volume: {' '.join(plugins.get('Volume') or ())}",
        f" Network: {' '.join(plugins.get('Network') or ())}",
    ]
    if plugins.get("Authorization"):
        lines.append(f" Authorization: {' '.join(plugins['Authorization'])}")
    lines.append(f" Log: {' '.join(plugins.get('Log') or ())}")
    lines += _below("CDI spec directories", info.get("CDISpecDirs") or ())
    devices = info.get("DiscoveredDevices") or ()
    return lines + _below(
        "Discovered Devices", (f"{device.get('Source')}: {device.get('ID')}" for device in devices)
    )


def _swarm(info: SystemInfo) -> list[str]:
    swarm = info.get("Swarm") or {}
    state = swarm.get("LocalNodeState", "")
    lines = [f"Swarm: {state}"]
    if state in {"inactive", "locked", ""}:
        return lines
    lines.append(f" NodeID: {swarm.get('NodeID', '')}")
    if swarm.get("Error"):
        lines.append(f" Error: {swarm['Error']}")
    manager = bool(swarm.get("ControlAvailable"))
    lines.append(f" Is Manager: {_word(manager)}")
    if manager and swarm.get("Cluster") and state not in {"error", "pending"}:
        lines += _cluster(swarm, swarm["Cluster"])
    lines.append(f" Node Address: {swarm.get('NodeAddr', '')}")
    addresses = sorted(manager["Addr"] for manager in swarm.get("RemoteManagers") or ())
    return lines + ([" Manager Addresses:", *(f"  {address}" for address in addresses)] if addresses else [])


def _cluster(swarm: Mapping[str, Any], cluster: Mapping[str, Any]) -> list[str]:
    spec = cluster["Spec"]
    raft, authority = spec["Raft"], spec["CAConfig"]
    retention = (spec.get("Orchestration") or {}).get("TaskHistoryRetentionLimit", 5)
    pools = cluster.get("DefaultAddrPool") or ()
    heartbeat = human_duration(spec["Dispatcher"]["HeartbeatPeriod"] / _NANOSECONDS)
    expiry = human_duration(authority["NodeCertExpiry"] / _NANOSECONDS)
    lines = [
        f" ClusterID: {cluster['ID']}",
        f" Managers: {swarm.get('Managers', 0)}",
        f" Nodes: {swarm.get('Nodes', 0)}",
        *(
            [
                f" Default Address Pool: {''.join(f'{pool}  ' for pool in pools)}",
                f" SubnetSize: {cluster.get('SubnetSize')}",
            ]
            if pools
            else []
        ),
        *([f" Data Path Port: {cluster['DataPathPort']}"] if cluster.get("DataPathPort") else []),
        " Orchestration:",
        f"  Task History Retention Limit: {retention}",
        " Raft:",
        f"  Snapshot Interval: {raft['SnapshotInterval']}",
        *(
            [f"  Number of Old Snapshots to Retain: {raft['KeepOldSnapshots']}"]
            if raft.get("KeepOldSnapshots") is not None
            else []
        ),
        f"  Heartbeat Tick: {raft['HeartbeatTick']}",
        f"  Election Tick: {raft['ElectionTick']}",
        " Dispatcher:",
        f"  Heartbeat Period: {heartbeat}",
        " CA Configuration:",
        f"  Expiry Duration: {expiry}",
        f"  Force Rotate: {authority.get('ForceRotate', 0)}",
    ]
    external = authority.get("ExternalCAs") or ()
    if external:
        lines.append("  External CAs:")
        lines += [f"    {entry['Protocol']}: {entry['URL']}" for entry in external]
    locked = (spec.get("EncryptionConfig") or {}).get("AutoLockManagers")
    rotating = cluster.get("RootRotationInProgress")
    return [*lines, f" Autolock Managers: {_word(locked)}", f" Root Rotation In Progress: {_word(rotating)}"]


def _runtimes(info: SystemInfo) -> list[str]:
    runtimes = info.get("Runtimes") or {}
    lines = (
        [
            f"Runtimes: {' '.join(sorted(runtimes))}",
            f"Default Runtime: {info.get('DefaultRuntime', '')}",
        ]
        if runtimes
        else []
    )
    if info.get("OSType") != "linux":
        return lines
    lines.append(f"Init Binary: {info.get('InitBinary', '')}")
    for label, field in (("containerd", "ContainerdCommit"), ("runc", "RuncCommit"), ("init", "InitCommit")):
        commit = info.get(field) or {}
        expected = commit.get("Expected")
        differs = expected and expected != commit.get("ID")
        lines.append(
            f"{label} version: {commit.get('ID', '')}" + (f" (expected: {expected})" if differs else "")
        )
    return lines + _security(info.get("SecurityOptions") or ())


def _security(options: Sequence[str]) -> list[str]:
    lines = []
    for option in options:
        pairs = [item.partition("=") for item in option.split(",")]
        named = [value for name, _, value in pairs if name == "name"]
        lines += named or [option]
        lines += [f" {name.capitalize()}: {value}" for name, _, value in pairs if named and name != "name"]
    return _below("Security Options", lines)


def _machine(info: SystemInfo) -> list[str]:
    lines = [f"Default Isolation: {info['Isolation']}"] if info.get("OSType") == "windows" else []
    lines += _present(
        info,
        [
            ("Kernel Version", "KernelVersion"),
            ("Operating System", "OperatingSystem"),
            ("OSType", "OSType"),
            ("Architecture", "Architecture"),
        ],
    )
    lines += [f"CPUs: {info.get('NCPU', 0)}", f"Total Memory: {binary_size(info.get('MemTotal', 0))}"]
    lines += _present(info, [("Name", "Name"), ("ID", "ID"), ("Docker Root Dir", "DockerRootDir")])
    lines.append(f"Debug Mode: {_word(info.get('Debug'))}")
    if info.get("Debug"):
        lines += [
            f" File Descriptors: {info.get('NFd', 0)}",
            f" Goroutines: {info.get('NGoroutines', 0)}",
            f" System Time: {info.get('SystemTime', '')}",
            f" EventsListeners: {info.get('NEventsListener', 0)}",
        ]
    return lines + _present(
        info, [("HTTP Proxy", "HttpProxy"), ("HTTPS Proxy", "HttpsProxy"), ("No Proxy", "NoProxy")]
    )


def _settings(info: SystemInfo) -> list[str]:
    registries = info.get("RegistryConfig") or {}
    insecure = [
        entry["Name"] for entry in (registries.get("IndexConfigs") or {}).values() if not entry.get("Secure")
    ]
    insecure += registries.get("InsecureRegistryCIDRs") or []
    pools = info.get("DefaultAddressPools") or ()
    lines = _below("Labels", info.get("Labels") or ())
    lines.append(f"Experimental: {_word(info.get('ExperimentalBuild'))}")
    lines += _below("Insecure Registries", insecure)
    lines += _below("Registry Mirrors", registries.get("Mirrors") or ())
    lines.append(f"Live Restore Enabled: {_word(info.get('LiveRestoreEnabled'))}")
    lines += _present(info, [("Product License", "ProductLicense")])
    lines += _below("Default Address Pools", (f"Base: {pool['Base']}, Size: {pool['Size']}" for pool in pools))
    firewall = info.get("FirewallBackend") or {}
    if firewall:
        lines.append(f"Firewall Backend: {firewall.get('Driver', '')}")
        lines += [f" {name}: {value}" for name, value in firewall.get("Info") or ()]
    return lines


_BLOCKS: tuple[Callable[[SystemInfo], list[str]], ...] = (
    _counts, _drivers, _swarm, _runtimes, _machine, _settings,
)  # fmt: skip
