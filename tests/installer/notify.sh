#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does prometheus-slurm-sd-notify reach a daemon, run as slurmctld runs it, and say why where it does not?
#
#   tests/installer/notify.sh DAEMON
. "$(dirname "$0")/lib.sh"
config=$work/config.yaml
echo 'jobs: [{name: node, port: 9100}]' >"$config"

# logger stands in for the system's log.
mkdir bin
printf '#!/bin/sh\necho "$*" >>%q\n' "$work/syslog" >bin/logger
chmod 755 bin/logger
PATH=$work/bin:$PATH

notices() { curl -s "$url/metrics" | sed -n 's/^slurm_sd_notices_total{.*} //p' | xargs; }
# says STATUS PATTERN ARGUMENT...: how it ends, and what it says then, also to the system's log.
says() {
    local expected=$1 pattern=$2
    shift 2
    : >syslog
    "$notify" "$@" >said 2>&1
    equal "the exit status with $*" "$expected" $?
    [[ $(cat said) =~ $pattern ]] || fail "expected $pattern, got $(cat said)"
    [[ -z $pattern ]] || grep -qF -- "$(sed 's/^[^:]*: //' said | head -n 1)" syslog || fail "the system's log has not $(cat said)"
}

start open.log --slurm.endpoint demo: --web.enable-lifecycle
says 0 '' --url "$url" c01 c02
says 0 '' --url="$url/"
says 0 '' --url "$url" --cluster demo
equal "notices that arrived" 3 "$(notices)"
"$notify" --url "$url" 'c[01-02]' <&- >&- 2>&-
equal "it works without stdin, stdout and stderr, as slurmctld runs it" "0 4" "$? $(notices)"
(env -i "$notify" --url "$url" c01)
equal "it works without an environment" "0 5" "$? $(notices)"
says 1 'says .*no cluster \\"tux & llm\\"' --url "$url" --cluster "tux & llm"
says 2 'unknown flag --uri' --uri "$url"
says 2 '--url: expected a value' --url
says 2 'cannot read /nowhere' --url "$url" --curl-config /nowhere
stop TERM
says 1 'curl: \(7\)' --url "$url"

start shut.log --slurm.endpoint demo:
says 1 'says .*--web.enable-lifecycle' --url "$url"
stop TERM

echo "basic_auth_users: {notify: '$(perl -e 'print crypt("notify-secret", q($2b$04$YmwwPUHmnKQCzkIUj9.PUe))')'}" >web.yaml
start login.log --slurm.endpoint demo: --web.enable-lifecycle --web.config.file web.yaml
says 1 'says .*a user name and a password are needed' --url "$url"
echo 'user = "notify:notify-secret"' >login
says 0 '' --url "$url" --curl-config login
stop TERM
equal "what is refused tells no password" "" "$(grep -r notify-secret said syslog ./*.log)"

say "$checks checks passed"
