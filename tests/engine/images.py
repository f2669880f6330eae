"""Images taken away again, so that a test's pull has something to do.

A worker's tests share one engine: what one has pulled under another name would leave the next nothing to download.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockctl.engine.client import Engine


def remove_image(engine: Engine, reference: str) -> None:
    """Make sure that the engine has to pull ``reference``; its layers may stay, under other names."""
    if engine.images.list(filters={"reference": [reference]}):
        engine.request("DELETE", f"/images/{reference}", query={"force": "1"}).read()
    assert not engine.images.list(filters={"reference": [reference]})


def remove_layers(engine: Engine, tagged: str) -> None:
    """Make sure that the layers of ``tagged`` ("alpine:multi") have to be downloaded, whichever registry they came from."""
    for image in engine.images.list(all_=True):
        names = [*(image["RepoTags"] or []), *(image["RepoDigests"] or [])]
        if any(name == tagged or name.endswith(f"/{tagged}") for name in names):
            engine.request("DELETE", f"/images/{image['Id']}", query={"force": "1"}).read()
