#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by run.sh within a Debian that has booted: the life of the packages, from the installation of an older version to
# the purge. Takes the packages from /packages, the older ones from /packages/old; what they depend on is in apt's cache.
set -u -o pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
service=prometheus-slurm-sd.service
config=/etc/prometheus-slurm-sd/config.yaml
url=http://localhost:8080
checks=0

fail() {
    echo "FAILED: $*" >&2
    systemctl status --no-pager --full "$service" >&2
    journalctl --no-pager -n 30 -o cat >&2
    exit 1
}
ok() { checks=$((checks + 1)) && echo "ok: $*"; }
equal() { # WHAT EXPECTED ACTUAL
    [[ $2 == "$3" ]] || fail "$1: expected $2, got $3"
    ok "$1"
}
succeeds() { # WHAT COMMAND...
    local what=$1
    shift
    "$@" >/tmp/last 2>&1 || fail "$what: $(cat /tmp/last)"
    ok "$what"
}
fails() { # WHAT COMMAND...
    local what=$1
    shift
    ! "$@" >/tmp/last 2>&1 || fail "$what: it succeeded: $(cat /tmp/last)"
    ok "$what"
}
eventually() { # WHAT COMMAND...
    local what=$1 tries=0
    shift
    until "$@" >/tmp/last 2>&1; do
        ((++tries < 150)) || fail "$what: $(cat /tmp/last)"
        sleep 0.2
    done
    ok "$what"
}
code() { curl -s -o /dev/null -w '%{http_code}' "$@"; }
answers() { [[ $(code "$url$2") == "$1" ]]; } # CODE PATH
targets() { curl -sf "$url/targets?prom_job=node" | grep -o '"[^"]*:9100"' | sort -u | wc -l; }
has_targets() { (($(targets) >= 30)); }
endpoint() { sed -i "s|^  endpoint:.*|  endpoint: \"$1\"|" "$config"; }
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /packages \
        -o -path /root -o -path /var/cache -o -path /var/log -o -path /var/lib/apt -o -path /var/lib/dpkg \) -prune -o -print | sort
}
# What others leave behind is not taken for what these do.
dependencies() { apt-get -y satisfy "$(dpkg-deb -f "$1" Depends), $(dpkg-deb -f "$1" Recommends)"; } # DEB

# ---- an older version is installed ----

succeeds "what the daemon depends on is there" dependencies /packages/old/prometheus-slurm-sd_*.deb
files >/tmp/before
succeeds "the older daemon is installed" apt-get -y install /packages/old/prometheus-slurm-sd_*.deb
equal "its version" 0.0.9-1 "$(dpkg-query -W -f '${Version}' prometheus-slurm-sd)"
equal "no library of widgets comes with it" "" "$(dpkg-query -W -f '${Package}\n' | grep -E '^libqt6(gui|widgets)|^libx11|^libgl1')"
equal "it runs" active "$(systemctl is-active $service)"
equal "it runs after a boot" enabled "$(systemctl is-enabled $service)"
equal "the socket is for those who want it" disabled "$(systemctl is-enabled prometheus-slurm-sd.socket)"
equal "so is the token's timer" disabled "$(systemctl is-enabled prometheus-slurm-sd-token.timer)"
equal "as a user of its own" prometheus-slurm-sd "$(stat -c %U "/proc/$(systemctl show -P MainPID $service)")"
equal "who may read the config" "750 root prometheus-slurm-sd 640 root prometheus-slurm-sd" \
    "$(stat -c '%a %U %G' /etc/prometheus-slurm-sd $config | paste -sd ' ')"
equal "what it says before it has a node list" 503 "$(code $url/targets?prom_job=node)"
succeeds "its page says what is wrong" grep -q slurmrestd.sock <(curl -s $url/)

# ---- the service ----

for unit in $service prometheus-slurm-sd@.service; do
    exposure=$(systemd-analyze security --no-pager "$unit" | sed -n 's/.*exposure level.*: \([0-9.]*\) .*/\1/p')
    [[ -n $exposure ]] && awk "BEGIN { exit !($exposure <= 1.5) }" || fail "$unit: expected an exposure of at most 1.5, got ${exposure:-none}"
    ok "the exposure of $unit is $exposure"
done

endpoint demo:
succeeds "reload" systemctl reload $service
eventually "the demo's nodes are targets" has_targets
nodes=$(targets)
cp $config /tmp/config.yaml
echo 'jobs: 5' >>$config
fails "a reload of a broken config fails" systemctl reload $service
equal "and changes nothing: it runs" active "$(systemctl is-active $service)"
equal "and serves" "$nodes" "$(targets)"
cat /tmp/config.yaml >$config

pid=$(systemctl show -P MainPID $service)
systemctl kill --signal=KILL --kill-whom=main $service
eventually "killed, it comes back with the nodes it had" has_targets
[[ $(systemctl show -P MainPID $service) != "$pid" ]] || fail "it was not killed"

# A list is that of its endpoint, so this one has to vanish.
nodes_file=/etc/prometheus-slurm-sd/nodes.json
for ((i = 1; i <= 40; i++)); do
    printf '%s{"name":"n%d","address":"n%d","state":["IDLE"],"partitions":["batch"]}' "$([[ $i == 1 ]] || echo ,)" $i $i
done | sed 's/^/{"errors":[],"nodes":[/; s/$/]}/' >$nodes_file
endpoint file:$nodes_file
systemctl restart $service
eventually "it serves the nodes of a file" eval '[[ $(targets) == 40 ]]'
eventually "which are stored" test -n "$(find /var/lib/prometheus-slurm-sd -type f)"
rm $nodes_file
systemctl restart $service
eventually "restarted without it, it serves the stored list" eval '[[ $(targets) == 40 ]]'
succeeds "and says so" grep -q '^slurm_sd_node_list_stored.* 1$' <(curl -s $url/metrics)
endpoint demo:

equal "the memory limit" 1073741824 "$(systemctl show -P MemoryMax $service)"

# ---- an instance of the template, and the socket ----

cat >/etc/prometheus-slurm-sd/other.yaml <<'YAML'
slurm: {endpoint: "demo:"}
web: {listen_address: ["127.0.0.1:8081"]}
jobs: [{name: node, port: 9100}]
YAML
chgrp prometheus-slurm-sd /etc/prometheus-slurm-sd/other.yaml
succeeds "an instance starts" systemctl start prometheus-slurm-sd@other.service
url=http://localhost:8081 eventually "and serves" has_targets
succeeds "with a state of its own" test -d /var/lib/prometheus-slurm-sd/other
systemctl stop prometheus-slurm-sd@other.service
rm /etc/prometheus-slurm-sd/other.yaml

systemctl stop $service
succeeds "the socket listens in the daemon's place" systemctl start prometheus-slurm-sd.socket
eventually "and starts it at the first request" has_targets
before=$(systemctl show -P MainPID $service)
(for ((i = 0; i < 40; i++)); do
    code $url/-/healthy
    echo
    sleep 0.05
done) >/tmp/codes &
asking=$!
sleep 0.3
systemctl restart $service
wait $asking
equal "no request fails while it restarts" "200" "$(sort -u /tmp/codes | paste -sd ' ')"
[[ $(systemctl show -P MainPID $service) != "$before" ]] || fail "it was not restarted"
systemctl stop prometheus-slurm-sd.socket $service
systemctl start $service
succeeds "restarted again and again, it runs" sh -ec "for i in 1 2 3 4 5 6; do systemctl restart $service; done"

# ---- the upgrade ----

echo '# the administrator was here' >>$config
succeeds "the daemon is upgraded, its conffile changed by both sides" \
    apt-get -y -o Dpkg::Options::=--force-confold install /packages/prometheus-slurm-sd_*.deb
new=$(dpkg-query -W -f '${Version}' prometheus-slurm-sd)
[[ $new != 0.0.9-1 ]] || fail "it was not upgraded"
succeeds "the administrator's config stays" grep -qx '# the administrator was here' $config
succeeds "the package's own lies beside it" test -e $config.dpkg-dist
eventually "the new version runs" grep -q "version=\"${new%-*}\"" <(curl -s $url/metrics)
eventually "with the nodes it had" has_targets
equal "who may read the config now" "640 root prometheus-slurm-sd" "$(stat -c '%a %U %G' $config)"

files >/tmp/without
succeeds "what the admin program depends on is there" dependencies /packages/prometheus-slurm-sd-admin_*.deb
files | comm -13 /tmp/without - >/tmp/dependencies
succeeds "the admin program is installed" apt-get -y install /packages/prometheus-slurm-sd-admin_*.deb
equal "and starts" "prometheus-slurm-sd-admin ${new%-*}" "$(QT_QPA_PLATFORM=offscreen prometheus-slurm-sd-admin --version)"
equal "dpkg --verify finds nothing but the config that was changed" "??5?????? c $config" \
    "$(dpkg --verify prometheus-slurm-sd prometheus-slurm-sd-admin)"
for page in 'prometheus-slurm-sd.8' 'prometheus-slurm-sd-notify.8' 'prometheus-slurm-sd.5' 'prometheus-slurm-sd-admin.1'; do
    succeeds "$page is there" test -e "/usr/share/man/man${page##*.}/$page.gz"
done

# ---- the rules, which are a package of their own ----

equal "the daemon has no rules" "" "$(dpkg -L prometheus-slurm-sd prometheus-slurm-sd-admin | grep ^/usr/share/prometheus-slurm-sd)"
equal "they depend on nothing" "" "$(dpkg-deb -f /packages/prometheus-slurm-sd-rules_*.deb Depends)"
succeeds "they are installed" apt-get -y install /packages/prometheus-slurm-sd-rules_*.deb
for file in alerts.yml node-alerts.yml alertmanager-inhibit.yml prometheus.yml scrape/node.yml dashboard.json jobs.json nodes.json; do
    succeeds "$file is there" test -s "/usr/share/prometheus-slurm-sd/$file"
done
for page in consumers.md monitoring.md operations.md; do
    succeeds "what the runbooks name is there: $page" test -s "/usr/share/doc/prometheus-slurm-sd-rules/$page"
done

# ---- the removal ----

succeeds "all are removed" apt-get -y remove prometheus-slurm-sd prometheus-slurm-sd-admin prometheus-slurm-sd-rules
equal "it does not run" inactive "$(systemctl is-active $service)"
succeeds "the config stays" test -e $config
succeeds "so does the state" test -d /var/lib/prometheus-slurm-sd
rm $config.dpkg-dist
succeeds "the daemon is purged" apt-get -y purge prometheus-slurm-sd
left=$(files | comm -13 /tmp/before - | comm -23 - /tmp/dependencies)
# The user stays, as users of packages do: see sysusers.d(5).
equal "no file is left" "" "$(grep -vE '^/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$' <<<"$left")"

echo "$checks checks passed"
