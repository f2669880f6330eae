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
        '') words_here='container create image images logs ps pull run version'; flags='--config --context -c --debug -D --host -H --log-level -l --version -v' ;;
        container) words_here='create logs ls run' ;;
        image) words_here='ls pull' ;;
        'run') flags='--detach -d --entrypoint --env -e --name --pull --quiet -q --rm --user -u --workdir -w --help'; valued='--entrypoint --env -e --name --pull --user -u --workdir -w'; first=images; later=file ;;
        'ps') flags='--all -a --last -n --latest -l --no-trunc --quiet -q --help'; valued='--last -n'; first=none; later=none ;;
        'pull') flags='--platform --quiet -q --help'; valued='--platform'; first=images; later=none ;;
        'images') flags='--all -a --no-trunc --quiet -q --help'; valued=''; first=images; later=none ;;
        'version') flags=' --help'; valued=''; first=none; later=none ;;
        'create') flags='--entrypoint --env -e --name --pull --quiet -q --rm --user -u --workdir -w --help'; valued='--entrypoint --env -e --name --pull --user -u --workdir -w'; first=images; later=file ;;
        'logs') flags='--follow -f --tail -n --timestamps -t --help'; valued='--tail -n'; first=all_containers; later=none ;;
        'container create') flags='--entrypoint --env -e --name --pull --quiet -q --rm --user -u --workdir -w --help'; valued='--entrypoint --env -e --name --pull --user -u --workdir -w'; first=images; later=file ;;
        'container logs') flags='--follow -f --tail -n --timestamps -t --help'; valued='--tail -n'; first=all_containers; later=none ;;
        'container ls') flags='--all -a --last -n --latest -l --no-trunc --quiet -q --help'; valued='--last -n'; first=none; later=none ;;
        'container list') flags='--all -a --last -n --latest -l --no-trunc --quiet -q --help'; valued='--last -n'; first=none; later=none ;;
        'container ps') flags='--all -a --last -n --latest -l --no-trunc --quiet -q --help'; valued='--last -n'; first=none; later=none ;;
        'container run') flags='--detach -d --entrypoint --env -e --name --pull --quiet -q --rm --user -u --workdir -w --help'; valued='--entrypoint --env -e --name --pull --user -u --workdir -w'; first=images; later=file ;;
        'image ls') flags='--all -a --no-trunc --quiet -q --help'; valued=''; first=images; later=none ;;
        'image list') flags='--all -a --no-trunc --quiet -q --help'; valued=''; first=images; later=none ;;
        'image pull') flags='--platform --quiet -q --help'; valued='--platform'; first=images; later=none ;;
    esac
}

complete -F _dockctl dockctl
