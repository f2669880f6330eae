# Written by completions/generate.py: change that, not this.
# shellcheck shell=bash

_dockctl() {
    local line="${COMP_LINE:0:COMP_POINT}" word path='' arguments=0 skip=''
    local words_here='' flags='' valued='' first=none later=none kind cur='' previous=''
    local -a words globals=()
    # Read from the line itself: bash has cut its words at every colon, and alpine:3 is one word.
    read -ra words <<<"$line"
    if [[ $line != *[[:space:]] ]]; then
        cur="${words[-1]}"
        unset 'words[-1]'
    fi
    for word in "${words[@]:1}"; do
        previous=$word
        if [[ $skip ]]; then
            skip=''
            [[ $path ]] || globals+=("$word")
        elif [[ $word == -* && $arguments == 0 ]]; then
            if [[ ! $path ]]; then
                globals+=("$word")
                case "$word" in --ci|--color|--config|--context|-c|--error-format|--host|-H|--host-timeout|--log-level|-l|--tlscacert|--tlscert|--tlskey) skip=1 ;; esac
            elif [[ " $valued " == *" $word "* ]]; then
                skip=1
            fi
        else
            case "$path" in
                '') path=$word ;;
                container|context|image|network|node|service|system|volume) path="$path $word" ;;
                *) ((arguments += 1)) ;;
            esac
            _dockctl_facts
        fi
    done
    _dockctl_facts
    COMPREPLY=()
    kind=$later
    [[ $arguments == 0 ]] && kind=$first
    if [[ $skip ]]; then
        kind=file
    elif [[ $cur == -* && $kind != file ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$cur")
        return
    elif [[ $words_here ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words_here" -- "$cur")
        return
    fi
    case "$kind" in
        none) return ;;
        file) compopt -o default 2>/dev/null; return ;;
    esac
    mapfile -t COMPREPLY < <(dockctl "${globals[@]}" __complete "$kind" 2>/dev/null | while IFS= read -r word; do
        [[ $word == "$cur"* ]] && printf '%s\n' "$word"
    done)
    if [[ $kind == files_in_containers ]]; then
        compopt -o nospace 2>/dev/null
        # With this option bash would quote the colon behind a container.
        [[ ${#COMPREPLY[@]} == 0 ]] && compopt -o filenames 2>/dev/null
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")
    fi
    # What lies before the last colon is a word of its own to bash: it must not be repeated.
    if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${cur%"${cur##*:}"}"}")
    fi
}

_dockctl_facts() {
    words_here='' flags='' valued='' first=none later=none
    case "$path" in
        '') words_here='attach commit container context cp create diff doctor events exec export history image images import info inspect kill load login logout logs network node pause port ps pull push rename restart rm rmi run save search service start stats stop system tag top unpause update version volume wait'; flags='--ci --color --config --context -c --curl --debug -D --dry-run --error-format --host -H --host-timeout --log-level -l --tls --tlscacert --tlscert --tlskey --tlsverify --version -v' ;;
        container) words_here='attach commit cp create diff exec export inspect kill logs ls pause port prune rename restart rm run start stats stop top unpause update wait' ;;
        context) words_here='create export import inspect ls rm show update use' ;;
        image) words_here='history import inspect load ls prune pull push rm save tag' ;;
        network) words_here='connect create disconnect inspect ls prune rm' ;;
        node) words_here='ls' ;;
        service) words_here='logs ls ps scale' ;;
        system) words_here='df events info prune' ;;
        volume) words_here='create inspect ls prune rm' ;;
        'container run') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach -d --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --on-abort --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --print-env --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --replace --restart --result --rm --runtime --secret --security-opt --shm-size --show-values --sig-proxy --stop-signal --stop-timeout --storage-opt --sysctl --timeout --timeout-grace --timeout-signal --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --wait --wait-timeout --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --on-abort --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --result --runtime --secret --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --timeout --timeout-grace --timeout-signal --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --wait --wait-timeout --workdir -w'; first=images; later=file ;;
        'run') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach -d --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --on-abort --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --print-env --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --replace --restart --result --rm --runtime --secret --security-opt --shm-size --show-values --sig-proxy --stop-signal --stop-timeout --storage-opt --sysctl --timeout --timeout-grace --timeout-signal --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --wait --wait-timeout --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --on-abort --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --result --runtime --secret --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --timeout --timeout-grace --timeout-signal --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --wait --wait-timeout --workdir -w'; first=images; later=file ;;
        'container ls') flags='--all -a --filter -f --format --group-by --json --last -n --latest -l --no-trunc --quiet -q --reverse --size -s --sort --watch --help'; valued='--filter -f --format --group-by --last -n --sort'; first=none; later=none ;;
        'container list') flags='--all -a --filter -f --format --group-by --json --last -n --latest -l --no-trunc --quiet -q --reverse --size -s --sort --watch --help'; valued='--filter -f --format --group-by --last -n --sort'; first=none; later=none ;;
        'container ps') flags='--all -a --filter -f --format --group-by --json --last -n --latest -l --no-trunc --quiet -q --reverse --size -s --sort --watch --help'; valued='--filter -f --format --group-by --last -n --sort'; first=none; later=none ;;
        'ps') flags='--all -a --filter -f --format --group-by --json --last -n --latest -l --no-trunc --quiet -q --reverse --size -s --sort --watch --help'; valued='--filter -f --format --group-by --last -n --sort'; first=none; later=none ;;
        'container stop') flags='--all --filter -f --ignore --result --signal -s --timeout -t --help'; valued='--filter -f --result --signal -s --timeout -t'; first=running_containers; later=running_containers ;;
        'stop') flags='--all --filter -f --ignore --result --signal -s --timeout -t --help'; valued='--filter -f --result --signal -s --timeout -t'; first=running_containers; later=running_containers ;;
        'container logs') flags='--context -C --details --filter -f --follow -f --follow-name -F --format --grep --ignore-case -i --invert --since --stderr --stdout --tail -n --timeout --timestamps -t --until --until-match --help'; valued='--context -C --filter -f --format --grep --since --tail -n --timeout --timestamps -t --until --until-match'; first=all_containers; later=all_containers ;;
        'logs') flags='--context -C --details --filter -f --follow -f --follow-name -F --format --grep --ignore-case -i --invert --since --stderr --stdout --tail -n --timeout --timestamps -t --until --until-match --help'; valued='--context -C --filter -f --format --grep --since --tail -n --timeout --timestamps -t --until --until-match'; first=all_containers; later=all_containers ;;
        'image pull') flags='--all-tags -a --check --jobs --platform --progress --quiet -q --result --retry --retry-delay --help'; valued='--jobs --platform --progress --result --retry --retry-delay'; first=images; later=images ;;
        'pull') flags='--all-tags -a --check --jobs --platform --progress --quiet -q --result --retry --retry-delay --help'; valued='--jobs --platform --progress --result --retry --retry-delay'; first=images; later=images ;;
        'container commit') flags='--author -a --change -c --deny --diff --message -m --no-pause --oci-labels --pause -p --print --result --help'; valued='--author -a --change -c --deny --message -m --print --result'; first=all_containers; later=file ;;
        'commit') flags='--author -a --change -c --deny --diff --message -m --no-pause --oci-labels --pause -p --print --result --help'; valued='--author -a --change -c --deny --message -m --print --result'; first=all_containers; later=file ;;
        'image ls') flags='--all -a --digests --filter -f --format --no-trunc --quiet -q --tree --help'; valued='--filter -f --format'; first=images; later=none ;;
        'image list') flags='--all -a --digests --filter -f --format --no-trunc --quiet -q --tree --help'; valued='--filter -f --format'; first=images; later=none ;;
        'images') flags='--all -a --digests --filter -f --format --no-trunc --quiet -q --tree --help'; valued='--filter -f --format'; first=images; later=none ;;
        'container attach') flags='--detach-keys --no-stdin --sig-proxy --help'; valued='--detach-keys'; first=running_containers; later=none ;;
        'attach') flags='--detach-keys --no-stdin --sig-proxy --help'; valued='--detach-keys'; first=running_containers; later=none ;;
        'container cp') flags='--archive -a --follow-link -L --quiet -q --help'; valued=''; first=files_in_containers; later=none ;;
        'cp') flags='--archive -a --follow-link -L --quiet -q --help'; valued=''; first=files_in_containers; later=none ;;
        'container create') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --print-env --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --restart --rm --runtime --secret --security-opt --shm-size --show-values --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --runtime --secret --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w'; first=images; later=file ;;
        'create') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --print-env --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --restart --rm --runtime --secret --security-opt --shm-size --show-values --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --dotenv --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --runtime --secret --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w'; first=images; later=file ;;
        'container diff') flags=' --help'; valued=''; first=all_containers; later=none ;;
        'diff') flags=' --help'; valued=''; first=all_containers; later=none ;;
        'container exec') flags='--detach -d --detach-keys --env -e --env-file --interactive -i --privileged --tty -t --user -u --workdir -w --help'; valued='--detach-keys --env -e --env-file --user -u --workdir -w'; first=running_containers; later=file ;;
        'exec') flags='--detach -d --detach-keys --env -e --env-file --interactive -i --privileged --tty -t --user -u --workdir -w --help'; valued='--detach-keys --env -e --env-file --user -u --workdir -w'; first=running_containers; later=file ;;
        'container export') flags='--output -o --help'; valued='--output -o'; first=all_containers; later=none ;;
        'export') flags='--output -o --help'; valued='--output -o'; first=all_containers; later=none ;;
        'inspect') flags='--format -f --size -s --type --help'; valued='--format -f --type'; first=objects; later=objects ;;
        'container kill') flags='--signal -s --help'; valued='--signal -s'; first=running_containers; later=running_containers ;;
        'kill') flags='--signal -s --help'; valued='--signal -s'; first=running_containers; later=running_containers ;;
        'container pause') flags=' --help'; valued=''; first=running_containers; later=running_containers ;;
        'pause') flags=' --help'; valued=''; first=running_containers; later=running_containers ;;
        'container port') flags=' --help'; valued=''; first=running_containers; later=none ;;
        'port') flags=' --help'; valued=''; first=running_containers; later=none ;;
        'container rename') flags=' --help'; valued=''; first=all_containers; later=none ;;
        'rename') flags=' --help'; valued=''; first=all_containers; later=none ;;
        'container restart') flags='--signal -s --timeout -t --wait --wait-timeout --help'; valued='--signal -s --timeout -t --wait --wait-timeout'; first=all_containers; later=all_containers ;;
        'restart') flags='--signal -s --timeout -t --wait --wait-timeout --help'; valued='--signal -s --timeout -t --wait --wait-timeout'; first=all_containers; later=all_containers ;;
        'container rm') flags='--force -f --link -l --volumes -v --help'; valued=''; first=all_containers; later=all_containers ;;
        'container remove') flags='--force -f --link -l --volumes -v --help'; valued=''; first=all_containers; later=all_containers ;;
        'rm') flags='--force -f --link -l --volumes -v --help'; valued=''; first=all_containers; later=all_containers ;;
        'container start') flags='--attach -a --detach-keys --interactive -i --wait --wait-timeout --help'; valued='--detach-keys --wait --wait-timeout'; first=all_containers; later=all_containers ;;
        'start') flags='--attach -a --detach-keys --interactive -i --wait --wait-timeout --help'; valued='--detach-keys --wait --wait-timeout'; first=all_containers; later=all_containers ;;
        'container stats') flags='--all -a --format --no-stream --no-trunc --sort --help'; valued='--format --sort'; first=running_containers; later=running_containers ;;
        'stats') flags='--all -a --format --no-stream --no-trunc --sort --help'; valued='--format --sort'; first=running_containers; later=running_containers ;;
        'container top') flags=' --help'; valued=''; first=running_containers; later=file ;;
        'top') flags=' --help'; valued=''; first=running_containers; later=file ;;
        'container unpause') flags=' --help'; valued=''; first=running_containers; later=running_containers ;;
        'unpause') flags=' --help'; valued=''; first=running_containers; later=running_containers ;;
        'container update') flags='--blkio-weight --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --memory -m --memory-reservation --memory-swap --pids-limit --restart --help'; valued='--blkio-weight --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --memory -m --memory-reservation --memory-swap --pids-limit --restart'; first=all_containers; later=all_containers ;;
        'update') flags='--blkio-weight --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --memory -m --memory-reservation --memory-swap --pids-limit --restart --help'; valued='--blkio-weight --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --memory -m --memory-reservation --memory-swap --pids-limit --restart'; first=all_containers; later=all_containers ;;
        'container wait') flags='--condition --result --timeout --help'; valued='--condition --result --timeout'; first=all_containers; later=all_containers ;;
        'wait') flags='--condition --result --timeout --help'; valued='--condition --result --timeout'; first=all_containers; later=all_containers ;;
        'container inspect') flags='--format -f --size -s --help'; valued='--format -f'; first=all_containers; later=all_containers ;;
        'container prune') flags='--filter --force -f --help'; valued='--filter'; first=none; later=none ;;
        'image history') flags='--format --human -H --no-trunc --platform --quiet -q --help'; valued='--format --platform'; first=images; later=none ;;
        'history') flags='--format --human -H --no-trunc --platform --quiet -q --help'; valued='--format --platform'; first=images; later=none ;;
        'image import') flags='--change -c --message -m --platform --help'; valued='--change -c --message -m --platform'; first=file; later=none ;;
        'import') flags='--change -c --message -m --platform --help'; valued='--change -c --message -m --platform'; first=file; later=none ;;
        'image load') flags='--input -i --platform --quiet -q --help'; valued='--input -i --platform'; first=none; later=none ;;
        'load') flags='--input -i --platform --quiet -q --help'; valued='--input -i --platform'; first=none; later=none ;;
        'image push') flags='--all-tags -a --platform --quiet -q --help'; valued='--platform'; first=images; later=none ;;
        'push') flags='--all-tags -a --platform --quiet -q --help'; valued='--platform'; first=images; later=none ;;
        'image rm') flags='--force -f --no-prune --platform --help'; valued='--platform'; first=images; later=images ;;
        'image remove') flags='--force -f --no-prune --platform --help'; valued='--platform'; first=images; later=images ;;
        'rmi') flags='--force -f --no-prune --platform --help'; valued='--platform'; first=images; later=images ;;
        'image save') flags='--output -o --platform --help'; valued='--output -o --platform'; first=images; later=images ;;
        'save') flags='--output -o --platform --help'; valued='--output -o --platform'; first=images; later=images ;;
        'search') flags='--filter -f --format --limit --no-trunc --help'; valued='--filter -f --format --limit'; first=none; later=none ;;
        'image tag') flags=' --help'; valued=''; first=images; later=file ;;
        'tag') flags=' --help'; valued=''; first=images; later=file ;;
        'image inspect') flags='--format -f --platform --help'; valued='--format -f --platform'; first=images; later=images ;;
        'image prune') flags='--all -a --filter --force -f --help'; valued='--filter'; first=none; later=none ;;
        'doctor') flags='--json --help'; valued=''; first=none; later=none ;;
        'system events') flags='--filter -f --format --since --until --help'; valued='--filter -f --format --since --until'; first=none; later=none ;;
        'events') flags='--filter -f --format --since --until --help'; valued='--filter -f --format --since --until'; first=none; later=none ;;
        'system info') flags='--format -f --help'; valued='--format -f'; first=none; later=none ;;
        'info') flags='--format -f --help'; valued='--format -f'; first=none; later=none ;;
        'login') flags='--password -p --password-stdin --username -u --help'; valued='--password -p --username -u'; first=none; later=none ;;
        'logout') flags=' --help'; valued=''; first=none; later=none ;;
        'version') flags='--format -f --help'; valued='--format -f'; first=none; later=none ;;
        'context create') flags='--description --docker --from --help'; valued='--description --docker --from'; first=contexts; later=none ;;
        'context export') flags=' --help'; valued=''; first=contexts; later=none ;;
        'context import') flags=' --help'; valued=''; first=contexts; later=none ;;
        'context inspect') flags='--format -f --help'; valued='--format -f'; first=contexts; later=contexts ;;
        'context ls') flags='--format --quiet -q --help'; valued='--format'; first=none; later=none ;;
        'context list') flags='--format --quiet -q --help'; valued='--format'; first=none; later=none ;;
        'context rm') flags='--force -f --help'; valued=''; first=contexts; later=contexts ;;
        'context remove') flags='--force -f --help'; valued=''; first=contexts; later=contexts ;;
        'context show') flags=' --help'; valued=''; first=none; later=none ;;
        'context update') flags='--description --docker --help'; valued='--description --docker'; first=contexts; later=none ;;
        'context use') flags=' --help'; valued=''; first=contexts; later=contexts ;;
        'network connect') flags='--alias --driver-opt --gw-priority --ip --ip6 --link --link-local-ip --help'; valued='--alias --driver-opt --gw-priority --ip --ip6 --link --link-local-ip'; first=networks; later=none ;;
        'network create') flags='--attachable --aux-address --config-from --config-only --driver -d --gateway --ingress --internal --ip-range --ipam-driver --ipam-opt --ipv4 --ipv6 --label --opt -o --scope --subnet --help'; valued='--aux-address --config-from --driver -d --gateway --ip-range --ipam-driver --ipam-opt --label --opt -o --scope --subnet'; first=none; later=none ;;
        'network disconnect') flags='--force -f --help'; valued=''; first=networks; later=none ;;
        'network inspect') flags='--format -f --verbose -v --help'; valued='--format -f'; first=networks; later=networks ;;
        'network ls') flags='--filter -f --format --no-trunc --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'network list') flags='--filter -f --format --no-trunc --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'network prune') flags='--filter --force -f --help'; valued='--filter'; first=none; later=none ;;
        'network rm') flags='--force -f --help'; valued=''; first=networks; later=networks ;;
        'network remove') flags='--force -f --help'; valued=''; first=networks; later=networks ;;
        'node ls') flags='--filter -f --format --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'node list') flags='--filter -f --format --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'service logs') flags='--details --follow -f --no-resolve --no-task-ids --no-trunc --raw --since --tail -n --timestamps -t --help'; valued='--since --tail -n'; first=none; later=none ;;
        'service ls') flags='--filter -f --format --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'service list') flags='--filter -f --format --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'service ps') flags='--filter -f --format --no-resolve --no-trunc --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'service scale') flags='--detach -d --help'; valued=''; first=none; later=none ;;
        'system df') flags='--format --verbose -v --help'; valued='--format'; first=none; later=none ;;
        'system prune') flags='--all -a --filter --force -f --volumes --help'; valued='--filter'; first=none; later=none ;;
        'volume create') flags='--availability --driver -d --group --label --limit-bytes --opt -o --required-bytes --scope --secret --sharing --topology-preferred --topology-required --type --help'; valued='--availability --driver -d --group --label --limit-bytes --opt -o --required-bytes --scope --secret --sharing --topology-preferred --topology-required --type'; first=none; later=none ;;
        'volume inspect') flags='--format -f --help'; valued='--format -f'; first=volumes; later=volumes ;;
        'volume ls') flags='--cluster --filter -f --format --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'volume list') flags='--cluster --filter -f --format --quiet -q --help'; valued='--filter -f --format'; first=none; later=none ;;
        'volume prune') flags='--all -a --filter --force -f --help'; valued='--filter'; first=none; later=none ;;
        'volume rm') flags='--force -f --help'; valued=''; first=volumes; later=volumes ;;
        'volume remove') flags='--force -f --help'; valued=''; first=volumes; later=volumes ;;
    esac
}

complete -F _dockctl dockctl
