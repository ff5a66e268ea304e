#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# That the RPMs come out of the spec file as they should: the whole of it runs, but for the compiler, whose place the
# programs take that are built already. What Debian's rpmbuild makes shows what is in them, not that they run on a
# Fedora.
#
#   tests/release/rpm.sh DAEMON ADMIN
. "$(dirname "$0")/../e2e/lib.sh"
source=$(realpath "$here/../..")
admin=$(cd "$OLDPWD" && realpath "$2")
version=$("$source/installer/version.sh")
name=prometheus-slurm-sd
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct)

# A cmake that builds all but the programs.
mkdir bin
cat >bin/cmake <<END
#!/bin/sh
set -eu
if [ "\$1" = --build ]; then
    cp "$daemon" "\$2/daemon/$name"
    cp "$admin" "\$2/gui/$name-admin"
    exec "$(command -v cmake)" --build "\$2" --target config_manual
fi
exec "$(command -v cmake)" "\$@"
END
chmod +x bin/cmake
PATH=$work/bin:$PATH "$source/installer/build-rpm.sh" "$work/rpm" >paths 2>build.log || fail "no RPMs: $(tail -n 30 build.log)"
architecture=$(rpm --eval '%{_arch}')
files=("$work/rpm/$name-$version-1.src.rpm" "$work/rpm/$name-$version-1.$architecture.rpm" "$work/rpm/$name-admin-$version-1.$architecture.rpm"
    "$work/rpm/$name-rules-$version-1.noarch.rpm")
equal "what was built" "$(printf '%s\n' "${files[@]}" | sort)" "$(sort paths)"

for file in "${files[@]}"; do
    rpm -K "$file" >digests || fail "$(cat digests)"
    equal "version, licence, time of $(basename "$file")" "$version-1 GPL-3.0-or-later $SOURCE_DATE_EPOCH localhost" \
        "$(rpm -qp --qf '%{version}-%{release} %{license} %{buildtime} %{buildhost}' "$file")"
done
equal "what is in the source RPM" "$name-$version.tar.gz $name.spec" "$(rpm -qpl "${files[0]}" | sort | paste -sd ' ')"
rpmlint -r "$source/installer/rpm/rpmlintrc" "${files[@]}" >rpmlint.log 2>&1
grep -q ' specfiles checked; ' rpmlint.log || fail "rpmlint: $(cat rpmlint.log)"
# A filter is for some releases of rpmlint, and not used by others.
grep -E '[^ ]: [EW]: ' rpmlint.log | grep -v ' E: unused-rpmlintrc-filter ' && fail "rpmlint: $(cat rpmlint.log)"

# All that is installed is in one of them: rpmbuild fails otherwise.
mapfile -t listed < <(rpm -qpl "${files[@]:1}")
for path in /usr/bin/$name /usr/bin/$name-notify /usr/bin/$name-admin /etc/$name/config.yaml /etc/default/$name \
    /usr/lib/systemd/system/$name.service /usr/lib/systemd/system/$name@.service /usr/lib/systemd/system/$name.socket \
    /usr/lib/systemd/system/$name-scontrol.timer /usr/lib/systemd/system/$name-scontrol.service \
    /usr/lib/systemd/system/$name-token.timer /usr/lib/systemd/system/$name-token.service /usr/lib/sysusers.d/$name.conf \
    /usr/share/man/man8/$name.8.gz /usr/share/man/man5/$name.5.gz /usr/share/man/man1/$name-admin.1.gz \
    /usr/share/$name/alerts.yml /usr/share/$name/node-alerts.yml /usr/share/$name/dashboard.json /usr/share/doc/$name/operations.md; do
    [[ " ${listed[*]} " == *" $path "* ]] || fail "$path is in none"
done
equal "files that an upgrade leaves alone" "/etc/default/$name /etc/$name/config.yaml" \
    "$(rpm -qpc "${files[1]}" | sort | paste -sd ' ')"
equal "who may read the config" "drwxr-x--- root $name,-rw-r----- root $name" \
    "$(rpm -qp --qf '[%{filenames} %{filemodes:perms} %{fileusername} %{filegroupname}\n]' "${files[1]}" |
        sed -n "s|^/etc/$name\(/config.yaml\)\? ||p" | paste -sd ,)"
equal "all of the rules is in a package of their own" "$(rpm -qpl "${files[@]:1}" | grep "^/usr/share/$name" | sort)" \
    "$(rpm -qpl "${files[3]}" | grep "^/usr/share/$name" | sort)"
equal "what the runbooks and the samples name is there" "consumers.md monitoring.md operations.md" "$(rpm -qpd "${files[3]}" | xargs -n 1 basename | paste -sd ' ')"
equal "windows that the daemon needs" "" "$(rpm -qp --requires "${files[1]}" | grep -iE 'gui|widgets|charts')"
for unit in $name.service $name.socket $name-token.timer; do
    [[ $(rpm -qp --scripts "${files[1]}") == *preset*"$unit"* ]] || fail "$unit is not preset"
done
mkdir root
cd root || exit 1
rpm2cpio "${files[1]}" | cpio --quiet -idm || fail "the RPM cannot be unpacked"
equal "the units look for the program" "/usr/bin/$name" \
    "$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "usr/lib/systemd/system/$name.service")"
equal "the users are those of the %pre" "$(cat usr/lib/sysusers.d/$name.conf)" \
    "$(rpm -qp --qf '%{prein}' "${files[1]}" | grep '^u ')"
equal "it runs" "$name $version" "$(usr/bin/$name --version | cut -d ' ' -f -2)"
