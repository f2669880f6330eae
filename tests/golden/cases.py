"""Command lines whose output, errors and exit status are held against the real docker CLI's.

Every case runs on a stage of its own kind of container (see STAGE); what it makes it removes itself. Words that differ from run to run are
normalised in both outputs; what is wanted to differ is named in ``DIFFERENCES``.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

# name → arguments of docker create; those named in STARTED run, the others have not been started.
STAGE = {
    "stage-sleeper": ["alpine", "sleep", "1000"],
    "stage-long": ["alpine", "sh", "-c", "echo a command that is longer than its column"],
    "stage-created": ["alpine", "true"],
    "stage-everything": ["test/everything"],
}
STARTED = ("stage-sleeper",)
FINISHED = ("stage-long", "stage-everything")

CASES = """
ps
ps -a
ps -aq
ps -q
ps -a --no-trunc
ps -aq --no-trunc
ps -l
ps -ql
ps -n 2
ps -n=2 -q
ps --last=3
ps -n 0
ps -n -1
ps -n -5
ps --all=false
ps -a=true -q
ps --bad
ps -x
ps -qx
ps -n
ps -n x
ps -n 1.5
ps -n 99999999999999999999
ps --last
ps --all=maybe
ps extra
ps extra words
container ls -a
container list -q
container ps -aq
images
images -q
images -a
images --no-trunc
images -q --no-trunc
images alpine
images alpine:latest
images nosuch
images -q nosuch
images a b
images --bad
image ls
image list -q
pull
pull a b
pull UPPER
pull ''
pull 'a b'
pull alpine:
pull alpine@sha256:12
pull alpine:nosuch
pull -q alpine:nosuch
pull nosuch/image
pull private/secret
pull registry.test:5443/library/alpine
pull alpine
pull -q alpine
pull library/alpine
pull docker.io/library/alpine:latest
pull --bad alpine
image pull -q alpine
run
run --bad alpine
run --rm=x alpine
run -e
run -e =x alpine
run --name
run --pull=bogus alpine
run UPPER
run --rm alpine echo hello world
run --rm alpine sh -c 'echo out; echo err >&2; exit 3'
run --rm alpine nosuchcommand
run --rm alpine /nosuch
run --rm alpine /etc
run --rm -w relative alpine true
run --rm -u nosuchuser alpine true
run --rm --name stage-sleeper alpine true
run --rm --name '!' alpine true
run --rm -e A=1 -e B=2 alpine sh -c 'echo $A$B'
run --rm -w /tmp -u 65534 alpine sh -c 'pwd; id -u'
run --rm --entrypoint echo alpine from entrypoint
run --rm --entrypoint '' test/everything
run --rm --entrypoint '' test/everything echo hi
run --rm test/everything
run --rm test/everything some arguments
run --rm --pull=never nosuch/image true
run --rm --pull=always alpine echo hi
run --rm --quiet alpine echo quiet
run --rm nosuch/image true
run --rm alpine --help
run --rm=true --quiet=false alpine true
run --rm alpine sh -c 'kill -9 $$'
create
create --bad alpine
create --pull=bogus alpine
create UPPER
create -w relative alpine
create --name stage-sleeper alpine
logs
logs nosuch
logs ''
logs nosuch1 nosuch2
logs stage-long
logs stage-everything
logs stage-sleeper
logs -n 1 stage-long
logs --tail=0 stage-long
logs stage-long --tail 1
logs --bad stage-long
container logs stage-long
version extra
version --format '{{.Server.Version}} {{.Server.Os}}'
version --format '{{.Server.APIVersion}} {{.Client.APIVersion}} {{.Server.MinAPIVersion}}'
version --format '{{.Server.ApiVersion}}'
version --format '{{json .Server}}'
version -f '{{.Server.Vers'
version --bad
bogus
container bogus
--bad ps
-H bogus://x ps
-H unix:///nosuch.sock ps
-H unix:///nosuch.sock ps -q
-H unix:///nosuch.sock run alpine
-H tcp://127.0.0.1:1 images
-l loud ps
-H unix:///a -H unix:///b ps
-H unix:///a -c b ps
-c nosuch ps
"""

CASES += r"""
ps -a --format '{{.ID}} {{.Names'
ps -a --format '{{.Bogus}}'
ps --format '{{.Bogus}}'
ps -a --format '{{bogus .ID}}'
ps -a --format '{{.Names | upper}} {{lower "ABC"}} {{title "foo bar-baz"}}'
ps -a --format '{{json .Names}} {{json .Labels}} {{json .Platform}}'
ps -a --format '{{json .}}'
ps -a --format json
ps -a --format raw
ps -a --format table
ps -as
ps -as --format raw
ps -aq --format raw
ps -aq --format json
ps -a --format ''
ps -a --no-trunc --format '{{.ID}} {{.Command}} {{.Image}}'
ps -a --format 'table {{.ID}}\t{{.Names}}\t{{.Image}}'
ps -a --format 'table {{.Names}}\t{{.Bogus}}'
ps -a --format 'table {{upper .Names}} {{.Label "a.b-c"}} {{join (split .Names "-") "+"}}'
ps -a --format 'table {{.Labels}}|{{.Mounts}}|{{.LocalVolumes}}|{{.Networks}}|{{.Platform}}|{{.CreatedAt}}|{{.State}}'
ps -a --format 'table {{json .ID}}|{{pad .ID 1 1}}|{{len .ID}}|{{truncate .Image 3}}'
ps -a --format '{{.Names}}\t{{.State}}\n{{.Image}}'
ps -a --format '{{if eq .State "running"}}R{{else if eq .State "exited"}}E{{else}}N{{end}} {{.Names}}'
ps -a --format '{{range $i, $part := split .Names "-"}}{{if $i}}, {{end}}{{$i}}={{$part}}{{end}}'
ps -a --format '{{with .Names}}<{{.}}>{{end}}{{with ""}}x{{else}}empty{{end}}'
ps -a --format '{{printf "%-20s|%5d|%v|%q|%x|%T|%t|%05.2f|%+d|%c|%U" .Names 5 .State "a" "z" 1 true 3.14159 7 65 66}}'
ps -a --format '{{printf "%d %s" 1}} {{printf "%d" "x"}} {{printf "%s" 1 2}} {{printf "%!"}} {{printf "%z" 1}}'
ps -a --format '{{print 1 2 "a" "b" 3 true nil}} {{println "x" 1}}'
ps -a --format '{{len .Names}} {{index (split "a,b,c" ",") 1}} {{slice "abcdef" 1 3}}'
ps -a --format '{{index (split "a,b" ",") 5}}'
ps -a --format '{{.ID.Foo}}'
ps -a --format '{{end}}'
ps -a --format '{{if}}x{{end}}'
ps -a --format '{{if true}}x'
ps -a --format '{{template "x"}}'
ps -a --format '{{define "x"}}D{{.Names}}{{end}}{{template "x" .}}'
ps -a --format '{{block "y" .Names}}B{{.}}{{end}}'
ps -a --format '{{/* comment */}}a {{- "b" -}} c {{- /* another */ -}} d'
ps -a --format '{{$x := .Names}}{{$y := 1}}{{$y = 2}}{{$x}}{{$y}}{{$.State}}'
ps -a --format '{{$y}}'
ps -a --format '{{1}} {{1.5}} {{true}} {{0x1F}} {{1e3}} {{.5}} {{1_000}}'
ps -a --format '{{nil}}'
ps -a --format '{{html "<a&>"}} {{js "it'"'"'s"}} {{urlquery "a b&c"}}'
ps -a --format '{{and 1 0}} {{or 0 2}} {{not 0}} {{and true false}} {{or "" "x"}}'
ps -a --format '{{lt 1 2}} {{le 2 2}} {{gt "b" "a"}} {{ge 1 2}} {{ne 1 2}} {{eq "a" "b" "a"}}'
ps -a --format '{{eq 1 "a"}}'
ps -a --format '{{eq 1}}'
ps -a --format '{{lt true false}}'
ps -a --format '{{call .ID}}'
ps -a --format '{{range 3}}{{.}}{{end}}{{range $i := 2}}{{$i}}{{end}}'
ps -a --format '{{range split "a,b,c" ","}}{{if eq . "b"}}{{continue}}{{end}}{{.}}{{end}}'
ps -a --format '{{range split "a,b,c" ","}}{{if eq . "b"}}{{break}}{{end}}{{.}}{{end}}'
ps -a --format '{{break}}'
ps -a --format '{{upper 5}}'
ps -a --format '{{upper}}'
ps -a --format '{{upper "a" "b"}}'
ps -a --format '{{.Label}}'
ps -a --format '{{.Label "x"}}|{{.Label "test.label"}}'
ps -a --format '{{.Names "x"}}'
ps -a --format '{{"a\tb\x41\u00e9" | printf "%q"}} {{`raw\n`}}'
ps -a --format '{{"unterminated}}'
ps -a --format '{{@}}'
ps -a --format '{{(1)'
ps -a --format '{{1 | 2}}'
ps -a --format '{{.Names | printf "%s %s" "x" | len}}'
ps -a --format '{{ (index (split .Names "-") 0) | upper }}'
ps -a --format '{{split .Names "-"}} {{split "abc" ""}}'
ps -a --format '{{join (split "a,b" ",") "-"}} {{truncate "abcdef" 3}} {{pad "x" 2 3}}|{{pad "" 2 3}}|'
ps -a --format '{{.Size}}'
ps -a -f name=stage-s -q --no-trunc
ps -a -f status=exited --format '{{.Names}}'
ps -f 'STATUS=exited' -a --format '{{.Names}}'
ps -a -f status=exited -f status=created --format '{{.Names}}'
ps -a -f label=test.label --format '{{.Names}}'
ps -a -f ancestor=alpine --format '{{.Names}}'
ps -a -f exited=0 --format '{{.Names}}'
ps -a -f before=stage-created --format '{{.Names}}'
ps -a -f since=stage-created --format '{{.Names}}'
ps -f ''
ps -f x
ps -f bogus=1
ps -f status=bogus
ps -f exited=x
ps -f health=x
ps -f before=nosuch
ps --filter
ps -q --format '{{.Names}}' -a
images --format json alpine
images --format '{{json .}}' alpine
images --format raw alpine
images --format raw --digests alpine
images -q --format raw alpine
images -q --format '{{.Tag}}' alpine
images --format '{{.Bogus}}'
images --format '{{.Bogus}}' nosuch
images --format '{{.ID'
images --format '{{.Size}} {{.VirtualSize}} {{.Containers}} {{.SharedSize}} {{.UniqueSize}} {{.Digest}}' alpine:latest
images --format '{{.Repository}}@{{.Digest}}' alpine
images --format '{{.Tag}} {{ .Digest }}' alpine
images --format 'table {{.ID}}\t{{.Digest}}' alpine
images -q --format '{{.Digest}}' alpine
images --format '{{json .Digest}}' alpine
images --format 'table {{.ID}}\t{{.Repository}}' --digests alpine
images --format 'table {{.Repository}}:{{.Tag}}\t{{.CreatedAt}}' alpine
images --digests
images --digests alpine
images --digests -q
images -f dangling=true
images -f bogus=x
images -f nokey
images -f reference=alp*
images -f before=alpine
images ls
images --tree
stop
stop nosuch
stop nosuch stage-created nosuch2
stop stage-created stage-long
stop -t x stage-created
stop --timeout 0 stage-created
stop -t -1 stage-created
stop --bad
stop stage-created -t 1
stop -s KILL stage-created
stop --time 0 -t 0 stage-created
logs --since bogus stage-long
logs --since 2020-13-01 stage-long
logs --since 2020-1-1 stage-long
logs --since 2020-02-30 stage-long
logs --since 2020-01-01T25 stage-long
logs --since '2020-01-01 10:00' stage-long
logs --since 2020-01-01T10:00:00+25:00 stage-long
logs --since 10.x stage-long
logs --since -5 stage-long
logs --since 1d stage-long
logs --since 2020-01-01 stage-long
logs --since 2020-01-01T10:00:00.5Z stage-long
logs --since 1h30m stage-long
logs --since 10 stage-long
logs --until 2020-01-01 stage-long
logs --until 1h stage-long
logs --until -1h stage-long
logs --details stage-long
logs --details stage-everything
logs --tail -1 stage-long
logs -f stage-long
commit
commit a b c
commit nosuch
commit stage-created UPPER
commit -c 'foo bar' stage-created
commit --pause=false nosuch
commit stage-created foo@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
commit --bad
pull -a alpine:latest
pull -aq test/healthcheck
pull --platform linux/amd64 -q alpine
pull --platform bogus/x/y/z -q alpine
pull -q registry.test:5443/library/alpine
login -u x
login --password-stdin
login -p x --password-stdin
login -u alice -p bad
login -u alice -p bad registry.test:5443
login -u alice -p sesame registry.test:5443
login -u alice -p sesame
login registry.test:5443
login nosuch.invalid -u a -p b
login a b
login --bad
logout
logout registry.test:5443
logout https://registry.test:5443/v2/
logout a b
start
start nosuch
start nosuch stage-created nosuch2
start -a stage-long
start -a nosuch
start -a stage-long stage-created
start --bad x
attach
attach nosuch
attach stage-long
attach a b
attach --detach-keys xx stage-sleeper
wait
wait stage-long nosuch stage-everything
wait --bad
exec
exec stage-sleeper
exec nosuch true
exec stage-long true
exec stage-sleeper echo hi
exec stage-sleeper sh -c 'echo o; echo e >&2; exit 5'
exec stage-sleeper nosuch
exec -w /nosuch stage-sleeper true
exec -u nouser stage-sleeper true
exec -e A=1 -e B stage-sleeper sh -c 'echo $A$B'
exec -e =x stage-sleeper true
exec --env-file /nosuch stage-sleeper true
exec -t stage-sleeper echo hi
exec -it stage-sleeper echo hi
exec -d stage-sleeper true
exec -d -it stage-sleeper true
exec --bad stage-sleeper true
exec -w /tmp -u 65534 stage-sleeper sh -c 'pwd; id -u'
run --rm -it alpine true
run --rm -t alpine echo hi
run --rm -i alpine cat
run --rm -a stdout alpine sh -c 'echo o; echo e >&2'
run --rm -a bogus alpine true
run -d -a stdout alpine true
run --rm -v /etc:/x:ro alpine ls -d /x
run --rm -v nosuch/name:/x alpine true
run --rm --mount type=bind,src=/nosuch,dst=/x alpine true
run --rm -m 1m alpine true
run --rm -m 1x alpine true
run --rm --network nosuch alpine true
run --rm --network none alpine ip -o link
run --rm --tmpfs /t:size=1m alpine sh -c 'df /t | tail -1 | wc -l'
run --rm -h me alpine hostname
run --rm --read-only alpine touch /x
run --rm --ulimit nofile=50:60 alpine sh -c 'ulimit -n'
run --rm --annotation a=b alpine true
run --rm --cgroupns bogus alpine true
run --rm --detach-keys xx alpine true
run --rm -e A -e B=1 --env-file /nosuch alpine env
run --rm --restart always alpine true
run --rm -p 70000 alpine true
run --rm --cap-drop ALL alpine sh -c 'grep CapEff /proc/self/status'
run --rm --security-opt bogus alpine true
run --rm --device /dev/nosuch alpine true
run --rm --add-host a:1.2.3.4 alpine sh -c 'grep 1.2.3.4 /etc/hosts'
run --rm --health-interval -1s alpine true
"""

CASES += r"""
kill
kill nosuch
kill nosuch stage-created nosuch2
kill -s BOGUS stage-sleeper
kill -s CONT stage-sleeper
kill --bad
run -d --name gold alpine sleep 100 && kill gold && wait gold && rm gold
run -d --name gold alpine sleep 100 && kill -s KILL gold nosuch && rm -f gold
restart
restart nosuch
restart -t x stage-sleeper
restart --time 0 -t 0 stage-created
run -d --name gold alpine sleep 100 && restart -t 0 gold nosuch && rm -f gold
run -d --name gold alpine sleep 100 && container restart -s KILL gold && container rm -f gold
rm
rm nosuch
rm stage-sleeper
rm -f nosuch
rm -f nosuch nosuch2
rm -v nosuch1 nosuch2
rm -l stage-created
rm --bad
rm ''
create --name gold alpine && rm gold
create --name gold alpine && rm nosuch gold nosuch2
create --name gold alpine && rm -fv gold nosuch
create --name gold alpine && container remove gold
create --name gold alpine && rm -l /stage-created/gold && rm gold
pause
pause nosuch
pause stage-created
run -d --name gold alpine sleep 100 && pause gold nosuch && ps -f name=gold --format '{{.State}}' && unpause gold && rm -f gold
run -d --name gold alpine sleep 100 && pause gold && pause gold && rm -f gold
unpause
unpause stage-sleeper
unpause nosuch stage-created
rename
rename a
rename nosuch a
rename stage-created stage-long
rename '' a
rename stage-created ''
rename stage-created stage-created
create --name gold alpine && rename gold gilt && rm gilt
update
update stage-sleeper
update --bad stage-sleeper
update -m x stage-sleeper
update -m 4m nosuch
update --restart x stage-created
update --restart x:y stage-created
update --cpus 1/0 stage-created
update --blkio-weight 70000 stage-created
update --cpus 0.5 --cpu-quota 5 stage-created
create --name gold alpine && update -m 64m --memory-swap 128m --cpus 1.5 --pids-limit 10 gold nosuch && inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}' gold && rm gold
create --name gold alpine && update --restart on-failure:3 -c 512 gold && inspect -f '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}} {{.HostConfig.CpuShares}}' gold && rm gold
inspect
inspect nosuch
inspect ''
inspect --bad x
inspect stage-long
inspect stage-long nosuch alpine
inspect -f '{{.Name}}' stage-long nosuch stage-created
inspect -f '{{.Name}}' nosuch
inspect -f '' stage-long
inspect -f json stage-long
inspect -f '{{.Bogus}}' stage-long
inspect -f '{{.ID' stage-long
inspect -f '{{.State.Bogus}}' stage-long
inspect -f '{{.State.Bogus}}' nosuch
inspect -f '{{json .State}}' stage-long
inspect -f '{{json .Config}}' stage-everything
inspect -f '{{json .HostConfig.CapAdd}} {{.HostConfig.CapAdd}} {{len .HostConfig.CapAdd}}' stage-long
inspect -f '{{.Config.Labels.nosuch}}|{{index .Config.Labels "nosuch"}}|{{index .Config.Labels "test.label"}}' stage-everything
inspect -f '{{.Id}}' alpine
inspect -f '{{.ID}}' alpine
inspect -f '{{.State.Health}}' stage-long
inspect -f '{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}' stage-long
inspect -f '{{.State.Health.Status}}' stage-long
inspect -f '{{.HostConfig.Init}} {{.HostConfig.MemorySwappiness}} {{.HostConfig.OomKillDisable}} {{.HostConfig.PidsLimit}}' stage-sleeper
inspect -f '{{.Config.Cmd}} {{.Config.Env}} {{.Config.Entrypoint}} {{.Config.Volumes}} {{.Config.ExposedPorts}}' stage-everything
inspect -f '{{range $name, $network := .NetworkSettings.Networks}}{{$name}} {{$network.Aliases}} {{$network.Links}}{{end}}' stage-sleeper
inspect -f '{{.NetworkSettings.Ports}} {{.HostConfig.PortBindings}} {{.Mounts}}' stage-long
inspect -f '{{.HostConfig.NanoCPUs}} {{.HostConfig.CPUShares}} {{.HostConfig.DNS}} {{.HostConfig.Tmpfs}} [{{.Config.StopSignal}}]' stage-long
inspect -f '{{range $port, $_ := .Config.ExposedPorts}}{{$port}}{{else}}none{{end}}' stage-long
inspect -f '{{range .HostConfig.Mounts}}{{.Target}}{{end}}{{.HostConfig.OomKillDisable}}{{if .HostConfig.OomKillDisable}} a pointer{{end}}' stage-long
inspect -f '{{eq .HostConfig.OomKillDisable false}} {{.HostConfig.Resources.Memory}}' stage-long
inspect -f '{{.Config}}' stage-long
image inspect -f '{{.Variant}}{{.Config.ExposedPorts}}{{.Config}}{{.Metadata.LastTagTime}}' alpine
network inspect -f '{{.IPAM}} {{.Labels}}' none
version -f 'a{{.Client.Os}}b{{.Bogus}}'
info -f 'a{{.OSType}}b{{.Bogus}}'
info -f '{{.HTTPProxy}}{{.CPUCfsQuota}}{{.ClientInfo.APIVersion}}{{.Swarm}}{{.ServerErrors}}'
info -f '{{.HttpProxy}}'
inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}}{{end}}' stage-everything
inspect -f '{{.HostConfig.LogConfig.Type}} {{.HostConfig.LogConfig.Config}}' stage-long
inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Running}} {{.RestartCount}}' stage-long
inspect -s -f '{{.SizeRw}} {{.SizeRootFs}}' stage-created
inspect -s alpine
inspect --type bogus stage-long
inspect --type container alpine
inspect --type image stage-long
inspect --type network bridge -f '{{.Name}} {{.Driver}} {{.Scope}} {{.IPAM.Driver}} {{.Internal}} {{.Options}}'
inspect --type volume nosuch
inspect --type node nosuch
inspect --type service nosuch
inspect bridge -f '{{.Name}}'
container inspect
container inspect nosuch
container inspect stage-long -f '{{.Name}}'
container inspect nosuch stage-long -f '{{.Name}}'
image inspect
image inspect nosuch
image inspect alpine -f '{{.RepoTags}} {{.Architecture}} {{.Os}} {{.Size}}' nosuch
image inspect alpine
image inspect --platform linux/amd64 alpine
image inspect -f '{{.Config.Cmd}} {{.RootFS.Type}} {{len .RootFS.Layers}} {{.Parent}}' alpine
network inspect nosuch
network inspect ''
network inspect bridge -v -f '{{.Name}}'
network inspect host
volume inspect
volume inspect nosuch
port
port nosuch
port stage-sleeper
port stage-sleeper 80
port stage-sleeper x
port stage-sleeper 99999
port a b c
run -d --name gold -p 18080:80 -p 127.0.0.1:19090:90/udp alpine sleep 100 && port gold && port gold 80 && port gold 90/udp && port gold 90 && rm -f gold
top
top nosuch
top stage-created
top stage-sleeper -bogus
top stage-sleeper -o comm
top -x
diff
diff ''
diff nosuch
diff stage-created
run --name gold alpine sh -c 'echo hi >/new' && diff gold && rm gold
run --name gold alpine rm /etc/group && diff gold && rm gold
export
export nosuch
export -o /nosuch/x stage-created
export -o /tmp stage-created
export a b
save
save nosuch
save -o /nosuch/x alpine
save -o /tmp alpine
save ''
save --platform linux/amd64 alpine
load x
load -i /nosuch
load -i /etc/hostname
load --platform linux/amd64
load --bad
import
import /nosuch
import /etc/hostname
import /etc/hostname UPPER
import http://127.0.0.1:1/x
import --bad x
tag
tag alpine
tag alpine a b
tag nosuch foo
tag UPPER foo
tag alpine UPPER
tag '' foo
tag alpine ''
tag --bad a b
tag alpine foo@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
tag alpine gold:1 && rmi gold:1
image tag alpine gold:1 && image tag gold:1 gold:2 && image rm gold:1 nosuch gold:2
rmi
rmi nosuch
rmi nosuch nosuch2
rmi -f nosuch
rmi alpine
rmi --no-prune nosuch
rmi --platform linux/amd64 alpine
rmi --bad x
image remove nosuch
push
push nosuch
push UPPER
push a b
push -a alpine:latest
push --platform linux/amd64 x
tag alpine 127.0.0.1:5000/gold/a:1 && push 127.0.0.1:5000/gold/a:1 && push -q 127.0.0.1:5000/gold/a:1 && push 127.0.0.1:5000/gold/a && push -q -a 127.0.0.1:5000/gold/a && rmi 127.0.0.1:5000/gold/a:1
tag alpine registry.test:5443/gold/a && push registry.test:5443/gold/a && rmi registry.test:5443/gold/a
tag alpine 127.0.0.1:9/gold && push 127.0.0.1:9/gold && rmi 127.0.0.1:9/gold
history
history nosuch
history alpine
history -q alpine
history -q --no-trunc alpine
history --no-trunc alpine
history -H=false alpine
history --format json alpine
history -q --format json alpine
history --format '{{.ID}} {{.CreatedSince}} {{.CreatedBy}} {{.Size}} {{.Comment}}' bfirsh/reticulate-splines
history --format raw alpine
history --format 'table {{.ID}}\t{{.CreatedAt}}\t{{.Size}}' alpine
history --format '{{.Bogus}}' alpine
history --platform linux/amd64 alpine
image history alpine
search
search x
search --limit 200 x
search -f bogus=1 x
search -f stars=x x
image prune x
image prune -af --filter until=x
image prune -f --filter bogus=1
image prune --bad
container prune x
container prune -f --filter until=10000h
container prune -f --filter bogus=1
container prune --filter label=nosuch -f
network
network bogus
network ls
network ls -q
network ls --no-trunc
network ls --format '{{json .}}'
network ls --format json
network ls --format raw
network ls -q --format raw
network ls -q --format '{{.Name}}'
network ls --format '{{.ID}} {{.Name}} {{.Driver}} {{.Scope}} {{.IPv6}} {{.IPv4}} {{.Internal}} {{.Labels}} {{.CreatedAt}} {{.Label "x"}}'
network ls --format 'table {{.Name}}\t{{.IPv6}}\t{{.CreatedAt}}\t{{.Internal}}\t{{.Labels}}\t{{.Label "a.b"}}'
network ls --format '{{.Bogus}}'
network ls -f driver=nosuch
network ls -f bogus=1
network ls x
network list -f name=bridge
network create
network create a b
network create -d nosuch gold
network create --subnet bogus gold
network create --gateway 1.2.3.4 gold
network create --subnet 10.1.0.0/16 --subnet 10.1.0.0/16 gold
network create --ip-range 10.9.0.0/24 gold
network create --subnet 10.5.0.0/16 --gateway 10.6.0.1 gold
network create --label = gold
network create --subnet 10.20.0.0/16,10.21.0.0/16 gold
network create gold && network create gold && network rm gold
network create --subnet 10.31.0.0/16 --gateway 10.31.0.9 --ip-range 10.31.2.0/24 --aux-address a=10.31.0.5 --label x=y -o com.docker.network.bridge.name=goldbr gold && network inspect -f '{{json .IPAM}} {{json .Options}} {{json .Labels}} {{.Driver}}' gold && network rm gold
network create --internal --attachable --ipv6 --subnet fd00:31::/64 gold && network inspect -f '{{.Internal}} {{.Attachable}} {{.EnableIPv6}}' gold && network ls -f name=gold --format '{{.Internal}} {{.IPv6}}' && network rm gold
network create --config-only gold && network inspect -f '{{.ConfigOnly}} {{.ConfigFrom}}' gold && network rm gold
network connect
network connect nosuch stage-created
network connect bridge nosuch
network connect --driver-opt foo bridge stage-created
network create gold && network connect --alias a --alias b,c --link stage-sleeper:s gold stage-created && network connect gold stage-created && inspect -f '{{(index .NetworkSettings.Networks "gold").Aliases}}' stage-created && network disconnect gold stage-created && network disconnect gold stage-created && network rm gold
network create gold && network connect --ip bogus gold stage-created && network rm gold
network disconnect
network disconnect nosuch stage-created
network disconnect -f bridge nosuch
network rm
network rm nosuch
network rm -f nosuch
network rm bridge
network rm nosuch host nosuch2
network remove nosuch
network prune x
network prune -f --filter bogus=x
network prune -f --filter until=x
network create gold && network prune -f --filter label=nosuch && network rm gold
volume
volume ls -f name=nosuch
volume ls -q -f name=nosuch
volume ls -f bogus=x
volume ls --cluster
volume ls x
volume create a b
volume create --name x y
volume create 'a b'
volume create -d nosuch gold
volume create -o x gold
volume create --type block gold
volume create --label = gold
volume create gold && volume create gold && volume ls -f name=gold && volume ls -q -f name=gold && volume rm gold
volume create --label a=b -o type=tmpfs -o device=tmpfs gold && volume inspect -f '{{.Name}} {{.Driver}} {{.Labels}} {{.Options}} {{.Scope}}' gold && volume ls -f name=gold --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Labels}} {{.Links}} {{.Size}} {{.Label "a"}} {{.Status}} {{.Availability}} {{.Group}}' && volume rm gold
volume create gold && volume ls -f name=gold --format json && volume ls -f name=gold --format raw && volume ls -q -f name=gold --format raw && volume ls -f name=gold --format '{{.Bogus}}' && volume rm gold
volume create gold && volume ls -f name=gold --format 'table {{.Name}}\t{{.Links}}\t{{.Size}}\t{{.Status}}\t{{.Label "a.b"}}' && volume rm nosuch gold
volume rm
volume rm nosuch
volume rm -f nosuch
volume rm ''
volume remove nosuch nosuch2
volume prune x
volume prune -a -f
volume prune -f --filter bogus=x
volume prune -f --filter label=nosuch
system
system df
system df x
system df --format json
system df --format raw
system df --format '{{.Type}} {{.TotalCount}} {{.Active}} {{.Size}} {{.Reclaimable}}'
system df --format 'table {{.Type}}\t{{.Size}}'
system df -v
system df -v --format '{{range .Containers}}{{.Names}} {{.Size}} {{.LocalVolumes}};{{end}}{{range .Images}}{{.Repository}} {{.UniqueSize}};{{end}}'
system prune x
system prune -f --volumes --filter until=1h
system prune -f --filter bogus=x
info x
info -f '{{.ServerVersion}} {{.Driver}} {{.NCPU}} {{.Swarm.LocalNodeState}} {{.Warnings}} {{.RegistryConfig.Mirrors}} {{.Plugins.Volume}} {{.Labels}}'
info -f '{{json .Plugins}}'
info -f '{{.ID'
info --bad
events x
events --since bogus
events --until bogus
events --format '{{.Bogus}}' --until 0s
events --format '{{.ID' --until 0s
events --since 2020-01-01 --until 2020-01-02
events --since 1h --until 59m
events --since -5m --until 0
events -f x
stats --no-stream nosuch
stats --no-stream stage-created
stats --no-stream stage-created nosuch
stats --no-stream --format json stage-created
stats --no-stream --format '{{.Container}} {{.ID}} {{.Name}} {{.CPUPerc}} {{.MemUsage}} {{.MemPerc}} {{.NetIO}} {{.BlockIO}} {{.PIDs}}' stage-created
stats --no-stream --no-trunc stage-created
stats --no-stream --format 'table {{.Name}}\t{{.PIDs}}' stage-created
stats --no-stream --format '{{.Bogus}}' stage-created
stats --no-stream --format '{{.ID' stage-created
stats --no-stream --format raw stage-created
stats --bad
cp
cp a
cp a b
cp a:/x b:/y
cp nosuch:/x /tmp
cp stage-created:/nosuch /tmp
cp /nosuch stage-created:/
cp - -
cp - stage-created:/etc/passwd
cp '' stage-created:/
cp stage-created:/ ''
cp stage-created:/etc/passwd /nosuch/x
cp stage-created:/etc /dev/null
cp /etc/hostname stage-created:/nosuch/x
cp /etc/hostname stage-created:/nosuch/
cp /etc stage-created:/etc/passwd
cp stage-created:/etc/passwd -
cp --bad a b
"""

# Why the program's output differs from docker's where it does (the README says the same to users).
DIFFERENCES = {
    "-H unix:///a -H unix:///b ps": "several engines are asked",
    "images a b": "docker has a letter too many: 'SRun'",
    "login a b": "the same",
    "logout a b": "the same",
    "pull": "pull takes several references",
    "pull a b": "pull takes several references",
    "pull --bad alpine": "pull takes several references",
    "logs": "logs takes several containers",
    "wait": "wait has flags",
    "wait --bad": "wait has flags",
    "logs nosuch1 nosuch2": "logs takes several containers",
    "logs --bad stage-long": "logs takes several containers",
    "attach --detach-keys xx stage-sleeper": "keys that can't be understood are told before the engine is asked",
    "run --rm --detach-keys xx alpine true": "the same",
    "restart --time 0 -t 0 stage-created": "that a flag is deprecated is said on stderr",
    "volume create a b": "docker has a letter too many: 'SRun'",
    "cp /nosuch stage-created:/": "docker shows the root with two slashes",
    "network rm": "docker's usage forgets that there are options",
    "system": "dockctl manages engines of others too",
    "cp a": "cp's usage is one line",
    "cp": "cp's usage is one line",
    "cp --bad a b": "cp's usage is one line",
    "stop --time 0 -t 0 stage-created": "that a flag is deprecated is said on stderr",
}

# Answers that can't be recorded: they tell of everything on the stage, of the time, or of the machine (its cores, its
# kernel, the versions of its packages). They are compared with what docker answers on the same machine.
LIVE_ONLY = (
    "system df",
    "events --since -5m",
    "version --format '{{json .Server}}'",
    "version --format '{{.Server.Version}} {{.Server.Os}}'",
    "info -f '{{.ServerVersion}} {{.Driver}} {{.NCPU}}",
    "info -f '{{json .Plugins}}'",
)


@dataclass(frozen=True)
class Outcome:
    """What a command line came to."""

    stdout: str
    stderr: str
    status: int

    def normalised(self, *, columns: bool) -> Outcome:
        """Return it without what differs from run to run and program to program (see normalise())."""
        stdout, stderr = (normalise(text, columns=columns) for text in (self.stdout, self.stderr))
        return Outcome(stdout, stderr, self.status)


def command_lines() -> list[str]:
    """Return the cases, one command line each, without the program's name."""
    return [line for line in CASES.splitlines() if line]


def steps(line: str) -> list[list[str]]:
    """Return the words of each command line in a case; several are joined by ``&&``, and all are run."""
    words = shlex.split(line)
    found: list[list[str]] = [[]]
    for word in words:
        if word == "&&":
            found.append([])
        else:
            found[-1].append(word)
    return found


_UNITS = "seconds|minutes|hours|days|weeks|months|years"
_AGE = rf"(?:Less than a second|About a minute|About an hour|1 second|\d+ (?:{_UNITS}))"


def normalise(text: str, *, columns: bool) -> str:
    """Return ``text`` without what differs from run to run and program to program.

    Without ``columns`` runs of spaces are one: ages have changed their width since they were recorded.
    """
    text = re.sub(r"\bdockctl\b", "docker", text)
    text = re.sub(r"^hint: .*\n", "", text, flags=re.MULTILINE)
    # docker's own log, about a pipe that it closes.
    text = re.sub(r'^time="[^"]*" level=.*\n', "", text, flags=re.MULTILINE)
    text = re.sub(r"\b[0-9a-f]{64}\b", "<ID>", text)
    text = re.sub(r"\b[0-9a-f]{12}\b", "<SHORT-ID>", text)
    text = re.sub(r"/docker-import-\d+/", "/docker-import/", text)
    if columns:
        return text
    text = re.sub(rf"\b{_AGE}\b", "<AGE>", text)
    text = re.sub(r"\b20\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?", "<TIME>", text)
    text = re.sub(r"/var/tmp/docker-engine-[\w-]+", "<ENGINE>", text)
    # The images are made of the machine's busybox, whose size changes with its version.
    text = re.sub(r"\b\d+\.\d+MB\b", "<SIZE>", text)
    text = re.sub(r"\bsha256:[0-9a-f]{24}…", "sha256:<CUT>…", text)
    text = re.sub(r'("(?:Virtual)?Size":\s*|linux )[1-9]\d{6}\b', r"\1<BYTES>", text)
    text = re.sub(r"\b[0-9a-f]{14}…", "<VOLUME>", text)
    text = re.sub(r"^(.*?): open /\S+/contexts/", r"\1: open <CONFIG>/contexts/", text, flags=re.MULTILINE)
    return re.sub(r" {2,}", "  ", text)
