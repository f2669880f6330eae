"""What an engine lacks, or says in another way than dockerd 20.10, and the tests that therefore can't run on it."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.engine.kinds import Kind

_WORDS = "Podman words its errors in its own way"
_PULL = "Podman tells of a pull that layers came, not of how far they are, nor of digest and status"
_NAMES = "Podman gives names of images whole"
_DOCKER_FAILS = "the docker CLI gives up on Podman's answer, or loses the exit status; dockctl doesn't"
_KILLS = "Podman is asked to kill first (engine/podman.py)"
_BARE = "Podman's bare answers differ; the requests are the same"
_HEALTH = "Podman's health checks need systemd"
_NO_DISTRIBUTION = "Podman can't be asked what a registry has"
# (engines, tests, why): both as shell patterns, on a kind's name and on a test's; "?" stands for "[" and "]".
SKIPS: list[tuple[str, str, str]] = [
    (
        "podman*",
        "*test_rehearsal.py::test_a_rehearsal_tells*?rm -f WEB*",
        _KILLS,
    ),
    (
        "podman*",
        "*test_rehearsal.py::test_a_rehearsal_tells*--replace*",
        _KILLS,
    ),
    ("podman*", "*test_rehearsal.py::test_a_rehearsal_tells*pull --check*", _NO_DISTRIBUTION),
    ("podman*", "*test_rehearsal.py::test_what_would_fail_fails", _WORDS),
    (
        "podman*",
        "*test_rehearsal.py::test_curls_lines_run_when_pasted*",
        _BARE,
    ),
    ("podman*", "*test_log_search.py::test_over_several*", _WORDS),
    ("podman-4.3", "*test_log_search.py::test_since_last*", "Podman 4.3 counts the times of logs in seconds"),
    ("podman-4.3", "*test_result.py::test_a_signal_is_named", "Podman 4.3 forgets how a container was killed"),
    ("podman-4.3", "*test_faults.py::*", "Podman 4.3 may keep the name of a container that it has removed"),
    (
        "podman*",
        "*test_structures.py::*container-*",
        "Podman has no bridge, and may refuse what a rich container has",
    ),
    ("podman*", "*test_structures.py::*info--*", "Podman has another ID at each question"),
    ("podman*", "*test_golden.py::*{{.Config}}*", "docker prints the address of a timeout that Podman sets"),
    (
        "podman*",
        "*test_log_search.py::test_a_name_is_followed*",
        "a log that Podman follows goes on through a restart",
    ),
    ("podman*", "*::test_dotenv_files_have_quotes_and_lines", "Podman adds variables of its own"),
    ("podman*", "*test_result.py::test_a_run_that_fails_tells_where*", _WORDS),
    ("podman*", "*test_result.py::test_a_run_tells_all*flags1*", "Podman has no events of what it has removed"),
    ("podman*", "*test_error_format.py::*", _WORDS),
    (
        "podman*",
        "*test_replace.py::test_what_can_not_be_made*",
        "Podman takes any limit of memory until the start",
    ),
    ("podman*", "*test_replace.py::test_if_the_new_one_does_not_come_up*", _WORDS),
    ("podman*", "*test_readiness.py::*healthy*", _HEALTH),
    (
        "podman*",
        "*test_readiness.py::test_the_id_comes_when_it_is_ready*conditions8*",
        _HEALTH,
    ),
    ("podman*", "*test_readiness.py::test_of_several_each_is_told", _WORDS),
    ("podman*", "*test_ps_extras.py::test_the_order*", "Podman lists the oldest first"),
    ("podman*", "*test_pull_extras.py::test_check*", _NO_DISTRIBUTION),
    ("podman*", "*test_pull_extras.py::test_run_pulls_what_is_newer", _NO_DISTRIBUTION),
    ("podman*", "*test_pull_extras.py::test_json_is_a_line_an_event", _PULL),
    ("podman*", "*test_commit_trust.py::test_labels*", _NAMES),
    ("podman*", "*test_commit_trust.py::test_what_is_printed*", "Podman gives IDs without their algorithm"),
    (
        "*[0-9]",
        "tests/golden/*::test_a_wanted_difference_is_one*",
        "docker's side is recorded on the machine's engine",
    ),
    (
        "dockerd-28*",
        "tests/golden/*images --tree?",
        "docker 28 writes control sequences into pipes, and another layout",
    ),
    ("dockerd-28*", "tests/golden/*push --platform*", "docker's notice about --platform is on its stdout"),
    ("podman*", "tests/cli/test_swarm_objects.py::*", "Podman manages no swarm"),
    ("podman*", "tests/cli/test_tls.py::*", "the options for TLS are dockerd's"),
    ("podman*", "tests/golden/*?volume?", "docker hides what an engine has not from the group's help"),
    ("podman*", "tests/golden/*load -i /etc/hostname?", "Podman names its temporary files in the error"),
    ("podman*", "tests/golden/*inspect --type service nosuch?", "Podman manages no swarm"),
    ("podman*", "*::test_errors_are_typed", "Podman takes a relative working directory"),
    ("podman*", "*::test_a_pinned_version_the_engine_does_not_speak", "Podman takes any version of the API"),
    ("podman*", "*::test_owners_are_kept_if_asked_for", "Podman's archives give all files to root"),
    (
        "podman*",
        "*::test_copies_as_docker_does?C:/w/*. *?",
        "the docker CLI puts a folder's content beside the target",
    ),
    ("podman*", "*::test_image_prune", "Podman's prune gives IDs without their algorithm"),
    ("podman*", "*::test_network_and_volume_prune", "Podman knows --all of volumes as another filter"),
    ("podman*", "*::test_system_prune_goes_through_all", "Podman has no build cache to prune"),
    ("podman*", "*::test_export_and_import", "Podman's import tells the ID twice"),
    (
        "podman*",
        "*::test_a_files_name_can_not_drive_the_terminal",
        "Podman counts a changed folder as a change",
    ),
    (
        "podman-4*",
        "*::test_the_nine_examples",
        "Podman 4 pings index.docker.io at login, which is another host than the tests'",
    ),
    (
        "podman-[45].[34]",
        "*::test_several_are_merged_by_time",
        "Podman up to 5.4 gives times of a log in whole seconds",
    ),
    (
        "podman*",
        "*::test_tail_timestamps_and_times",
        "Podman's --since leaves out the line of that very moment",
    ),
    (
        "podman*",
        "*::test_images_lists_a_row_for_each_tag",
        "Podman's filter by reference takes any registry's for alpine",
    ),
    ("podman-4*", "*::test_a_stream_has_no_read_timeout*", "Podman 4 answers for a log with its first line"),
    ("podman-4*", "*::test_run_asks_as_docker_does?--device *", "the docker CLI knows no system of Podman 4's"),
    *(
        ("podman*", f"*::{test}*", _NAMES)
        for test in (
            "test_commit_with_everything",
            "test_ps_lists_a_running_container",
            "test_images_takes_a_repository",
            "test_save_and_load_several",
            "test_save_and_load_through_a_pipe",
        )
    ),
    *(
        ("podman*", f"*::{test}*", _PULL)
        for test in (
            "test_pull_yields_events",
            "test_several_pulls_print_their_names_in_order",
            "test_says_what_docker_says",
            "test_takes_a_digest",
            "test_a_pull_draws_bars_and_leaves_a_calm_screen",
            "test_a_pull_of_a_run_is_drawn_on_the_terminal_and_the_output_is_whole",
            "test_pulls_a_missing_image_and_says_so_on_stderr",
            "test_pull_always_asks_the_registry",
            "test_pull_goes_to_all",
        )
    ),
    *(
        ("podman*", f"*::{test}*", _WORDS)
        for test in (
            "test_login_pull_logout",
            "test_push_with_an_account",
            "test_a_refusal_is_an_error",
            "test_pull_never_fails_where_the_image_is_missing",
            "test_a_name_in_use_is_125",
            "test_a_command_that_cant_start_gives_dockers_status",
            "test_start_tells_of_each",
            "test_wait_prints_statuses",
            "test_one_that_is_missing_does_not_keep_the_others",
            "test_many_at_once_are_told_in_their_order",
            "test_tells_in_the_order_of_its_arguments",
            "test_what_is_still_stopping_is_shown",
            "test_stop_finds_a_name_wherever_it_is",
            "test_logs_are_merged_by_time",
        )
    ),
    *(
        ("podman*", f"tests/golden/*?{line}?", _DOCKER_FAILS)
        for line in (
            "volume ls -f bogus=x",
            "system df -v*",
            "stats --no-stream* stage-created",
            "run --rm --entrypoint '' test/everything",
            "run --rm alpine --help",
            "run --rm alpine nosuchcommand",
            "run --rm alpine /nosuch",
            "run --rm alpine /etc",
            "run --rm -u nosuchuser alpine true",
            "run --rm -a stdout *",
            "tag alpine registry.test:5443/*",
            "tag alpine 127.0.0.1:9/*",
            "pull registry.test:5443/*",
            "pull -q registry.test:5443/*",
            "pull alpine:nosuch",
            "pull -q alpine:nosuch",
            "pull nosuch/image",
            "pull private/secret",
            "run --rm nosuch/image true",
            "exec -u nouser *",
            "create --name gold alpine && rm -l *",
            "info -f '{{.ServerVersion}}*",
        )
    ),
    *(
        ("podman-4*", f"tests/golden/*?{line}?", _DOCKER_FAILS)
        for line in (
            "run --rm --read-only alpine touch /x",
            "run --rm alpine sh -c 'echo out; echo err >&2; exit 3'",
            "stats --no-stream nosuch",
            "stats --no-stream stage-created nosuch",
            "top *",
            "commit nosuch",
            "commit --pause=false nosuch",
            "commit -c 'foo bar' stage-created",
            "run --rm --ulimit *",
            "run --rm --device *",
            "inspect -f '{{.State.Health}}' *",
        )
    ),
]


def reasons_to_skip(kind: Kind, test: str) -> list[str]:
    """Return why ``test`` can't run on ``kind``; empty if it can."""
    return [why for kinds, tests, why in SKIPS if fnmatchcase(kind.name, kinds) and fnmatchcase(test, tests)]
