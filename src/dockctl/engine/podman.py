"""Podman's Docker-compatible API, where it differs from dockerd's in what a client has to do.

Nothing else in dockctl asks whether an engine is Podman. Seen with 4.3, 5.4 and 5.8 (script/test --engine):

=====================================  ==============================================================
deviation                              what is done, and where
=====================================  ==============================================================
attach and exec are answered with 200  any engine's 200 is taken for the upgrade it is (transport.hijack);
                                       source: pkg/api/handlers/compat/containers_attach.go up to 4.x
an error has ``cause`` and             its ``message`` is shown, as of dockerd (engine.client); source:
``response`` beside ``message``        pkg/errorhandling/errorhandling.go
an error of push is a message of the   error_text(); source: pkg/api/handlers/compat/images_push.go
progress stream, with an HTTP error
a second JSON value follows an error,  error_text() reads the first; seen in GET /volumes with a bad filter
when the handler goes on after it
a removal by force waits for the       waits_before_killing(): it is killed first; source:
container's stop timeout               pkg/api/handlers/compat/containers.go, RemoveContainer
4.x forgets the exit status of a        forgets_status_of_removed(): the exit and the removal are waited for in two
container it removes by itself         requests (engine.containers); seen as run --rm giving 0
attach gives both output streams,      any engine's stream that wasn't asked for is dropped
whichever were asked for               (terminal.attachment)
crun's words for a command that        COMMAND_NOT_FOUND, for run's exit status 127; source:
isn't there                            libpod/define/errors.go, ErrOCIRuntimeNotFound
the archive of a directory's content  each is put below the target's name all the same (archives.paths);
has no entry for the directory         source: buildah's copier, KeepDirectoryNames
names in lists are whole               shown as they come, as the docker CLI does: ``docker.io/library/alpine``
=====================================  ==============================================================
"""

from __future__ import annotations

COMMAND_NOT_FOUND = ("OCI runtime attempted to invoke a command that was not found",)
_SERVER = "Libpod/"  # how the Server header of every answer begins


def waits_before_killing(server: str) -> bool:
    """Tell whether the engine with this Server header gives a container time that is removed by force."""
    return server.startswith(_SERVER)


def forgets_status_of_removed(server: str) -> bool:
    """Tell whether waiting for a container's removal gives 0 on this engine, whatever its exit status was."""
    return server.startswith(f"{_SERVER}4.")


def error_text(body: str) -> str | None:
    """Return the message of an error's JSON, whatever follows it; None where there is none.

    Raises ValueError for a body that isn't JSON.
    """
    import json

    answer, _ = json.JSONDecoder().raw_decode(body)
    if not isinstance(answer, dict):
        return None
    detail = answer.get("errorDetail")
    message = answer.get("message", detail.get("message") if isinstance(detail, dict) else answer.get("error"))
    return None if message is None else str(message).strip()
