"""The flags that ``run`` and ``create`` share: each field is one, declared once for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from dockctl.options.devices import parse_cgroup_rule, parse_gpus
from dockctl.options.durations import parse_duration
from dockctl.options.environment import parse_label, parse_variable
from dockctl.options.hosts import parse_address, parse_extra_host, parse_link, parse_search_domain
from dockctl.options.limits import (
    DeviceLimit,
    Ulimit,
    parse_device_bytes,
    parse_device_operations,
    parse_device_weight,
    parse_sysctl,
    parse_uint64,
    parse_ulimit,
)
from dockctl.options.mounts import parse_mount
from dockctl.options.networks import Attachment, parse_network
from dockctl.options.resources import ResourceFlags
from dockctl.options.secrets import Secret, parse_secret
from dockctl.options.sizes import parse_bytes
from dockctl.options.values import Pair, parse_pair, parse_stream


class Request(dict[str, Any]):
    """What a value asks the engine for, as the engine takes it: Typer knows no list of plain dictionaries."""


@dataclass(kw_only=True)
class CreateFlags(ResourceFlags):
    """What is wanted of a container, as the command line states it; unset lists are None."""

    add_host: Annotated[
        list[str] | None,
        typer.Option("--add-host", parser=parse_extra_host, help="Add a custom host-to-IP mapping (host:ip)"),
    ] = None
    annotation: Annotated[
        list[Pair] | None,
        typer.Option(
            "--annotation",
            metavar="map",
            parser=parse_pair,
            help="Add an annotation to the container (passed through to the OCI runtime)",
        ),
    ] = None
    attach: Annotated[
        list[str] | None,
        typer.Option("--attach", "-a", parser=parse_stream, help="Attach to STDIN, STDOUT or STDERR"),
    ] = None
    blkio_weight_device: Annotated[
        list[DeviceLimit] | None,
        typer.Option(
            "--blkio-weight-device", parser=parse_device_weight, help="Block IO weight (relative device weight)"
        ),
    ] = None
    cap_add: Annotated[list[str] | None, typer.Option("--cap-add", help="Add Linux capabilities")] = None
    cap_drop: Annotated[list[str] | None, typer.Option("--cap-drop", help="Drop Linux capabilities")] = None
    cgroup_parent: Annotated[
        str, typer.Option("--cgroup-parent", help="Optional parent cgroup for the container")
    ] = ""
    cgroupns: Annotated[str, typer.Option("--cgroupns", help="Cgroup namespace to use (host|private)")] = ""
    cpu_count: Annotated[int, typer.Option("--cpu-count", help="CPU count (Windows only)")] = 0
    cpu_percent: Annotated[int, typer.Option("--cpu-percent", help="CPU percent (Windows only)")] = 0
    device: Annotated[
        list[str] | None,
        typer.Option("--device", help="Add a host device to the container"),
    ] = None
    device_cgroup_rule: Annotated[
        list[str] | None,
        typer.Option(
            "--device-cgroup-rule",
            parser=parse_cgroup_rule,
            help="Add a rule to the cgroup allowed devices list",
        ),
    ] = None
    device_read_bps: Annotated[
        list[DeviceLimit] | None,
        typer.Option(
            "--device-read-bps",
            parser=parse_device_bytes,
            help="Limit read rate (bytes per second) from a device",
        ),
    ] = None
    device_read_iops: Annotated[
        list[DeviceLimit] | None,
        typer.Option(
            "--device-read-iops",
            parser=parse_device_operations,
            help="Limit read rate (IO per second) from a device",
        ),
    ] = None
    device_write_bps: Annotated[
        list[DeviceLimit] | None,
        typer.Option(
            "--device-write-bps",
            parser=parse_device_bytes,
            help="Limit write rate (bytes per second) to a device",
        ),
    ] = None
    device_write_iops: Annotated[
        list[DeviceLimit] | None,
        typer.Option(
            "--device-write-iops",
            parser=parse_device_operations,
            help="Limit write rate (IO per second) to a device",
        ),
    ] = None
    disable_content_trust: Annotated[
        bool,
        typer.Option("--disable-content-trust", hidden=True, help="Skip image verification"),
    ] = True
    dns: Annotated[
        list[str] | None, typer.Option("--dns", parser=parse_address, help="Set custom DNS servers")
    ] = None
    dns_option: Annotated[
        list[str] | None, typer.Option("--dns-option", "--dns-opt", help="Set DNS options")
    ] = None
    dns_search: Annotated[
        list[str] | None,
        typer.Option("--dns-search", parser=parse_search_domain, help="Set custom DNS search domains"),
    ] = None
    domainname: Annotated[str, typer.Option("--domainname", help="Container NIS domain name")] = ""
    entrypoint: Annotated[
        str | None, typer.Option("--entrypoint", help="Overwrite the default ENTRYPOINT of the image")
    ] = None
    env: Annotated[
        list[str] | None, typer.Option("--env", "-e", parser=parse_variable, help="Set environment variables")
    ] = None
    dotenv: Annotated[
        list[str] | None,
        typer.Option(
            "--dotenv",
            help="Read in a file of variables with quotes, escapes and comments, as dotenv files have them",
        ),
    ] = None
    env_file: Annotated[
        list[str] | None, typer.Option("--env-file", help="Read in a file of environment variables")
    ] = None
    expose: Annotated[list[str] | None, typer.Option("--expose", help="Expose a port or a range of ports")] = (
        None
    )
    gpus: Annotated[
        list[Request] | None,
        typer.Option(
            "--gpus",
            metavar="gpu-request",
            parser=parse_gpus,
            help="GPU devices to add to the container ('all' to pass all GPUs)",
        ),
    ] = None
    group_add: Annotated[
        list[str] | None, typer.Option("--group-add", help="Add additional groups to join")
    ] = None
    health_cmd: Annotated[str, typer.Option("--health-cmd", help="Command to run to check health")] = ""
    health_interval: Annotated[
        int,
        typer.Option(
            "--health-interval",
            metavar="duration",
            parser=parse_duration,
            help="Time between running the check (ms|s|m|h)",
        ),
    ] = 0
    health_retries: Annotated[
        int, typer.Option("--health-retries", help="Consecutive failures needed to report unhealthy")
    ] = 0
    health_start_interval: Annotated[
        int,
        typer.Option(
            "--health-start-interval",
            metavar="duration",
            parser=parse_duration,
            help="Time between running the check during the start period (ms|s|m|h)",
        ),
    ] = 0
    health_start_period: Annotated[
        int,
        typer.Option(
            "--health-start-period",
            metavar="duration",
            parser=parse_duration,
            help="Start period for the container to initialize before starting health-retries countdown (ms|s|m|h)",
        ),
    ] = 0
    health_timeout: Annotated[
        int,
        typer.Option(
            "--health-timeout",
            metavar="duration",
            parser=parse_duration,
            help="Maximum time to allow one check to run (ms|s|m|h)",
        ),
    ] = 0
    hostname: Annotated[str, typer.Option("--hostname", "-h", help="Container host name")] = ""
    init: Annotated[
        bool | None,
        typer.Option(
            "--init", help="Run an init inside the container that forwards signals and reaps processes"
        ),
    ] = None
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Keep STDIN open even if not attached")
    ] = False
    io_maxbandwidth: Annotated[
        int,
        typer.Option(
            "--io-maxbandwidth",
            metavar="bytes",
            parser=parse_bytes,
            help="Maximum IO bandwidth limit for the system drive (Windows only)",
        ),
    ] = 0
    io_maxiops: Annotated[
        int,
        typer.Option(
            "--io-maxiops",
            metavar="uint",
            parser=parse_uint64,
            help="Maximum IOps limit for the system drive (Windows only)",
        ),
    ] = 0
    ip: Annotated[str, typer.Option("--ip", help="IPv4 address (e.g., 172.30.100.104)")] = ""
    ip6: Annotated[str, typer.Option("--ip6", help="IPv6 address (e.g., 2001:db8::33)")] = ""
    ipc: Annotated[str, typer.Option("--ipc", help="IPC mode to use")] = ""
    isolation: Annotated[str, typer.Option("--isolation", help="Container isolation technology")] = ""
    kernel_memory: Annotated[
        int,
        typer.Option(
            "--kernel-memory", metavar="bytes", parser=parse_bytes, hidden=True, help="Kernel memory limit"
        ),
    ] = 0
    label: Annotated[
        list[str] | None, typer.Option("--label", "-l", parser=parse_label, help="Set meta data on a container")
    ] = None
    label_file: Annotated[
        list[str] | None, typer.Option("--label-file", help="Read in a line delimited file of labels")
    ] = None
    link: Annotated[
        list[str] | None, typer.Option("--link", parser=parse_link, help="Add link to another container")
    ] = None
    link_local_ip: Annotated[
        list[str] | None,
        typer.Option("--link-local-ip", help="Container IPv4/IPv6 link-local addresses"),
    ] = None
    log_driver: Annotated[str, typer.Option("--log-driver", help="Logging driver for the container")] = ""
    log_opt: Annotated[list[str] | None, typer.Option("--log-opt", help="Log driver options")] = None
    mac_address: Annotated[
        str, typer.Option("--mac-address", help="Container MAC address (e.g., 92:d0:c6:0a:29:33)")
    ] = ""
    memory_swappiness: Annotated[
        int, typer.Option("--memory-swappiness", help="Tune container memory swappiness (0 to 100)")
    ] = -1
    mount: Annotated[
        list[Request] | None,
        typer.Option(
            "--mount", metavar="mount", parser=parse_mount, help="Attach a filesystem mount to the container"
        ),
    ] = None
    network: Annotated[
        list[Attachment] | None,
        typer.Option(
            "--network",
            "--net",
            metavar="network",
            parser=parse_network,
            help="Connect a container to a network",
        ),
    ] = None
    network_alias: Annotated[
        list[str] | None,
        typer.Option("--network-alias", "--net-alias", help="Add network-scoped alias for the container"),
    ] = None
    no_healthcheck: Annotated[
        bool, typer.Option("--no-healthcheck", help="Disable any container-specified HEALTHCHECK")
    ] = False
    oom_kill_disable: Annotated[bool, typer.Option("--oom-kill-disable", help="Disable OOM Killer")] = False
    oom_score_adj: Annotated[
        int, typer.Option("--oom-score-adj", help="Tune host's OOM preferences (-1000 to 1000)")
    ] = 0
    pid: Annotated[str, typer.Option("--pid", help="PID namespace to use")] = ""
    privileged: Annotated[
        bool, typer.Option("--privileged", help="Give extended privileges to this container")
    ] = False
    publish: Annotated[
        list[str] | None, typer.Option("--publish", "-p", help="Publish a container's port(s) to the host")
    ] = None
    publish_all: Annotated[
        bool, typer.Option("--publish-all", "-P", help="Publish all exposed ports to random ports")
    ] = False
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Mount the container's root filesystem as read only")
    ] = False
    restart: Annotated[
        str, typer.Option("--restart", help="Restart policy to apply when a container exits")
    ] = "no"
    remove: Annotated[
        bool,
        typer.Option(
            "--rm", help="Automatically remove the container and its associated anonymous volumes when it exits"
        ),
    ] = False
    runtime: Annotated[str, typer.Option("--runtime", help="Runtime to use for this container")] = ""
    security_opt: Annotated[list[str] | None, typer.Option("--security-opt", help="Security Options")] = None
    shm_size: Annotated[
        int, typer.Option("--shm-size", metavar="bytes", parser=parse_bytes, help="Size of /dev/shm")
    ] = 0
    stop_signal: Annotated[str, typer.Option("--stop-signal", help="Signal to stop the container")] = ""
    stop_timeout: Annotated[
        int | None, typer.Option("--stop-timeout", help="Timeout (in seconds) to stop a container")
    ] = None
    storage_opt: Annotated[
        list[str] | None, typer.Option("--storage-opt", help="Storage driver options for the container")
    ] = None
    sysctl: Annotated[
        list[Pair] | None,
        typer.Option("--sysctl", metavar="map", parser=parse_sysctl, help="Sysctl options"),
    ] = None
    tmpfs: Annotated[list[str] | None, typer.Option("--tmpfs", help="Mount a tmpfs directory")] = None
    tty: Annotated[bool, typer.Option("--tty", "-t", help="Allocate a pseudo-TTY")] = False
    ulimit: Annotated[
        list[Ulimit] | None,
        typer.Option("--ulimit", metavar="ulimit", parser=parse_ulimit, help="Ulimit options"),
    ] = None
    secret: Annotated[
        list[Secret] | None,
        typer.Option(
            "--secret",
            metavar="secret",
            parser=parse_secret,
            help="Give the container a file in /run/secrets that inspect doesn't show: NAME,src=FILE or NAME,env=VARIABLE"
            " (and target=, uid=, gid=, mode=)",
        ),
    ] = None
    use_api_socket: Annotated[
        bool,
        typer.Option("--use-api-socket", help="Bind mount Docker API socket and required auth"),
    ] = False
    user: Annotated[
        str, typer.Option("--user", "-u", help="Username or UID (format: <name|uid>[:<group|gid>])")
    ] = ""
    userns: Annotated[str, typer.Option("--userns", help="User namespace to use")] = ""
    uts: Annotated[str, typer.Option("--uts", help="UTS namespace to use")] = ""
    volume: Annotated[list[str] | None, typer.Option("--volume", "-v", help="Bind mount a volume")] = None
    volume_driver: Annotated[
        str, typer.Option("--volume-driver", help="Optional volume driver for the container")
    ] = ""
    volumes_from: Annotated[
        list[str] | None, typer.Option("--volumes-from", help="Mount volumes from the specified container(s)")
    ] = None
    workdir: Annotated[str, typer.Option("--workdir", "-w", help="Working directory inside the container")] = ""
