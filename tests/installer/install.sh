#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does `cmake --install` put everything where the system looks for it, in the three parts that the packages are made of,
# and leave a changed configuration alone?
#
#   tests/installer/install.sh DAEMON BUILD_DIRECTORY
. "$(dirname "$0")/../e2e/lib.sh"
source=$(realpath "$here/../..")
build=$2
cached() { sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"; }
prefix=$(cached CMAKE_INSTALL_PREFIX)
# As GNUInstallDirs has it.
[[ $prefix == /usr ]] && etc=/etc || etc=$prefix/etc

# installed FOLDER CMAKE_ARGUMENT...: installs below FOLDER, and prints what is there then.
installed() {
    DESTDIR=$work/$1 cmake --install "$build" "${@:2}" >"$1.log" 2>&1 || fail "cmake --install: $(tail -n 3 "$1.log")"
    (cd "$1" && find . -type f | sed 's/^\.//' | sort)
}

parts=(daemon rules)
[[ ! -e $build/gui/prometheus-slurm-sd-admin ]] || parts+=(admin)
for part in "${parts[@]}"; do
    installed "$part" --component "$part" >"$part.list"
    equal "nobody else may write what $part has" "" "$(find "$part" -perm /022 ! -type l)"
done
installed whole >whole.list
equal "each file is of one part" "" "$(sort "${parts[@]/%/.list}" | diff whole.list -)"

expected() { # FOLDER NAME...: those files below the prefix
    printf "$prefix/$1/%s\n" "${@:2}"
}
manuals="prometheus-slurm-sd.8 prometheus-slurm-sd-notify.8"
[[ $(cached LOWDOWN) == *-NOTFOUND ]] || manuals+=" prometheus-slurm-sd.5"
{
    expected bin prometheus-slurm-sd prometheus-slurm-sd-notify
    printf "$etc/%s\n" prometheus-slurm-sd/config.yaml default/prometheus-slurm-sd
    for manual in $manuals; do expected "share/man/man${manual##*.}" "$manual"; done
    for program in prometheus-slurm-sd prometheus-slurm-sd-notify; do
        expected share/bash-completion/completions $program
        expected share/zsh/site-functions _$program
        expected share/fish/vendor_completions.d $program.fish
    done
    expected libexec/prometheus-slurm-sd set-triggers
    (cd "$source/resources/docs" && expected share/doc/prometheus-slurm-sd ./*.md | sed 's|/\./|/|')
} | sort >daemon.expected
equal "the daemon's part has all that it should" "" "$(comm -23 daemon.expected daemon.list)"
equal "and else what systemd takes alone" "" "$(comm -13 daemon.expected daemon.list |
    grep -vE "^$prefix/(lib/systemd/system|lib/sysusers.d|libexec/prometheus-slurm-sd)/")"

# Everything but the rules' own tests.
(cd "$source/resources" && find prometheus grafana -type f -not -name '*_test.yml') | sed "s|^[a-z]*|$prefix/share/prometheus-slurm-sd|" |
    sort >rules.expected
equal "the rules' part has just what it should" "" "$(diff rules.expected rules.list)"

if [[ -e admin.list ]]; then
    program=prometheus-slurm-sd-admin
    {
        expected bin $program
        expected share/man/man1 $program.1
        expected share/bash-completion/completions $program
        expected share/zsh/site-functions _$program
        expected share/fish/vendor_completions.d $program.fish
        expected share/applications $program.desktop
        expected share/metainfo $program.metainfo.xml
        expected share/icons/hicolor scalable/apps/$program.svg {16x16,32x32,48x48,128x128,256x256}/apps/$program.png
    } | sort >admin.expected
    equal "the admin program's part has just what it should" "" "$(diff admin.expected admin.list)"
fi

config=daemon$etc/prometheus-slurm-sd/config.yaml
equal "the installed daemon takes the installed configuration" "$config: valid, 1 job" \
    "$("daemon$prefix/bin/prometheus-slurm-sd" --config.check --config.file "$config" 2>&1)"
echo "# Ours." >>"$config"
installed daemon --component daemon >/dev/null
equal "a changed configuration stays" "# Ours." "$(tail -n 1 "$config")"

say "$checks checks passed"
