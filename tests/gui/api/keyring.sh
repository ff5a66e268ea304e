#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# keyring.sh COMMAND...: runs the command on a bus of its own with a keyring that is open, both gone afterwards.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home" XDG_CONFIG_HOME="$home" XDG_RUNTIME_DIR="$home" XDG_CURRENT_DESKTOP=GNOME
unset DISPLAY DBUS_SESSION_BUS_ADDRESS
# The daemon stays in the foreground of the bus's session, and ends with it.
# shellcheck disable=SC2016
dbus-run-session -- sh -c '
    printf "\n" | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
    keyring=$!
    trap "kill $keyring" EXIT
    n=0
    until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.secrets | grep -q "boolean true"; do
        n=$((n + 1))
        [ "$n" -lt 100 ] || { echo "no keyring"; exit 1; }
        sleep 0.1
    done
    "$@"' sh "$@"
