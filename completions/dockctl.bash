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
                case "$word" in --config|--context|-c|--host|-H|--log-level|-l) skip=1 ;; esac
            elif [[ " $valued " == *" $word "* ]]; then
                skip=1
            fi
        else
            case "$path" in
                '') path=$word ;;
                container|image) path="$path $word" ;;
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
    # What lies before the last colon is a word of its own to bash: it must not be repeated.
    if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${cur%"${cur##*:}"}"}")
    fi
}

_dockctl_facts() {
    words_here='' flags='' valued='' first=none later=none
    case "$path" in
        '') words_here='attach commit container create exec image images login logout logs ps pull run start stop version wait'; flags='--config --context -c --debug -D --host -H --log-level -l --version -v' ;;
        container) words_here='attach commit create exec logs ls run start stop wait' ;;
        image) words_here='ls pull' ;;
        'run') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach -d --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --restart --rm --runtime --security-opt --shm-size --sig-proxy --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w'; first=images; later=file ;;
        'exec') flags='--detach -d --detach-keys --env -e --env-file --interactive -i --privileged --tty -t --user -u --workdir -w --help'; valued='--detach-keys --env -e --env-file --user -u --workdir -w'; first=running_containers; later=file ;;
        'ps') flags='--all -a --filter -f --format --last -n --latest -l --no-trunc --quiet -q --size -s --help'; valued='--filter -f --format --last -n'; first=none; later=none ;;
        'pull') flags='--all-tags -a --platform --quiet -q --retry --retry-delay --help'; valued='--platform --retry --retry-delay'; first=images; later=images ;;
        'images') flags='--all -a --digests --filter -f --format --no-trunc --quiet -q --tree --help'; valued='--filter -f --format'; first=images; later=none ;;
        'login') flags='--password -p --password-stdin --username -u --help'; valued='--password -p --username -u'; first=none; later=none ;;
        'logout') flags=' --help'; valued=''; first=none; later=none ;;
        'version') flags='--format -f --help'; valued='--format -f'; first=none; later=none ;;
        'attach') flags='--detach-keys --no-stdin --sig-proxy --help'; valued='--detach-keys'; first=running_containers; later=none ;;
        'commit') flags='--author -a --change -c --message -m --no-pause --pause -p --help'; valued='--author -a --change -c --message -m'; first=all_containers; later=file ;;
        'create') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --restart --rm --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w'; first=images; later=file ;;
        'logs') flags='--details --follow -f --since --stderr --stdout --tail -n --timestamps -t --until --help'; valued='--since --tail -n --until'; first=all_containers; later=all_containers ;;
        'start') flags='--attach -a --detach-keys --interactive -i --help'; valued='--detach-keys'; first=all_containers; later=all_containers ;;
        'stop') flags='--all --filter -f --ignore --signal -s --timeout -t --help'; valued='--filter -f --signal -s --timeout -t'; first=running_containers; later=running_containers ;;
        'wait') flags=' --help'; valued=''; first=all_containers; later=all_containers ;;
        'container attach') flags='--detach-keys --no-stdin --sig-proxy --help'; valued='--detach-keys'; first=running_containers; later=none ;;
        'container commit') flags='--author -a --change -c --message -m --no-pause --pause -p --help'; valued='--author -a --change -c --message -m'; first=all_containers; later=file ;;
        'container create') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --restart --rm --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w'; first=images; later=file ;;
        'container exec') flags='--detach -d --detach-keys --env -e --env-file --interactive -i --privileged --tty -t --user -u --workdir -w --help'; valued='--detach-keys --env -e --env-file --user -u --workdir -w'; first=running_containers; later=file ;;
        'container logs') flags='--details --follow -f --since --stderr --stdout --tail -n --timestamps -t --until --help'; valued='--since --tail -n --until'; first=all_containers; later=all_containers ;;
        'container ls') flags='--all -a --filter -f --format --last -n --latest -l --no-trunc --quiet -q --size -s --help'; valued='--filter -f --format --last -n'; first=none; later=none ;;
        'container list') flags='--all -a --filter -f --format --last -n --latest -l --no-trunc --quiet -q --size -s --help'; valued='--filter -f --format --last -n'; first=none; later=none ;;
        'container ps') flags='--all -a --filter -f --format --last -n --latest -l --no-trunc --quiet -q --size -s --help'; valued='--filter -f --format --last -n'; first=none; later=none ;;
        'container run') flags='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach -d --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --init --interactive -i --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --no-healthcheck --oom-kill-disable --oom-score-adj --pid --pids-limit --platform --privileged --publish -p --publish-all -P --pull --quiet -q --read-only --restart --rm --runtime --security-opt --shm-size --sig-proxy --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --tty -t --ulimit --use-api-socket --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w --help'; valued='--add-host --annotation --attach -a --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env -e --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --hostname -h --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --label -l --label-file --link --link-local-ip --log-driver --log-opt --mac-address --memory -m --memory-reservation --memory-swap --memory-swappiness --mount --name --network --network-alias --oom-score-adj --pid --pids-limit --platform --publish -p --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user -u --userns --uts --volume -v --volume-driver --volumes-from --workdir -w'; first=images; later=file ;;
        'container start') flags='--attach -a --detach-keys --interactive -i --help'; valued='--detach-keys'; first=all_containers; later=all_containers ;;
        'container stop') flags='--all --filter -f --ignore --signal -s --timeout -t --help'; valued='--filter -f --signal -s --timeout -t'; first=running_containers; later=running_containers ;;
        'container wait') flags=' --help'; valued=''; first=all_containers; later=all_containers ;;
        'image ls') flags='--all -a --digests --filter -f --format --no-trunc --quiet -q --tree --help'; valued='--filter -f --format'; first=images; later=none ;;
        'image list') flags='--all -a --digests --filter -f --format --no-trunc --quiet -q --tree --help'; valued='--filter -f --format'; first=images; later=none ;;
        'image pull') flags='--all-tags -a --platform --quiet -q --retry --retry-delay --help'; valued='--platform --retry --retry-delay'; first=images; later=images ;;
    esac
}

complete -F _dockctl dockctl
