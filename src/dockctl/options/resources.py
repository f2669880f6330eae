"""Limits that a container is made with, and that ``update`` changes: their flags, and what the engine takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from dockctl.options.limits import parse_uint16
from dockctl.options.sizes import parse_bytes, parse_cpus, parse_swap
from dockctl.options.values import parse_decimal


@dataclass(kw_only=True)
class ResourceFlags:
    """The limits that can be changed as long as a container is there; 0 and "" are none."""

    blkio_weight: Annotated[
        int,
        typer.Option(
            "--blkio-weight",
            metavar="uint16",
            parser=parse_uint16,
            help="Block IO (relative weight), between 10 and 1000, or 0 to disable",
        ),
    ] = 0
    cpu_period: Annotated[
        int, typer.Option("--cpu-period", help="Limit CPU CFS (Completely Fair Scheduler) period")
    ] = 0
    cpu_quota: Annotated[
        int, typer.Option("--cpu-quota", help="Limit CPU CFS (Completely Fair Scheduler) quota")
    ] = 0
    cpu_rt_period: Annotated[
        int, typer.Option("--cpu-rt-period", help="Limit CPU real-time period in microseconds")
    ] = 0
    cpu_rt_runtime: Annotated[
        int, typer.Option("--cpu-rt-runtime", help="Limit CPU real-time runtime in microseconds")
    ] = 0
    cpu_shares: Annotated[int, typer.Option("--cpu-shares", "-c", help="CPU shares (relative weight)")] = 0
    cpus: Annotated[
        int, typer.Option("--cpus", metavar="decimal", parser=parse_cpus, help="Number of CPUs")
    ] = 0
    cpuset_cpus: Annotated[
        str, typer.Option("--cpuset-cpus", help="CPUs in which to allow execution (0-3, 0,1)")
    ] = ""
    cpuset_mems: Annotated[
        str, typer.Option("--cpuset-mems", help="MEMs in which to allow execution (0-3, 0,1)")
    ] = ""
    memory: Annotated[
        int, typer.Option("--memory", "-m", metavar="bytes", parser=parse_bytes, help="Memory limit")
    ] = 0
    memory_reservation: Annotated[
        int, typer.Option("--memory-reservation", metavar="bytes", parser=parse_bytes, help="Memory soft limit")
    ] = 0
    memory_swap: Annotated[
        int,
        typer.Option(
            "--memory-swap",
            metavar="bytes",
            parser=parse_swap,
            help="Swap limit equal to memory plus swap: '-1' to enable unlimited swap",
        ),
    ] = 0
    pids_limit: Annotated[
        int, typer.Option("--pids-limit", help="Tune container pids limit (set -1 for unlimited)")
    ] = 0


def resources(flags: ResourceFlags) -> dict[str, Any]:
    """Return the limits as fields of the API's HostConfig."""
    return {
        "BlkioWeight": flags.blkio_weight,
        "CpuPeriod": flags.cpu_period,
        "CpuQuota": flags.cpu_quota,
        "CpuRealtimePeriod": flags.cpu_rt_period,
        "CpuRealtimeRuntime": flags.cpu_rt_runtime,
        "CpuShares": flags.cpu_shares,
        "CpusetCpus": flags.cpuset_cpus,
        "CpusetMems": flags.cpuset_mems,
        "Memory": flags.memory,
        "MemoryReservation": flags.memory_reservation,
        "MemorySwap": flags.memory_swap,
        "NanoCpus": flags.cpus,
        "PidsLimit": flags.pids_limit,
    }


def restart_policy(text: str) -> dict[str, Any]:
    """Return the policy that ``name[:retries]`` states; raises ValueError in docker's words."""
    name, colon, count = text.partition(":")
    if colon and not name:
        raise ValueError("invalid restart policy format: no policy provided before colon")
    retries = 0
    if count:
        try:
            retries = parse_decimal(count)
        except ValueError:
            raise ValueError("invalid restart policy format: maximum retry count must be an integer") from None
    return {"Name": name, "MaximumRetryCount": retries}
