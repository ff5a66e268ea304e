#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# That the source tarball has what the last commit has, is the same bytes each time, and that the build of both
# programs can be made from it where there is no git and no network.
#
#   tests/release/tarball.sh DAEMON
. "$(dirname "$0")/../e2e/lib.sh"
source=$(realpath "$here/../..")
name=prometheus-slurm-sd-$("$source/installer/version.sh")

mkdir first
equal "its path" "first/$name.tar.gz" "$("$source/installer/make-tarball.sh" first)"
sleep 1
(umask 077 && "$source/installer/make-tarball.sh" second) >/dev/null || fail "no second tarball"
cmp "first/$name.tar.gz" "second/$name.tar.gz" || fail "the second tarball differs"
equal "gzip's header has no name and no time" "1f8b080000000000" "$(head -c 8 "first/$name.tar.gz" | od -An -tx1 | tr -d ' \n')"

tar -xf "first/$name.tar.gz" || fail "the tarball cannot be read"
equal "all is in one folder" "$name" "$(tar -tf "first/$name.tar.gz" | cut -d / -f 1 | sort -u)"
equal "its files" "$(git -C "$source" ls-tree -r --name-only HEAD | sort)" "$(cd "$name" && find . -type f -printf '%P\n' | sort)"
equal "their time" "$(git -C "$source" log -1 --format=%ct)" "$(find "$name" -type f -printf '%Ts\n' | sort -u)"
equal "nobody but their owner may write to them" "" "$(find "$name" -perm /022)"

# Nothing that fetches may be asked for.
mkdir bin
for command in git curl wget; do
    printf '#!/bin/sh\necho "asked for %s"\nexit 1\n' "$command" >"bin/$command"
    chmod +x "bin/$command"
done
# Root needs no user namespace of its own, which the kernel refuses within a chroot.
as=(--map-root-user)
((EUID > 0)) || as=()
PATH=$work/bin:$PATH unshare --net "${as[@]}" cmake --preset admin -S "$name" >configure.log 2>&1 || fail "it cannot be configured"
equal "asked for" "" "$(grep -i 'asked for' configure.log)"
