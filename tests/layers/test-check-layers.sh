#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Does check-layers.sh pass a tree that keeps the layers, and find each way to break them?
set -u
check=$(dirname "$0")/check-layers.sh
root=$(mktemp -d) || exit 2
trap 'rm -rf "$root"' EXIT
failed=0

# plant FILE LINE: a tree of good files, and FILE with that line in it.
plant()
{
    rm -rf "${root:?}"/*
    mkdir -p "$root/common" "$root/daemon/httpserver" "$root/daemon/access" "$root/daemon/api" "$root/daemon/slurm" "$root/daemon/targets"
    mkdir -p "$root/gui/values" "$root/gui/api" "$root/gui/models" "$root/gui/editing" \
        "$root/gui/views"
    echo 'slurmsd_add_room(httpserver SOURCES router.cpp)' >"$root/daemon/httpserver/CMakeLists.txt"
    printf 'slurmsd_add_room(access\n    SOURCES a.cpp\n    USES slurmsd_httpserver)\n' >"$root/daemon/access/CMakeLists.txt"
    printf 'slurmsd_add_room(api\n    USES slurmsd_access)\n' >"$root/daemon/api/CMakeLists.txt"
    echo '#include "common/node.h"' >"$root/common/config.cpp"
    echo '#include "daemon/slurm/nodesource.h"' >"$root/daemon/application.cpp"
    echo '#include <QHttpServer>' >"$root/daemon/httpserver/httpserver.cpp"
    echo '#include <QAbstractHttpServer>' >"$root/daemon/httpserver/qthttpservercompat.h"
    echo '#include <QTimer>' >"$root/daemon/slurm/poller.cpp"
    echo '#include "common/node.h"' >"$root/gui/api/client.cpp"
    echo "$2" >>"$root/$1"
}

# expect STATUS WORDS [WORDS]: what the check makes of the tree.
expect()
{
    output=$(sh "$check" "$root" 2>&1)
    status=$?
    case $status:$output in
    "$1:"*"$2"*"${3-}"*) ;;
    *)
        echo "expected status $1 with '$2', got status $status with '$output' for $planted"
        failed=1
        ;;
    esac
}

# accepts FILE LINE, refuses FILE LINE RULE
accepts()
{
    planted="$1: $2"
    plant "$1" "$2"
    expect 0 ''
}
refuses()
{
    planted="$1: $2"
    plant "$1" "$2"
    expect 1 "$3:" "    $1:"
}

accepts common/node.h '#include "common/result.h"'
accepts common/node.h '// As QFile does; see steady_clock::now().'
accepts daemon/slurm/poller.cpp 'auto now = std::chrono::steady_clock::now();'
accepts daemon/targets/targetstore.cpp '#include <QThreadPool>'

texts='what + makes of texts is a QString, not auto'
refuses gui/views/dialog.cpp '    const auto keys = native(up) + u", "_s + native(down);' "$texts"
refuses daemon/main.cpp 'auto text = u"a"_s + name;' "$texts"
accepts gui/views/dialog.cpp 'const QString keys = native(up) + u", "_s;'
accepts gui/views/dialog.cpp 'const auto mixed = [](const QString &text) { return QString(text + u"%"_s); };'
accepts gui/views/dialog.cpp 'const auto end = all.begin() + 1;'

ours='common/ includes nothing of ours but common/'
refuses common/node.h '#include "daemon/slurm/token.h"' "$ours"
refuses common/node.cpp '  #  include "gui/api/client.h"' "$ours"
refuses common/node.cpp '#include "node.h"' "$ours"
refuses common/node.cpp '#include "commons/node.h"' "$ours"
refuses daemon/slurm/poller.cpp '#include "gui/api/client.h"' 'daemon/ does not know gui/'
refuses gui/api/client.h '#include "daemon/httpserver/httpmessage.h"' 'gui/ does not know daemon/'

views='only gui/views knows gui/views'
refuses gui/api/client.h '#include "gui/views/page.h"' "$views"
refuses gui/models/nodesmodel.cpp '#include "gui/views/statestyle.h"' "$views"
refuses gui/editing/jobssession.cpp '#include "gui/views/jobspage.h"' "$views"
refuses gui/values/apierror.h '#include "gui/views/page.h"' "$views"
accepts gui/views/page.cpp '#include "gui/views/page.h"'
for room in api models editing; do
    refuses gui/values/apierror.h "#include \"gui/$room/a.h\"" 'gui/values includes nothing of the gui but gui/values'
done
for room in api editing; do
    refuses gui/models/nodesmodel.cpp "#include \"gui/$room/a.h\"" 'gui/models does not know gui/api and gui/editing'
done
for room in models editing; do
    refuses gui/api/client.h "#include \"gui/$room/a.h\"" 'gui/api does not know gui/models and gui/editing'
done
for room in values api models; do
    accepts gui/editing/jobssession.cpp "#include \"gui/$room/a.h\""
done
for class in QApplication QWidget QPushButton QTableView; do
    refuses gui/editing/jobssession.h "#include <$class>" 'gui/editing has no widgets'
done
accepts gui/editing/jobssession.h '#include <QUndoStack>'
for class in QApplication QColor QIcon QNetworkAccessManager QNetworkReply QTcpSocket QWidget; do
    refuses gui/models/nodesmodel.h "#include <$class>" 'gui/models is Qt Core alone'
done
accepts gui/models/nodesmodel.h '#include <QAbstractTableModel>'
accepts gui/views/page.h '#include <QWidget>'

# shellcheck disable=SC2016
planted='a room that is not told'
plant CONTRIBUTING.md '| `daemon/httpserver/`, `daemon/access/`, `daemon/api/`, `daemon/slurm/`, `daemon/targets/`, `gui/api/`, `gui/models/`, `gui/views/`, `gui/values/`, `gui/editing/` | told |'
expect 0 ''
mkdir "$root/daemon/attic"
expect 1 'each room is in the table of CONTRIBUTING.md:' '    daemon/attic/:'

links='a room of daemon/ includes what it links'
refuses daemon/httpserver/router.cpp '#include "daemon/access/login.h"' "$links"
refuses daemon/access/login.cpp '#include "daemon/targets/targetset.h"' "$links"
accepts daemon/access/login.cpp '#include "daemon/httpserver/router.h"'
accepts daemon/api/api.cpp '#include "daemon/httpserver/router.h"'

server='only daemon/httpserver/httpserver and its compat header name QHttpServer'
refuses daemon/httpserver/router.cpp '#include <QHttpServer>' "$server"
refuses daemon/application.h 'class QAbstractHttpServer;' "$server"
refuses daemon/httpserver/httpserverguard.cpp 'QHttpServerResponder' "$server"
refuses gui/api/client.cpp 'QHttpServer server;' "$server"

for class in QTcpSocket QTcpServer QLocalSocket QNetworkAccessManager QNetworkReply QFile QSslSocket; do
    refuses common/node.cpp "#include <$class>" 'pure logic does no I/O'
done
refuses daemon/targets/targetbuilder.cpp '#include <fstream>' 'pure logic does no I/O'
refuses daemon/slurm/nodesparser.h '#include <QFile>' 'pure logic does no I/O'
for class in QTimer QElapsedTimer QDateTime; do
    refuses daemon/slurm/nodesparser.cpp "#include <$class>" 'pure logic has no timer and no clock'
done
refuses common/node.cpp 'auto now = std::chrono::system_clock::now();' 'pure logic has no timer and no clock'
refuses daemon/targets/targetbuilder.cpp 'auto now = steady_clock::now();' 'pure logic has no timer and no clock'

accepts common/node.h "$(printf 'class Node;\nclass Node\n{\n    class Node\n')"
refuses common/node.h "$(printf 'class Node\n{};\nstruct Node : Base')" 'each class has a name of its own'

rm -rf "${root:?}"/*
planted='an empty tree'
expect 2 'no sources'
exit $failed
