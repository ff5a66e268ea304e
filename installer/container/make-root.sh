#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes ROOT the whole file system of a container that runs the program DAEMON and nothing else: the program, the
# libraries that it loads, certificates, and what names its user. Run by Containerfile in its build stage, as root on
# Debian.
#
#   installer/container/make-root.sh DAEMON ROOT
set -eu
umask 022
daemon=$1
root=$2
user=prometheus-slurm-sd

mkdir -p "$root/usr/bin" "$root/etc/$user" "$root/etc/ssl/certs" "$root/var/lib/dpkg/status.d"
# The loader's path begins with /lib or /lib64: links, as in Debian.
for directory in lib lib64; do
    [ ! -L "/$directory" ] || ln -s "usr/$directory" "$root/$directory"
done
install -s -m 755 "$daemon" "$root/usr/bin/"

# Qt loads its TLS backend as a plugin: ldd does not see it in the program. The locale is for Qt as well, which wants
# one with UTF-8.
tls=$(find /usr/lib -path '*/qt6/plugins/tls/libqopensslbackend.so')
libraries=$(ldd "$daemon" "$tls" | sed -n 's|^.*\s\(/\S*\) (0x[0-9a-f]*)$|\1|p' | sort -u)
packages=$(mktemp)
printf '%s\n' base-files ca-certificates >"$packages"
for file in "$tls" $libraries /usr/lib/locale/C.utf8/LC_*; do
    # Under the name that it is loaded by; its package may know it by another.
    copy=$root$(realpath "$(dirname "$file")")/$(basename "$file")
    mkdir -p "$(dirname "$copy")"
    cp -RL "$file" "$copy"
    file=$(realpath "$file")
    { dpkg-query -S "$file" 2>/dev/null || dpkg-query -S "${file#/usr}"; } >>"$packages"
done

# Their licences, and what scanners for vulnerabilities read: which release of Debian, and which packages of it.
sed 's/:.*//' "$packages" | sort -u | while read -r package; do
    install -D -m 644 "/usr/share/doc/$package/copyright" "$root/usr/share/doc/$package/copyright"
    dpkg-query -s "$package" >"$root/var/lib/dpkg/status.d/$package"
done
rm "$packages"

cp -R /usr/share/common-licenses "$root/usr/share/"
cp -L /etc/os-release /etc/debian_version "$root/etc/"

cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
echo "$user:x:65532:65532::/:/sbin/nologin" >"$root/etc/passwd"
echo "$user:x:65532:" >"$root/etc/group"
install -d -m 700 -o 65532 -g 65532 "$root/var/lib/$user"
