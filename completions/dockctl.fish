# Written by completions/generate.py: change that, not this.

complete -c dockctl -f

# The words before the cursor: the command in __dockctl_path, its arguments counted, our own flags kept.
function __dockctl_parse
    set -g __dockctl_path ''
    set -g __dockctl_arguments 0
    set -g __dockctl_globals
    set -l words (commandline -opc)
    set -l skip 0
    for word in $words[2..-1]
        if test $skip = 1
            set skip 0
            set -a __dockctl_globals $word
        else if string match -q -- '-*' $word
            if test -z "$__dockctl_path"
                set -a __dockctl_globals $word
                contains -- $word --config --context -c --host -H --log-level -l; and set skip 1
            end
        else if test -z "$__dockctl_path"
            set -g __dockctl_path $word
        else if contains -- "$__dockctl_path" container image
            set -g __dockctl_path "$__dockctl_path $word"
        else
            set -g __dockctl_arguments (math $__dockctl_arguments + 1)
        end
    end
end

# Whether the command is $argv[1] and, if asked, whether its first or a later argument comes next.
function __dockctl_at
    __dockctl_parse
    test "$__dockctl_path" = "$argv[1]"; or return 1
    switch "$argv[2]"
        case first
            test $__dockctl_arguments = 0
        case later
            test $__dockctl_arguments -gt 0
    end
end

function __dockctl_names
    __dockctl_parse
    dockctl $__dockctl_globals __complete $argv[1] 2>/dev/null
end

complete -c dockctl -n '__dockctl_at \'\'' -l config -r -d 'Location of client config files'
complete -c dockctl -n '__dockctl_at \'\'' -l context -s c -r -d 'Name of the context to use to connect to the engine (overrides DOCKER_HOST env var and the default set with "docker context use")'
complete -c dockctl -n '__dockctl_at \'\'' -l debug -s D -d 'Enable debug mode'
complete -c dockctl -n '__dockctl_at \'\'' -l host -s H -r -d 'Engine address to connect to'
complete -c dockctl -n '__dockctl_at \'\'' -l log-level -s l -r -d 'Set the logging level ("debug", "info", "warn", "error", "fatal")'
complete -c dockctl -n '__dockctl_at \'\'' -l version -s v -d 'Print version information and quit'
complete -c dockctl -n '__dockctl_at \'\'' -a commit -d 'Create a new image from a container\'s changes'
complete -c dockctl -n '__dockctl_at \'\'' -a container -d 'Manage containers'
complete -c dockctl -n '__dockctl_at \'container\'' -a commit -d 'Create a new image from a container\'s changes'
complete -c dockctl -n '__dockctl_at \'container\'' -a create -d 'Create a new container'
complete -c dockctl -n '__dockctl_at \'container\'' -a logs -d 'Fetch the logs of one or more containers'
complete -c dockctl -n '__dockctl_at \'container\'' -a ls -d 'List containers'
complete -c dockctl -n '__dockctl_at \'container\'' -a run -d 'Create and run a new container from an image'
complete -c dockctl -n '__dockctl_at \'container\'' -a stop -d 'Stop one or more running containers'
complete -c dockctl -n '__dockctl_at \'\'' -a create -d 'Create a new container'
complete -c dockctl -n '__dockctl_at \'\'' -a image -d 'Manage images'
complete -c dockctl -n '__dockctl_at \'image\'' -a ls -d 'List images'
complete -c dockctl -n '__dockctl_at \'image\'' -a pull -d 'Download one or more images from a registry'
complete -c dockctl -n '__dockctl_at \'\'' -a images -d 'List images'
complete -c dockctl -n '__dockctl_at \'\'' -a login -d 'Authenticate to a registry'
complete -c dockctl -n '__dockctl_at \'\'' -a logout -d 'Log out from a registry'
complete -c dockctl -n '__dockctl_at \'\'' -a logs -d 'Fetch the logs of one or more containers'
complete -c dockctl -n '__dockctl_at \'\'' -a ps -d 'List containers'
complete -c dockctl -n '__dockctl_at \'\'' -a pull -d 'Download one or more images from a registry'
complete -c dockctl -n '__dockctl_at \'\'' -a run -d 'Create and run a new container from an image'
complete -c dockctl -n '__dockctl_at \'\'' -a stop -d 'Stop one or more running containers'
complete -c dockctl -n '__dockctl_at \'\'' -a version -d 'Show the dockctl and engine version information'
complete -c dockctl -n '__dockctl_at \'run\'' -l detach -s d -d 'Run container in background and print container ID'
complete -c dockctl -n '__dockctl_at \'run\'' -l entrypoint -r -d 'Overwrite the default ENTRYPOINT of the image'
complete -c dockctl -n '__dockctl_at \'run\'' -l env -s e -r -d 'Set environment variables'
complete -c dockctl -n '__dockctl_at \'run\'' -l name -r -d 'Assign a name to the container'
complete -c dockctl -n '__dockctl_at \'run\'' -l pull -r -d 'Pull image before running ("always", "missing", "never")'
complete -c dockctl -n '__dockctl_at \'run\'' -l quiet -s q -d 'Suppress the pull output'
complete -c dockctl -n '__dockctl_at \'run\'' -l rm -d 'Automatically remove the container and its associated anonymous volumes when it exits'
complete -c dockctl -n '__dockctl_at \'run\'' -l user -s u -r -d 'Username or UID (format: <name|uid>[:<group|gid>])'
complete -c dockctl -n '__dockctl_at \'run\'' -l workdir -s w -r -d 'Working directory inside the container'
complete -c dockctl -n '__dockctl_at \'run\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'run\' later' -F
complete -c dockctl -n '__dockctl_at \'ps\'' -l all -s a -d 'Show all containers (default shows just running)'
complete -c dockctl -n '__dockctl_at \'ps\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'ps\'' -l format -r -d 'Format output using a custom template: \'table\': Print output in table format with column headers (default) \'table TEMPLATE\': Print output in table format using the given Go template \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'ps\'' -l last -s n -r -d 'Show n last created containers (includes all states)'
complete -c dockctl -n '__dockctl_at \'ps\'' -l latest -s l -d 'Show the latest created container (includes all states)'
complete -c dockctl -n '__dockctl_at \'ps\'' -l no-trunc -d 'Don\'t truncate output'
complete -c dockctl -n '__dockctl_at \'ps\'' -l quiet -s q -d 'Only display container IDs'
complete -c dockctl -n '__dockctl_at \'ps\'' -l size -s s -d 'Display total file sizes'
complete -c dockctl -n '__dockctl_at \'pull\'' -l all-tags -s a -d 'Download all tagged images in the repository'
complete -c dockctl -n '__dockctl_at \'pull\'' -l platform -r -d 'Set platform if server is multi-platform capable'
complete -c dockctl -n '__dockctl_at \'pull\'' -l quiet -s q -d 'Suppress verbose output'
complete -c dockctl -n '__dockctl_at \'pull\'' -l retry -r -d 'Times to try again after a failure that may pass'
complete -c dockctl -n '__dockctl_at \'pull\'' -l retry-delay -r -d 'Wait before the first new try; it doubles with each'
complete -c dockctl -n '__dockctl_at \'pull\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'pull\' later' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'images\'' -l all -s a -d 'Show all images (default hides intermediate images)'
complete -c dockctl -n '__dockctl_at \'images\'' -l digests -d 'Show digests'
complete -c dockctl -n '__dockctl_at \'images\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'images\'' -l format -r -d 'Format output using a custom template: \'table\': Print output in table format with column headers (default) \'table TEMPLATE\': Print output in table format using the given Go template \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'images\'' -l no-trunc -d 'Don\'t truncate output'
complete -c dockctl -n '__dockctl_at \'images\'' -l quiet -s q -d 'Only show image IDs'
complete -c dockctl -n '__dockctl_at \'images\'' -l tree -d 'List images and their platforms as a tree'
complete -c dockctl -n '__dockctl_at \'images\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'login\'' -l password -s p -r -d 'Password or Personal Access Token (PAT)'
complete -c dockctl -n '__dockctl_at \'login\'' -l password-stdin -d 'Take the Password or Personal Access Token (PAT) from stdin'
complete -c dockctl -n '__dockctl_at \'login\'' -l username -s u -r -d 'Username'
complete -c dockctl -n '__dockctl_at \'version\'' -l format -s f -r -d 'Format output using a custom template: \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'commit\'' -l author -s a -r -d 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")'
complete -c dockctl -n '__dockctl_at \'commit\'' -l change -s c -r -d 'Apply Dockerfile instruction to the created image'
complete -c dockctl -n '__dockctl_at \'commit\'' -l message -s m -r -d 'Commit message'
complete -c dockctl -n '__dockctl_at \'commit\'' -l no-pause -d 'Disable pausing container during commit'
complete -c dockctl -n '__dockctl_at \'commit\'' -l pause -s p -d 'Pause container during commit'
complete -c dockctl -n '__dockctl_at \'commit\' first' -a '(__dockctl_names all_containers)'
complete -c dockctl -n '__dockctl_at \'commit\' later' -F
complete -c dockctl -n '__dockctl_at \'create\'' -l entrypoint -r -d 'Overwrite the default ENTRYPOINT of the image'
complete -c dockctl -n '__dockctl_at \'create\'' -l env -s e -r -d 'Set environment variables'
complete -c dockctl -n '__dockctl_at \'create\'' -l name -r -d 'Assign a name to the container'
complete -c dockctl -n '__dockctl_at \'create\'' -l pull -r -d 'Pull image before running ("always", "missing", "never")'
complete -c dockctl -n '__dockctl_at \'create\'' -l quiet -s q -d 'Suppress the pull output'
complete -c dockctl -n '__dockctl_at \'create\'' -l rm -d 'Automatically remove the container and its associated anonymous volumes when it exits'
complete -c dockctl -n '__dockctl_at \'create\'' -l user -s u -r -d 'Username or UID (format: <name|uid>[:<group|gid>])'
complete -c dockctl -n '__dockctl_at \'create\'' -l workdir -s w -r -d 'Working directory inside the container'
complete -c dockctl -n '__dockctl_at \'create\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'create\' later' -F
complete -c dockctl -n '__dockctl_at \'logs\'' -l details -d 'Show extra details provided to logs'
complete -c dockctl -n '__dockctl_at \'logs\'' -l follow -s f -d 'Follow log output'
complete -c dockctl -n '__dockctl_at \'logs\'' -l since -r -d 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'
complete -c dockctl -n '__dockctl_at \'logs\'' -l stderr -d 'Show only what went to stderr'
complete -c dockctl -n '__dockctl_at \'logs\'' -l stdout -d 'Show only what went to stdout'
complete -c dockctl -n '__dockctl_at \'logs\'' -l tail -s n -r -d 'Number of lines to show from the end of the logs, of both streams together'
complete -c dockctl -n '__dockctl_at \'logs\'' -l timestamps -s t -d 'Show timestamps'
complete -c dockctl -n '__dockctl_at \'logs\'' -l until -r -d 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'
complete -c dockctl -n '__dockctl_at \'logs\' first' -a '(__dockctl_names all_containers)'
complete -c dockctl -n '__dockctl_at \'logs\' later' -a '(__dockctl_names all_containers)'
complete -c dockctl -n '__dockctl_at \'stop\'' -l all -d 'Stop all running containers'
complete -c dockctl -n '__dockctl_at \'stop\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'stop\'' -l ignore -d 'Take a container that is not there for stopped'
complete -c dockctl -n '__dockctl_at \'stop\'' -l signal -s s -r -d 'Signal to send to the container'
complete -c dockctl -n '__dockctl_at \'stop\'' -l timeout -s t -r -d 'Seconds to wait before killing the container'
complete -c dockctl -n '__dockctl_at \'stop\' first' -a '(__dockctl_names running_containers)'
complete -c dockctl -n '__dockctl_at \'stop\' later' -a '(__dockctl_names running_containers)'
complete -c dockctl -n '__dockctl_at \'container commit\'' -l author -s a -r -d 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")'
complete -c dockctl -n '__dockctl_at \'container commit\'' -l change -s c -r -d 'Apply Dockerfile instruction to the created image'
complete -c dockctl -n '__dockctl_at \'container commit\'' -l message -s m -r -d 'Commit message'
complete -c dockctl -n '__dockctl_at \'container commit\'' -l no-pause -d 'Disable pausing container during commit'
complete -c dockctl -n '__dockctl_at \'container commit\'' -l pause -s p -d 'Pause container during commit'
complete -c dockctl -n '__dockctl_at \'container commit\' first' -a '(__dockctl_names all_containers)'
complete -c dockctl -n '__dockctl_at \'container commit\' later' -F
complete -c dockctl -n '__dockctl_at \'container create\'' -l entrypoint -r -d 'Overwrite the default ENTRYPOINT of the image'
complete -c dockctl -n '__dockctl_at \'container create\'' -l env -s e -r -d 'Set environment variables'
complete -c dockctl -n '__dockctl_at \'container create\'' -l name -r -d 'Assign a name to the container'
complete -c dockctl -n '__dockctl_at \'container create\'' -l pull -r -d 'Pull image before running ("always", "missing", "never")'
complete -c dockctl -n '__dockctl_at \'container create\'' -l quiet -s q -d 'Suppress the pull output'
complete -c dockctl -n '__dockctl_at \'container create\'' -l rm -d 'Automatically remove the container and its associated anonymous volumes when it exits'
complete -c dockctl -n '__dockctl_at \'container create\'' -l user -s u -r -d 'Username or UID (format: <name|uid>[:<group|gid>])'
complete -c dockctl -n '__dockctl_at \'container create\'' -l workdir -s w -r -d 'Working directory inside the container'
complete -c dockctl -n '__dockctl_at \'container create\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'container create\' later' -F
complete -c dockctl -n '__dockctl_at \'container logs\'' -l details -d 'Show extra details provided to logs'
complete -c dockctl -n '__dockctl_at \'container logs\'' -l follow -s f -d 'Follow log output'
complete -c dockctl -n '__dockctl_at \'container logs\'' -l since -r -d 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'
complete -c dockctl -n '__dockctl_at \'container logs\'' -l stderr -d 'Show only what went to stderr'
complete -c dockctl -n '__dockctl_at \'container logs\'' -l stdout -d 'Show only what went to stdout'
complete -c dockctl -n '__dockctl_at \'container logs\'' -l tail -s n -r -d 'Number of lines to show from the end of the logs, of both streams together'
complete -c dockctl -n '__dockctl_at \'container logs\'' -l timestamps -s t -d 'Show timestamps'
complete -c dockctl -n '__dockctl_at \'container logs\'' -l until -r -d 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'
complete -c dockctl -n '__dockctl_at \'container logs\' first' -a '(__dockctl_names all_containers)'
complete -c dockctl -n '__dockctl_at \'container logs\' later' -a '(__dockctl_names all_containers)'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l all -s a -d 'Show all containers (default shows just running)'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l format -r -d 'Format output using a custom template: \'table\': Print output in table format with column headers (default) \'table TEMPLATE\': Print output in table format using the given Go template \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l last -s n -r -d 'Show n last created containers (includes all states)'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l latest -s l -d 'Show the latest created container (includes all states)'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l no-trunc -d 'Don\'t truncate output'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l quiet -s q -d 'Only display container IDs'
complete -c dockctl -n '__dockctl_at \'container ls\'' -l size -s s -d 'Display total file sizes'
complete -c dockctl -n '__dockctl_at \'container list\'' -l all -s a -d 'Show all containers (default shows just running)'
complete -c dockctl -n '__dockctl_at \'container list\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'container list\'' -l format -r -d 'Format output using a custom template: \'table\': Print output in table format with column headers (default) \'table TEMPLATE\': Print output in table format using the given Go template \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'container list\'' -l last -s n -r -d 'Show n last created containers (includes all states)'
complete -c dockctl -n '__dockctl_at \'container list\'' -l latest -s l -d 'Show the latest created container (includes all states)'
complete -c dockctl -n '__dockctl_at \'container list\'' -l no-trunc -d 'Don\'t truncate output'
complete -c dockctl -n '__dockctl_at \'container list\'' -l quiet -s q -d 'Only display container IDs'
complete -c dockctl -n '__dockctl_at \'container list\'' -l size -s s -d 'Display total file sizes'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l all -s a -d 'Show all containers (default shows just running)'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l format -r -d 'Format output using a custom template: \'table\': Print output in table format with column headers (default) \'table TEMPLATE\': Print output in table format using the given Go template \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l last -s n -r -d 'Show n last created containers (includes all states)'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l latest -s l -d 'Show the latest created container (includes all states)'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l no-trunc -d 'Don\'t truncate output'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l quiet -s q -d 'Only display container IDs'
complete -c dockctl -n '__dockctl_at \'container ps\'' -l size -s s -d 'Display total file sizes'
complete -c dockctl -n '__dockctl_at \'container run\'' -l detach -s d -d 'Run container in background and print container ID'
complete -c dockctl -n '__dockctl_at \'container run\'' -l entrypoint -r -d 'Overwrite the default ENTRYPOINT of the image'
complete -c dockctl -n '__dockctl_at \'container run\'' -l env -s e -r -d 'Set environment variables'
complete -c dockctl -n '__dockctl_at \'container run\'' -l name -r -d 'Assign a name to the container'
complete -c dockctl -n '__dockctl_at \'container run\'' -l pull -r -d 'Pull image before running ("always", "missing", "never")'
complete -c dockctl -n '__dockctl_at \'container run\'' -l quiet -s q -d 'Suppress the pull output'
complete -c dockctl -n '__dockctl_at \'container run\'' -l rm -d 'Automatically remove the container and its associated anonymous volumes when it exits'
complete -c dockctl -n '__dockctl_at \'container run\'' -l user -s u -r -d 'Username or UID (format: <name|uid>[:<group|gid>])'
complete -c dockctl -n '__dockctl_at \'container run\'' -l workdir -s w -r -d 'Working directory inside the container'
complete -c dockctl -n '__dockctl_at \'container run\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'container run\' later' -F
complete -c dockctl -n '__dockctl_at \'container stop\'' -l all -d 'Stop all running containers'
complete -c dockctl -n '__dockctl_at \'container stop\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'container stop\'' -l ignore -d 'Take a container that is not there for stopped'
complete -c dockctl -n '__dockctl_at \'container stop\'' -l signal -s s -r -d 'Signal to send to the container'
complete -c dockctl -n '__dockctl_at \'container stop\'' -l timeout -s t -r -d 'Seconds to wait before killing the container'
complete -c dockctl -n '__dockctl_at \'container stop\' first' -a '(__dockctl_names running_containers)'
complete -c dockctl -n '__dockctl_at \'container stop\' later' -a '(__dockctl_names running_containers)'
complete -c dockctl -n '__dockctl_at \'image ls\'' -l all -s a -d 'Show all images (default hides intermediate images)'
complete -c dockctl -n '__dockctl_at \'image ls\'' -l digests -d 'Show digests'
complete -c dockctl -n '__dockctl_at \'image ls\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'image ls\'' -l format -r -d 'Format output using a custom template: \'table\': Print output in table format with column headers (default) \'table TEMPLATE\': Print output in table format using the given Go template \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'image ls\'' -l no-trunc -d 'Don\'t truncate output'
complete -c dockctl -n '__dockctl_at \'image ls\'' -l quiet -s q -d 'Only show image IDs'
complete -c dockctl -n '__dockctl_at \'image ls\'' -l tree -d 'List images and their platforms as a tree'
complete -c dockctl -n '__dockctl_at \'image ls\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'image list\'' -l all -s a -d 'Show all images (default hides intermediate images)'
complete -c dockctl -n '__dockctl_at \'image list\'' -l digests -d 'Show digests'
complete -c dockctl -n '__dockctl_at \'image list\'' -l filter -s f -r -d 'Filter output based on conditions provided'
complete -c dockctl -n '__dockctl_at \'image list\'' -l format -r -d 'Format output using a custom template: \'table\': Print output in table format with column headers (default) \'table TEMPLATE\': Print output in table format using the given Go template \'json\': Print in JSON format \'TEMPLATE\': Print output using the given Go template. Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates'
complete -c dockctl -n '__dockctl_at \'image list\'' -l no-trunc -d 'Don\'t truncate output'
complete -c dockctl -n '__dockctl_at \'image list\'' -l quiet -s q -d 'Only show image IDs'
complete -c dockctl -n '__dockctl_at \'image list\'' -l tree -d 'List images and their platforms as a tree'
complete -c dockctl -n '__dockctl_at \'image list\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'image pull\'' -l all-tags -s a -d 'Download all tagged images in the repository'
complete -c dockctl -n '__dockctl_at \'image pull\'' -l platform -r -d 'Set platform if server is multi-platform capable'
complete -c dockctl -n '__dockctl_at \'image pull\'' -l quiet -s q -d 'Suppress verbose output'
complete -c dockctl -n '__dockctl_at \'image pull\'' -l retry -r -d 'Times to try again after a failure that may pass'
complete -c dockctl -n '__dockctl_at \'image pull\'' -l retry-delay -r -d 'Wait before the first new try; it doubles with each'
complete -c dockctl -n '__dockctl_at \'image pull\' first' -a '(__dockctl_names images)'
complete -c dockctl -n '__dockctl_at \'image pull\' later' -a '(__dockctl_names images)'
