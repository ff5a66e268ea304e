#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Who gets in, and who may change what: every endpoint with every kind of login over every transport, the rules for
# writes, the web config file as it changes, and a real Prometheus with a login over TLS. Needs no root and no Slurm.
#
#   tests/e2e/access.sh DAEMON
. "$(dirname "$0")/lib.sh"

tls=$here/../data/tls
config=$work/config.yaml
web=$work/web.yaml
writes=(--web.enable-lifecycle --web.enable-admin-api)
nodes n1 n2
endpoint=(--slurm.endpoint "file:$work/nodes.json")
one_job=$'jobs:\n  - node:\n    port: 9100'
echo "$one_job" >"$config"

# Of alice-secret and bob-secret, by perl -e 'print crypt("alice-secret", q($2b$04$YmwwPUHmnKQCzkIUj9.PUe))'.
# shellcheck disable=SC2034
alice='$2b$04$YmwwPUHmnKQCzkIUj9.PUeLdG8PxhdklC9W9cn7zvpzq7pauffx/e'
# shellcheck disable=SC2034
bob='$2b$04$YmwwPUHmnKQCzkIUj9.PUeTavEcHb68RpFnAjAR6I6iyi7eELBOXS'
cp "$tls"/server.{pem,key} "$tls/client.pem" .

web_config() { # TRANSPORT USER...: web.yaml has plain, tls or a client_auth_type, and these users.
    local user
    {
        [[ $1 == plain ]] || echo $'tls_server_config:\n  cert_file: server.pem\n  key_file: server.key'
        [[ $1 == plain || $1 == tls ]] || echo $'  client_ca_file: client.pem\n  client_auth_type: '"$1"
        shift
        (($# == 0)) || echo "basic_auth_users:"
        for user; do echo "  $user: ${!user}"; done
    } >web.new && mv web.new "$web"
}

# A login that fails counts against its address: what is meant to fail comes from another one each time.
elsewhere() { echo "--interface 127.$((1 + RANDOM % 250)).$((RANDOM % 250)).$((1 + RANDOM % 250))"; }

is() { [[ $("${@:2}") == "$1" ]]; }

status_of() { curl -s -o answer -w '%{http_code}' --cacert "$work/server.pem" "$@"; }

# ---- every endpoint, with no login, wrong ones and a right one ----

# These are the daemon's with both flags and a node list; over whatever transport.
#
#   method and path                     no login   wrong   right
expected='
    GET  /-/healthy                       200       200     200
    GET  /health                          200       200     200
    GET  /-/ready                         200       200     200
    HEAD /-/ready                         200       200     200
    GET  /-/ready?verbose                 200       200     200
    POST /-/ready                         405       405     405
    GET  /                                401       401     200
    GET  /?node=n1                        401       401     200
    GET  /targets                         401       401     200
    HEAD /targets                         401       401     200
    GET  /targets?prom_job=node           401       401     200
    GET  /targets?prom_job=nod            401       401     404
    POST /targets                         401       401     405
    GET  /metrics                         401       401     200
    GET  /api/v1/status                   401       401     200
    GET  /api/v1/nodes                    401       401     200
    GET  /api/v1/explain?node=n1          401       401     200
    GET  /api/v1/explain?node=absent      401       401     404
    GET  /api/v1/explain                  401       401     400
    GET  /api/v1/config                   401       401     200
    HEAD /api/v1/config                   401       401     200
    PUT  /api/v1/config                   401       401     428
    POST /api/v1/config/preview           401       401     415
    GET  /api/v1/config/preview           401       401     405
    GET  /api/v1/events                   401       401     200
    GET  /api/v1/events?after=x           401       401     400
    POST /-/reload                        401       401     200
    PUT  /-/reload                        401       401     200
    GET  /-/reload                        401       401     405
    POST /api/v1/refresh                  401       401     202
    POST /api/v1/refresh?cluster=absent   401       401     404
    POST /api/v1/refresh?clustr=a         401       401     400
    POST /api/v1/guard/accept?clustr=a    401       401     400
    POST /-/reload?cluster=a              401       401     400
    PUT  /-/reload?x                      401       401     400
    POST /api/v1/config/preview?x=1       401       401     400
    PUT  /api/v1/config?x=1               401       401     400
    GET  /api/v1/config?x=1               401       401     400
    GET  /api/v1/nodes?x=1                401       401     400
    GET  /api/v1/jobs?x=1                 401       401     400
    GET  /api/v1/status?x=1               401       401     400
    GET  /metrics?x=1                     401       401     400
    GET  /metrics/jobs?x=1                401       401     400
    GET  /?nod=n1                         401       401     400
    GET  /api/v1/explain?nod=n1           401       401     400
    GET  /api/v1/events?afer=1            401       401     400
    GET  /targets?partition=absent        401       401     404
    GET  /targets?feature=absent          401       401     404
    GET  /targets?cluster=absent          401       401     404
    GET  /targets?partitions=p            401       401     400
    POST /api/v1/guard/accept             401       401     400
    GET  /absent                          401       401     404
    GET  /api/v1/                         401       401     404
    GET  /-/Healthy                       401       401     404
    GET  /-/healthy/                      401       401     404
    GET  //-/healthy                      401       401     404
    GET  /%2d/healthy                     401       401     200
    GET  /-/healthy/../../metrics         401       401     404
    TRACE /metrics                        401       401     405
'

file_is() { if cmp -s "$config" before; then echo old; elif cmp -s "$config" candidate; then echo new; fi; }

# Those that change something, with the body of another config: no login, a wrong one, a right one, each with what it
# makes of the file.
changes() { # WHAT URL CURL-OPTION...
    local what=$1 server=$2 revision change method path login answers right
    shift 2
    cp "$config" before
    sed 's/9100/9200/' before >candidate
    revision=$(curl -s --cacert "$work/server.pem" "$@" -u alice:alice-secret "$server/api/v1/config" | jq -r .revision)
    equal "$what: the revision is the file's SHA-256" "$(sha256sum <"$config" | cut -d ' ' -f 1)" "$revision"
    for change in "POST /api/v1/config/preview" "PUT /api/v1/config" "POST /-/reload" "POST /api/v1/refresh"; do
        read -r method path <<<"$change"
        answers=
        for login in "" "$(elsewhere) -u alice:bob-secret" "-u alice:alice-secret"; do
            # shellcheck disable=SC2086
            answers+=$(status_of "$@" -X "$method" $login -H "If-Match: \"$revision\"" \
                -H "Content-Type: application/yaml" --data-binary @candidate "$server$path")
            answers+=" $(file_is) "
        done
        right="200 old"
        case $path in
        /api/v1/config) right="200 new" ;;
        */refresh) right="202 old" ;;
        esac
        equal "$what: $change, with a body" "401 old 401 old $right " "$answers"
        case $path in
        */preview) equal "$what: it would be a change" true "$(jq .changed answer)" ;;
        /api/v1/config) cp before "$config" ;;
        esac
    done
}

matrix() { # WHAT URL CURL-OPTION...: this server answers as the table says.
    local what=$1 server=$2 method path none wrong right options actual wrongs i=0
    shift 2
    wrongs=("-u alice:bob-secret" "-u nobody:alice-secret" "-u alice:" "-u Alice:alice-secret" "-H Authorization:Basic"
        "-H Authorization:Bearer,alice-secret")
    while read -r method path none wrong right; do
        [[ -n $method ]] || continue
        options=(-X "$method")
        [[ $method != HEAD ]] || options=(-I)
        actual=$(status_of "$@" --path-as-is "${options[@]}" "$server$path")
        # shellcheck disable=SC2046,SC2086
        actual+=" $(status_of "$@" --path-as-is "${options[@]}" $(elsewhere) ${wrongs[i++ % ${#wrongs[@]}]} "$server$path")"
        actual+=" $(status_of "$@" --path-as-is "${options[@]}" -u alice:alice-secret "$server$path")"
        equal "$what: $method $path" "$none $wrong $right" "$actual"
    done <<<"$expected"
    changes "$what" "$server" "$@"
}

# refused WHAT STATUS URL CURL-OPTION...: every line of the table has this one status (000: no answer at all).
refused() {
    local what=$1 status=$2 server=$3 method path login answers=
    shift 3
    while read -r method path _; do
        [[ -n $method ]] || continue
        for login in "" "-u alice:alice-secret"; do
            # shellcheck disable=SC2086
            answers+="$(status_of "$@" --path-as-is -m 5 -X "$method" $login "$server$path") "
        done
    done <<<"$expected"
    equal "$what: always $status" "" "${answers//$status /}"
}

web_config plain alice
start plain.log "${endpoint[@]}" "${writes[@]}" --web.config.file "$web" --log.level debug
eventually 5 "ready" curl -sf "$url/-/ready"
matrix plain "$url"
stop TERM

web_config tls alice
start tls.log "${endpoint[@]}" "${writes[@]}" --web.config.file "$web" --log.level debug
eventually 5 "ready" curl -sf --cacert server.pem "$url/-/ready"
matrix TLS "$url"
refused "plain HTTP to a TLS port" 400 "${url/https/http}"
refused "a certificate that the client does not trust" 000 "$url" --cacert client.pem

alert=$(openssl s_client -connect "${url#https://}" -tls1_1 -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1)
equal "TLS 1.1 is refused by the server" yes "$([[ $alert == *"alert protocol version"* ]] && echo yes)"
equal "TLS 1.2 is taken" 200 "$(status_of --tls-max 1.2 "$url/-/ready")"
stop TERM

right=(--cert "$tls/client.pem" --key "$tls/client.key")
foreign=(--cert "$tls/othername.pem" --key "$tls/othername.key")
web_config RequireAndVerifyClientCert alice
start mtls.log "${endpoint[@]}" "${writes[@]}" --web.config.file "$web" --log.level debug
eventually 5 "ready" curl -sf --cacert server.pem "${right[@]}" "$url/-/ready"
matrix mTLS "$url" "${right[@]}"
refused "mTLS without a client certificate" 000 "$url"
refused "mTLS with a foreign client certificate" 000 "$url" "${foreign[@]}"
stop TERM

web_config VerifyClientCertIfGiven
start given.log "${endpoint[@]}" --web.config.file "$web"
equal "a client certificate where one is only verified if given: none, foreign, right" "200 000 200" \
    "$(status_of "$url/health") $(status_of "${foreign[@]}" "$url/health") $(status_of "${right[@]}" "$url/health")"
stop TERM

# ---- writes: off unless a flag allows them, and never for somebody else's page ----

lifecycle="POST:/-/reload PUT:/-/reload POST:/api/v1/refresh POST:/api/v1/guard/accept"
admin_api="PUT:/api/v1/config POST:/api/v1/config/preview"
start closed.log "${endpoint[@]}"
for write in $lifecycle $admin_api; do
    flag=--web.enable-lifecycle
    [[ $lifecycle == *"$write"* ]] || flag=--web.enable-admin-api
    equal "without the flag: $write" "403 forbidden" \
        "$(status_of -X "${write%%:*}" "$url${write#*:}") $(jq -r .errorType answer)"
    equal "the answer names the flag: $write" yes "$(grep -q -- "$flag" answer && echo yes)"
done
stop TERM

start rules.log "${endpoint[@]}" --web.enable-lifecycle
port=${url##*:}
eventually 5 "ready" curl -sf "$url/-/ready"
#   what                                expected   curl's options, with | between
rules="
    no browser at all                      202      -m|5
    a page of its own                      202      -H|Origin: $url
    a foreign page                         403      -H|Origin: http://evil.example
    another port's page                    403      -H|Origin: http://127.0.0.1:1
    a page without an origin               403      -H|Origin: null
    a page of another site                 403      -H|Sec-Fetch-Site: cross-site
    a name of this host                    202      -H|Host: localhost:$port
    a name that was bound again            403      -H|Host: evil.example:$port
    one that begins like ours              403      -H|Host: localhost.evil.example
    JSON                                   202      -H|Content-Type: application/json|-d|{}
    YAML                                   202      -H|Content-Type: application/yaml|-d|{}
    a form                                 415      -d|a=b
    a file upload                          415      -F|a=b
    plain text                             415      -H|Content-Type: text/plain|-d|{}
    no type for a body                     415      -H|Content-Type:|-d|{}
"
while IFS= read -r line; do
    [[ $line =~ ^\ +(.*[^\ ])\ +([0-9]{3})\ +(.*)$ ]] || continue
    what=${BASH_REMATCH[1]} expected_status=${BASH_REMATCH[2]}
    IFS='|' read -ra options <<<"${BASH_REMATCH[3]}"
    equal "a write from: $what" "$expected_status" "$(status_of -X POST "${options[@]}" "$url/api/v1/refresh")"
done <<<"$rules"
equal "a cluster that is none" '404 no cluster "absent"; Slurm does not tell the name of this one, and slurm.cluster is not set' \
    "$(status_of -X POST "$url/api/v1/refresh?cluster=absent") $(jq -r .error answer)"
equal "reads are open to whatever name" 200 "$(status_of -H "Host: evil.example" "$url/api/v1/status")"

# A name of one's own counts as soon as the config has it, and no longer.
named() { status_of -X POST -H "Host: $1" "$url/api/v1/refresh"; }
equal "a name that is not in web.host_names" 403 "$(named slurm-sd.example)"
printf '%s\nweb: {host_names: [slurm-sd.Example, other.example]}\n' "$one_job" >"$config"
equal "a reload" 200 "$(status_of -X POST "$url/-/reload")"
equal "names of web.host_names, in whatever case and with a port, and another one" "202 202 202 403" \
    "$(named slurm-sd.example) $(named "SLURM-SD.example:$port") $(named other.example) $(named third.example)"
echo "$one_job" >"$config"
equal "a reload" 200 "$(status_of -X POST "$url/-/reload")"
equal "a name that is taken out" 403 "$(named slurm-sd.example)"

# What happened, by kind.
seen() { curl -s "$url/api/v1/events" | jq -c --argjson after "$1" '[.events[] | select(.id > $after) | .kind]'; }
last_event() { curl -s "$url/api/v1/events" | jq .next; }
mark=$(last_event)
nodes n1 n2 n3
status_of -X POST "$url/api/v1/refresh" >/dev/null
eventually 5 "a new node changes the targets" is '["node_added","targets_changed"]' seen "$mark"
equal "the event names the job" node \
    "$(curl -s "$url/api/v1/events" | jq -r '.events[] | select(.kind == "targets_changed").subject' | tail -n 1)"
mark=$(last_event)
echo "surplus: 1" >>"$config"
equal "a reload with a problem" 422 "$(status_of -X POST "$url/-/reload")"
equal "is an event" '["config_reload_failed"]' "$(seen "$mark")"
echo "$one_job" >"$config"
equal "a reload" 200 "$(status_of -X POST "$url/-/reload")"
equal "is one, too" '["config_reload_failed","config_reloaded"]' "$(seen "$mark")"
nodes n1 n2

# No client makes series of its own.
series() { curl -s "$url/metrics" | sed -n 's/^slurm_sd_http_requests_total.*handler="\([^"]*\)".*/\1/p' | sort -u | xargs; }
status_of "$url/absent" "$url/metrics" -o answer >/dev/null
before=$(series)
for i in {1..40}; do
    status_of --path-as-is "$url/absent$i" "$url/targets/$i" "$url/api/v1/$i?a=$i" -o answer -o answer >/dev/null
    status_of -X "METHOD$i" "$url/metrics" >/dev/null
done
equal "the handlers of the metrics" "$before" "$(series)"
equal "one of them is for all that is not there" 1 "$(tr ' ' '\n' <<<"$before" | grep -cx other)"
stop TERM

# ---- writes need a login, or loopback ----

refused_start() { # WHAT REASON FLAG...: exit status 2, with that reason.
    local what=$1 reason=$2 output
    shift 2
    output=$(timeout 10 "$daemon" --config.file "$config" "${endpoint[@]}" "$@" 2>&1)
    equal "$what: exit status" 2 "$?"
    equal "$what: the reason" yes "$([[ $output == *"$reason"* ]] && echo yes || echo "$output")"
}

web_config plain
for flag in "${writes[@]}"; do
    for everywhere in 0.0.0.0:0 :0 '[::]:0'; do
        refused_start "$flag on $everywhere without a login" "ask for a login" "$flag" --web.listen-address "$everywhere"
    done
    refused_start "$flag on one address of many" "ask for a login" "$flag" \
        --web.listen-address 127.0.0.1:0 --web.listen-address 0.0.0.0:0
    refused_start "$flag with a web config that has no users" "ask for a login" "$flag" \
        --web.listen-address 0.0.0.0:0 --web.config.file "$web"
done
web_config VerifyClientCertIfGiven
refused_start "certificates only if given" "ask for a login" "${writes[@]}" --web.listen-address 0.0.0.0:0 \
    --web.config.file "$web"
echo $'basic_auth_users:\n  alice: plain-secret' >"$web"
refused_start "a password where a hash belongs" "basic_auth_users.alice" --web.config.file "$web"
equal "it is not repeated" 0 "$("$daemon" --config.check --config.file "$config" --web.config.file "$web" 2>&1 |
    grep -c plain-secret)"

# 127.0.0.0/8 is all of it loopback; what listens everywhere is reached there, too.
listen=(--web.listen-address 0.0.0.0:0)
web_config plain alice
start exposed.log "${endpoint[@]}" "${writes[@]}" --web.config.file "$web"
stop TERM
web_config RequireAndVerifyClientCert
start exposed.log "${endpoint[@]}" "${writes[@]}" --web.config.file "$web"
url=${url/0.0.0.0/127.0.0.1}
equal "a client certificate is login enough" "000 200" \
    "$(status_of -X POST "$url/-/reload") $(status_of -X POST "${right[@]}" "$url/-/reload")"
web_config plain
eventually 5 "a web config that takes the login away is refused while writes are allowed" \
    grep -q '"problem":"[^"]*ask for a login' exposed.log
equal "the login stays" "000 200" \
    "$(status_of -X POST "$url/-/reload") $(status_of "${right[@]}" "$url/api/v1/status")"
stop TERM
listen=(--web.listen-address 127.0.0.1:0)

# ---- the web config changes while clients are served ----

# shellcheck disable=SC2046
login() { status_of $(elsewhere) -u "$1:$1-secret" "$url/api/v1/status"; }
metric() { curl -s --cacert server.pem -u alice:alice-secret "$url/metrics" | sed -n "s/^$1 //p"; }
problems() { curl -s --cacert server.pem -u alice:alice-secret "$url/api/v1/status" | jq -c '.config.reload_problems'; }

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=renewed \
    -addext subjectAltName=IP:127.0.0.1 -keyout renewed.key -out renewed.pem 2>openssl.log || fail "openssl req"
serial() { openssl s_client -connect "${url#https://}" </dev/null 2>/dev/null | openssl x509 -noout -serial; }

web_config tls alice
start change.log "${endpoint[@]}" --web.enable-lifecycle --web.config.file "$web"
eventually 5 "ready" curl -sf --cacert server.pem "$url/-/ready"
equal "before: alice, bob" "200 401" "$(login alice) $(login bob)"
cat server.pem renewed.pem >both.pem
while :; do
    curl -s -o /dev/null -o /dev/null -w '%{http_code}\n' --cacert both.pem -u alice:alice-secret "$url/targets" "$url/targets"
done >codes &
client=$!
pids+=("$client")

web_config tls alice bob
eventually 4 "a new user gets in" is 200 login bob
before=$(serial)
cp renewed.key server.key && cp renewed.pem server.pem
eventually 4 "a new certificate is shown" eval '[[ $(serial) == "$(openssl x509 -noout -serial -in renewed.pem)" ]]'
equal "it is another one" no "$([[ $before == "$(serial)" ]] && echo yes || echo no)"
web_config tls alice
eventually 4 "a user who is gone is out, however often they were in" is 401 login bob

echo "surplus: 1" >>"$web"
eventually 4 "a broken web config is in the log" grep -q 'web.yaml:[0-9:]* surplus' change.log
equal "… in the status" yes "$([[ $(problems) == *surplus* ]] && echo yes)"
equal "… and in the metrics" 0 "$(metric slurm_sd_config_last_reload_successful)"
equal "what was in force stays" "200 401" "$(login alice) $(login bob)"
web_config tls alice
eventually 4 "it is good again as it was before" is 1 metric slurm_sd_config_last_reload_successful
equal "the status has no problem any more" '[]' "$(problems)"

# Whatever becomes of the file, no protection goes by itself. Each is written in place, as an editor does.
weaker() { # WHAT TAKES-AWAY: web.yaml is as on stdin now
    cat >"$web"
    eventually 4 "$1: the status says so" eval "[[ \$(problems) == *'$2'* ]]"
    equal "$1: the metrics too" "0 0" \
        "$(metric slurm_sd_config_last_reload_successful) $(metric slurm_sd_web_config_in_force)"
    equal "$1: the login and TLS stay" "200 401 400" \
        "$(login alice) $(login bob) $(status_of "http://${url#https://}/targets")"
}
weaker "emptied" "would take away the login (basic_auth_users) and TLS (tls_server_config)" </dev/null
weaker "without users" "would take away the login (basic_auth_users);" \
    <<<$'tls_server_config:\n  cert_file: server.pem\n  key_file: server.key'
weaker "without TLS" "would take away TLS (tls_server_config);" <<<"basic_auth_users: {alice: $alice}"
weaker "half-written" "basic_auth_users.alice" \
    <<<$'tls_server_config:\n  cert_file: server.pem\n  key_file: server.key\nbasic_auth_users:\n  alice: $2b$04$Ymww'
equal "the log says so" yes "$(grep -q '"level":"error".*would take away the login' change.log && echo yes)"
web_config tls alice
eventually 4 "and it is good again" is '[]' problems
equal "… in the metrics" 1 "$(metric slurm_sd_web_config_in_force)"

rm server.key
eventually 4 "a key that is gone is a problem" eval '[[ $(problems) == *server.key* ]]'
cp renewed.key server.key
eventually 4 "until it is back" eval '[[ $(problems) == "[]" ]]'

kill "$client"
wait "$client" 2>/dev/null
forget "$client"
equal "the client who asked all the while lost nothing" 200 "$(sort -u codes | tr '\n' ' ' | xargs)"
(($(wc -l <codes) > 50)) || fail "the client asked only $(wc -l <codes) times"
stop TERM

# Who asks for a reload means it.
web_config plain alice
start lower.log "${endpoint[@]}" --web.enable-lifecycle --web.config.file "$web"
eventually 5 "ready" curl -sf "$url/-/ready"
: >"$web"
eventually 4 "an emptied file is told" grep -q 'would take away the login' lower.log
equal "the login stays" "401 200" "$(status_of $(elsewhere) "$url/targets") $(login alice)"
equal "a reload that is asked for takes it" 200 "$(status_of -X POST -u alice:alice-secret "$url/-/reload")"
equal "the login is gone" 200 "$(status_of $(elsewhere) "$url/targets")"
equal "with a warning" 1 "$(grep -c '"level":"warn".*takes away the login (basic_auth_users)' lower.log)"
equal "and one that nothing protects this server" 1 "$(grep -c '"level":"warn".*asks for no login and gives no TLS' lower.log)"
stop TERM

# ---- the listen address moves ----

listen=()
port=$(free_port)
moved_to() { echo $'web:\n  listen_address: ["127.0.0.1:'"$1"$'"]\njobs:\n  - node:\n    port: 9100' >"$config"; }
moved_to "$port"
web_config plain
start move.log "${endpoint[@]}" --web.enable-lifecycle
eventually 5 "ready" curl -sf "$url/-/ready"
old=$url
port=$(free_port)
moved_to "$port"
equal "the reload that moves the address is answered at the old one" 200 "$(status_of -X POST "$old/-/reload")"
url=http://127.0.0.1:$port
equal "the new one answers" 200 "$(status_of "$url/targets?prom_job=node")"
eventually 2 "the old one does not" is 000 status_of "$old/targets?prom_job=node"
daemon_pid=$pid
run taken perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 1);
    $| = 1; print $s->sockport, "\n"; sleep 60'
eventually 5 "somebody else listens" test -s taken
port=$(cat taken)
moved_to "$port"
equal "an address that is taken: 422, and all stays" "422 200" \
    "$(status_of -X POST "$url/-/reload") $(status_of "$url/targets?prom_job=node")"
equal "the answer names it" yes "$(status_of -X POST "$url/-/reload" >/dev/null; grep -q "$port" answer && echo yes)"
sed -i 's/127.0.0.1/0.0.0.0/' "$config"
equal "an address for everybody, without a login: 422, and all stays" "422 200" \
    "$(status_of -X POST "$url/-/reload") $(status_of "$url/targets?prom_job=node")"
status_of -X POST "$url/-/reload" >/dev/null
equal "the answer says why" 1 "$(grep -c 'ask for a login' answer)"
stop TERM "$daemon_pid"
echo "$one_job" >"$config"
listen=(--web.listen-address 127.0.0.1:0)

# ---- failed logins ----

web_config plain alice bob
start logins.log "${endpoint[@]}" --web.config.file "$web"
eventually 5 "ready" curl -sf "$url/-/ready"
from_here() { status_of -u "$1:$2" "$url/targets"; }
equal "alice is in" 200 "$(from_here alice alice-secret)"
equal "one old password, again and again, locks nobody out" "$(printf '401 %.0s' {1..30})" \
    "$(for i in {1..30}; do from_here bob old; printf ' '; done)"
# One more for each 10 s that this takes.
guesses=0
while (code=$(from_here alice "guess$guesses"); [[ $code == 401 ]]) && ((guesses < 30)); do guesses=$((guesses + 1)); done
equal "ten guesses, with that one, then none for a while: $guesses" yes "$( ((guesses >= 9 && guesses < 20)) && echo yes)"
equal "it is refused with 503" 503 "$(from_here alice another)"
equal "Retry-After says how long" yes \
    "$(curl -si -u alice:guess "$url/targets" | grep -qiE '^retry-after: [1-9][0-9]?.$' && echo yes)"
equal "alice, who was in before, still is; bob, who was not, has to wait" "200 503" \
    "$(from_here alice alice-secret) $(from_here bob bob-secret)"
equal "bob gets in from elsewhere" 200 "$(login bob)"
equal "and then from here as well" 200 "$(from_here bob bob-secret)"
equal "the metrics have those that were wrong" $((30 + guesses)) "$(metric slurm_sd_auth_failures_total)"
equal "the log has one line, with the address" '["127.0.0.1","1"]' \
    "$(jq -c 'select(.msg == "failed logins") | [.address, .count]' logins.log)"
equal "and the events have one" '["1 failed login from 127.0.0.1"]' \
    "$(curl -s -u alice:alice-secret "$url/api/v1/events" | jq -c '[.events[] | select(.kind == "login_failed").text]')"
stop TERM

# ---- a real Prometheus, with a login over TLS ----

cp "$tls"/server.{pem,key} .
web_config tls alice
start prometheus-sd.log "${endpoint[@]}" --web.config.file "$web"
discovered=$pid
eventually 5 "ready" curl -sf --cacert server.pem "$url/-/ready"
access="scheme: https, tls_config: {ca_file: $work/server.pem}, basic_auth: {username: alice, password: alice-secret}"
cat >prometheus.yaml <<YAML
scrape_configs:
  - {job_name: self, scrape_interval: 1s, $access, static_configs: [{targets: ["${url#https://}"]}]}
  - job_name: node
    scrape_interval: 1h
    http_sd_configs: [{url: "$url/targets?prom_job=node", refresh_interval: 1s, ${access#scheme: https, }}]
YAML
promtool check config prometheus.yaml >promtool.log 2>&1 || fail "promtool check config: $(cat promtool.log)"
equal "promtool discovers the nodes" '["n1:9100","n2:9100"]' \
    "$(promtool check service-discovery --timeout=2s prometheus.yaml node 2>promtool.log |
        jq -c '[.[].discoveredLabels.__address__]')"
sed 's/alice-secret/wrong/' prometheus.yaml >wrong.yaml
equal "with a wrong password it discovers none" '[]' \
    "$(promtool check service-discovery --timeout=2s wrong.yaml node 2>promtool.log | jq -c .)"
curl -s --cacert server.pem -u alice:alice-secret "$url/metrics" | promtool check metrics >promtool.log 2>&1
equal "promtool has nothing to say about /metrics" "0 " "$? $(cat promtool.log)"

port=$(free_port)
run prometheus.log prometheus --config.file=prometheus.yaml --storage.tsdb.path=tsdb --web.listen-address="127.0.0.1:$port"
ask() { curl -sfG "http://127.0.0.1:$port/api/v1/query" --data-urlencode "query=$1" | jq -er '.data.result[0].value[1]'; }
eventually 15 "Prometheus scrapes /metrics" is 1 ask 'up{job="self"}'
eventually 5 "what it scraped" is 2 ask 'sum(slurm_sd_nodes)'
found() { curl -sf "http://127.0.0.1:$port/api/v1/targets" | jq -c '[.data.activeTargets[].discoveredLabels.__address__]
    | map(select(startswith("n"))) | sort'; }
eventually 10 "Prometheus has the nodes" is '["n1:9100","n2:9100"]' found
stop TERM "$discovered"

# ---- secrets ----

listener asked
listener_pid=$pid
web_config plain alice bob
for token in flag environment file config; do
    echo "$one_job" >"$config"
    flags=() variable=
    case $token in
    flag) flags=(--slurm.user-token "s3cret.to.ken") ;;
    environment) variable=s3cret.to.ken ;;
    file) echo "SLURM_JWT=s3cret.to.ken" >token && flags=(--slurm.user-token-file "$work/token") ;;
    config) printf '%s\nslurm: {user_token: s3cret.to.ken}\n' "$one_job" >"$config" ;;
    esac
    : >asked
    SLURM_JWT=$variable start "secrets-$token.log" --slurm.endpoint "http://127.0.0.1:$port" --slurm.user-name u \
        "${flags[@]}" "${writes[@]}" --web.config.file "$web" --log.level debug
    eventually 5 "the token of the $token is sent" grep -qi "^x-slurm-user-token: s3cret.to.ken" asked
    eventually 5 "the poll fails" grep -q '"class":"auth"' "secrets-$token.log"
    login alice >/dev/null
    from_here alice wrong-secret >/dev/null
    for page in "" metrics api/v1/status api/v1/events api/v1/nodes api/v1/config "api/v1/explain?node=n1" targets \
        -/ready; do
        curl -si -u alice:alice-secret "$url/$page"
    done >pages
    sed '1s/^/# A comment of ours.\n/; s/user_token: .*}/user_token: <secret>}/' "$config" >candidate
    revision=$(sha256sum <"$config" | cut -d ' ' -f 1)
    cp "$config" before
    for change in "POST /api/v1/config/preview" "PUT /api/v1/config"; do
        curl -si -u alice:alice-secret -X "${change% *}" -H "If-Match: \"$revision\"" -H "Content-Type: application/yaml" \
            --data-binary @candidate "$url${change#* }"
    done >changed
    equal "the config was previewed and written" 2 "$(grep -o 'HTTP/1.1 200' changed | wc -l)"
    cat changed >>pages
    equal "the file keeps its token" "$(cat before)" "$(tail -n +2 "$config")"
    curl -si -u alice:alice-secret -X POST "$url/-/reload" >>pages
    echo "jobs: {surplus}" >>"$config"
    curl -si -u alice:alice-secret -X POST "$url/-/reload" >>pages
    tr '\0' ' ' <"/proc/$pid/cmdline" >>pages
    # A hash, a password, a token, or an Authorization in base64.
    equal "no secret is in a page, or in ps: token from $token" "" \
        "$(grep -oE 's3cret|-secret|\$2[aby]\$.*|YWxpY2U6[A-Za-z0-9+/=]*|Authorization: .*' pages)"
    stop TERM
done
# A token in a wrong place, or under a name that is misspelled; without a login.
jwt=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3OTU0NjQwMDAsInN1biI6InByb20ifQ.k3wJ-4mG_0zq1Yw0pX5n3b7Y
pages() {
    for page in "" metrics api/v1/status api/v1/events api/v1/config -/ready; do
        curl -si "$url/$page"
    done
}
printf '# %s of Jo, user_tokn: n0t-shown\n%s\nslurm: {user_name: %s}\n' "$jwt" "$one_job" "$jwt" >"$config"
start misplaced.log --slurm.endpoint "http://127.0.0.1:$port" "--slurm.user-token-file=$jwt" --web.enable-lifecycle
eventually 5 "the poll fails" grep -q '"class":"auth"' misplaced.log
equal "/-/ready says where the token is looked for, and not the token" yes \
    "$(curl -s "$url/-/ready" | grep -q '<secret>' && echo yes)"
pages >pages
for line in "slurm: {user_tokn: n0t-shown}" "slurm: {password: n0t-shown}" "$jwt" "slurm: {tmeout: $jwt}"; do
    printf '%s\n%s\n' "$one_job" "$line" >"$config"
    curl -si -X POST "$url/-/reload" >>pages
    pages >>pages
    "$daemon" --config.check --config.file "$config" >>pages 2>&1
done
tr '\0' ' ' <"/proc/$pid/cmdline" >>pages
equal "a token in a wrong place is shown nowhere" "" "$(grep -ohE 'eyJhb.{9}|n0t-shown' pages misplaced.log | head -n 3)"
stop TERM
echo "$one_job" >"$config"

kill "$listener_pid"
wait "$listener_pid" 2>/dev/null
forget "$listener_pid"
equal "no secret is in a log" "" \
    "$(grep -oE 's3cret|-secret|\$2[aby]\$.*|YWxpY2U6[A-Za-z0-9+/=]*' ./*.log | grep -v '^./prometheus.log' | head -n 3)"

say "$checks checks passed"
