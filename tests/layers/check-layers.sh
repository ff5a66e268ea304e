#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-layers.sh [ROOT]: does every source file below ROOT keep to its layer, and every class have a name of its
# own? Prints each line that does not as FILE:LINE:TEXT below the rule it breaks; exit status 1 if there is one, 2 if
# there is nothing to check.
set -u
cd "${1:-$(dirname "$0")/../..}" || exit 2
failed=0

# sources PATH...: the C++ files in or at these paths that exist.
sources()
{
    for path in "$@"; do
        [ -e "$path" ] && find "$path" -type f \( -name '*.h' -o -name '*.cpp' \)
    done | sort
}

# refuse RULE PATTERN [FILE...]: no line of these files may match the extended regular expression. Comments
# may name what code may not.
refuse()
{
    rule=$1
    pattern=$2
    shift 2
    [ $# -gt 0 ] || return
    found=$(PATTERN=$pattern awk '{ code = $0; sub("//.*", "", code) }
        code ~ ENVIRON["PATTERN"] { print "    " FILENAME ":" FNR ":" $0 }' "$@")
    [ -z "$found" ] && return
    printf '%s:\n%s\n' "$rule" "$found"
    failed=1
}

# Logic that takes values and gives values: what a test can run without a socket, a file or a clock.
pure='common
daemon/access/bcrypthash
daemon/access/credentials
daemon/access/loginlimiter
daemon/access/tlsnames
daemon/access/webconfig
daemon/access/writerules
daemon/config/configcandidate
daemon/config/configpreview
daemon/httpserver/httpmessage
daemon/httpserver/peernetwork
daemon/httpserver/requesthead
daemon/httpserver/router
daemon/jobs/annotation
daemon/jobs/jobexplain
daemon/jobs/jobgpus
daemon/jobs/joblabels
daemon/jobs/jobplaces
daemon/jobs/jobrule
daemon/jobs/jobtargets
daemon/jobs/jobtargetset
daemon/slurm/answerhandler
daemon/slurm/apiversion
daemon/slurm/backoff
daemon/slurm/jobbuilder
daemon/slurm/jobfields
daemon/slurm/jobsparser
daemon/slurm/jobstates
daemon/slurm/jsonbytes
daemon/slurm/jsonescape
daemon/slurm/jsonmembers
daemon/slurm/jsonnumber
daemon/slurm/jsonparser
daemon/slurm/listfields
daemon/slurm/listhandler
daemon/slurm/listparser
daemon/slurm/nodebuilder
daemon/slurm/nodefields
daemon/slurm/nodesparser
daemon/slurm/responsereader
daemon/slurm/scontroltextparser
daemon/slurm/slurmerrors
daemon/slurm/slurmvalues
daemon/status/counters
daemon/status/daemonmetrics
daemon/status/eventlog
daemon/status/health
daemon/status/jobmetrics
daemon/status/lossreport
daemon/status/metricfamily
daemon/status/nodemetrics
daemon/status/timewords
daemon/statuspage/htmlwriter
daemon/statuspage/statuspage
daemon/statuspage/statuspageclusters
daemon/statuspage/statuspagejobs
daemon/statuspage/statuspagesearch
daemon/store/snapshotcodec
daemon/targets/answerguard
daemon/targets/explain
daemon/targets/fieldvalue
daemon/targets/filesdloss
daemon/targets/gres
daemon/targets/guardlimits
daemon/targets/jobguard
daemon/targets/labels
daemon/targets/namepatterns
daemon/targets/nodelistguard
daemon/targets/nodeselector
daemon/targets/nodetargets
daemon/targets/rememberedanswers
daemon/targets/statetimes
daemon/targets/targetbuilder
daemon/targets/targetdiff
daemon/targets/targetdocument
daemon/targets/targethost
daemon/targets/targetloss'
pure_paths=
for unit in $pure; do
    pure_paths="$pure_paths $unit $unit.h $unit.cpp"
done

if [ -z "$(sources common daemon gui)" ]; then
    echo "no sources in $PWD"
    exit 2
fi

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*'

# File names hold no spaces here.
# shellcheck disable=SC2046,SC2086
{
    refuse 'common/ includes nothing of ours but common/' \
        "$include\"([^c]|c[^o]|co[^m]|com[^m]|comm[^o]|commo[^n]|common[^/])" $(sources common)
    refuse 'daemon/ does not know gui/' "$include[\"<]gui/" $(sources daemon)
    refuse 'gui/ does not know daemon/' "$include[\"<]daemon/" $(sources gui)
    refuse 'only gui/views knows gui/views' "$include[\"<]gui/views/" \
        $(sources gui/values gui/api gui/models gui/editing)
    refuse 'gui/values includes nothing of the gui but gui/values' "$include[\"<]gui/(api|models|editing)/" $(sources gui/values)
    refuse 'gui/models does not know gui/api and gui/editing' "$include[\"<]gui/(api|editing)/" $(sources gui/models)
    refuse 'gui/api does not know gui/models and gui/editing' "$include[\"<]gui/(models|editing)/" $(sources gui/api)
    refuse 'gui/editing has no widgets' "$include<Q(Application|Widget|Label|Dialog|MessageBox|[A-Za-z]*(View|Button|Edit|Layout))>" \
        $(sources gui/editing)
    refuse 'gui/models is Qt Core alone' "$include<Q(Application|GuiApplication|Color|Font|Icon|Network[A-Za-z]*|Palette|Pixmap|TcpSocket|Widget)>" \
        $(sources gui/models)
    refuse 'only daemon/httpserver/httpserver and its compat header name QHttpServer' \
        'Q(Abstract)?HttpServer' \
        $(sources common daemon gui | grep -vE '^daemon/httpserver/(httpserver|qthttpservercompat)\.(h|cpp)$')
    # Under QT_USE_QSTRINGBUILDER that is no string yet, but references to its parts, which are gone.
    refuse 'what + makes of texts is a QString, not auto' \
        '(^|[^A-Za-z_])auto [A-Za-z_]+ = [^[].*(_s [+] |[+] (tr[(]|u"|u.[^ ]|QLatin1))' $(sources common daemon gui)
    refuse 'pure logic does no I/O' \
        "$include[\"<](Q(Tcp|Udp|Ssl|Local|Network|File|SaveFile|TemporaryFile|Dir|Process)[A-Za-z]*|fstream|filesystem|iostream)[\">]" \
        $(sources $pure_paths)
    refuse 'pure logic has no timer and no clock' \
        "$include[\"<]Q(Timer|BasicTimer|ElapsedTimer|DateTime|DeadlineTimer)[\">]|_clock::now" \
        $(sources $pure_paths)
}

# uses ROOM...: these rooms of daemon/ and those that they link, one after the other (slurmsd_add_room() in daemon/CMakeLists.txt).
uses()
{
    for used in "$@"; do
        echo "$used"
        # shellcheck disable=SC2046
        [ -e "daemon/$used/CMakeLists.txt" ] &&
            uses $(sed -n '/ USES /{ s/.* USES //; s/)//; p; }' "daemon/$used/CMakeLists.txt" | tr ' ' '\n' | sed -n 's/^slurmsd_//p')
    done
}
for lists in daemon/*/CMakeLists.txt; do
    [ -e "$lists" ] || continue
    room=$(basename "$(dirname "$lists")")
    # shellcheck disable=SC2046
    allowed=$(uses "$room" | sort -u | tr '\n' '|' | sed 's/|$//')
    # shellcheck disable=SC2046
    found=$(grep -nE "$include\"daemon/" $(sources "daemon/$room") /dev/null | grep -vE "\"daemon/($allowed)/")
    if [ -n "$found" ]; then
        printf 'a room of daemon/ includes what it links:\n%s\n' "$found" | sed '2,$s/^/    /'
        failed=1
    fi
done

# CONTRIBUTING.md tells a newcomer what each is for.
for room in daemon/*/ gui/*/; do
    [ -e "$room" ] && [ -e CONTRIBUTING.md ] || continue
    if ! grep -q "^| .*\`$room\`" CONTRIBUTING.md; then
        printf 'each room is in the table of CONTRIBUTING.md:\n    %s:\n' "$room"
        failed=1
    fi
done

# Two of one name are one to the linker, which takes either's inline functions: undefined behaviour, that no
# compiler sees. Classes within others are indented.
# shellcheck disable=SC2046
twice=$(awk '/^(class|struct) [A-Z][A-Za-z0-9]*($|[^A-Za-z0-9;])/ {
        name = $2
        if (name in place)
            print place[name] "    " FILENAME ":" FNR ":" $0
        place[name] = "    " FILENAME ":" FNR ":" $0 "\n"
    }' /dev/null $(sources common daemon gui | grep '\.h$'))
if [ -n "$twice" ]; then
    printf 'each class has a name of its own:\n%s\n' "$twice"
    failed=1
fi
exit $failed
