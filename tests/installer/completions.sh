#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Do bash, zsh and fish, each as it completes when a user presses the tab key, offer every flag of the programs and no
# other, and the values of those that have some?
#
#   tests/installer/completions.sh DAEMON [ADMIN_PROGRAM]
. "$(dirname "$0")/lib.sh"
completions=$source/installer/completions
export HOME=$work
# fish completes commands alone that there are.
for program in "${programs[@]}"; do PATH+=:$(dirname "$program"); done

# Each of these prints, sorted, what a shell offers for a command line; the last word may be empty.

complete_in_bash() { # PROGRAM WORD...
    # Words as bash splits them: each = and : is one of its own.
    bash --norc -c '
        . "$1/$2"
        shift
        words=()
        for word; do
            while [[ $word == *[=:]* ]]; do
                rest=${word#*[=:]}
                words+=("${word%%[=:]*}" "${word:$((${#word} - ${#rest} - 1)):1}")
                word=$rest
            done
            [[ -z $word && ${words[-1]:-} == [=:] ]] || words+=("$word")
        done
        compopt() { :; }
        COMP_WORDS=("${words[@]}") COMP_CWORD=$((${#words[@]} - 1))
        "$(complete -p "$1" | sed "s/.*-F \([^ ]*\) .*/\1/")"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$completions/bash" "$@" | sort
}

# fish offers a value with the flag before it, and a directory with a slash behind it: not here.
complete_in_fish() { # PROGRAM WORD...
    # shellcheck disable=SC2016
    fish --no-config -c 'set fish_complete_path $argv[1]; complete -C "$argv[2]"' "$completions/fish" "$*" |
        cut -f 1 | sed 's/^--[^=]*=//; s|^\([^:]*\)/$|\1|' | sort
}

# zsh completes in a terminal alone: `script` makes one.
mkdir zsh
echo ". $here/complete.zsh" >zsh/.zshrc
complete_in_zsh() { # PROGRAM WORD...
    rm -f "$work/offered"
    FOLDER=$completions/zsh LINE=$* OFFERED=$work/offered ZDOTDIR=$work/zsh TERM=dumb \
        timeout 20 script -qec "zsh -d -i" /dev/null </dev/null >"$work/zsh.log"
    [[ $(tail -n 1 "$work/offered") == "done" ]] || fail "zsh did not end"
    sed '$d' "$work/offered" | sort -u
}

offers() { # WHAT EXPECTED WORD...: each shell offers just these, separated by spaces.
    local what=$1 expected=$2 shell
    shift 2
    for shell in bash fish zsh; do
        equal "$shell offers $what" "$expected" "$("complete_in_$shell" "$@" | xargs)"
    done
}

mkdir -p files/data
touch files/a.yaml "files/b c.yaml"
cd files || exit 1
for program in "${programs[@]}"; do
    offers "every flag of $(basename "$program"), and no other" "$(flags_of "$program" | xargs)" "$(basename "$program")" -
done
daemon_name=prometheus-slurm-sd
offers "the flags that begin as written" "--log.format --log.level" $daemon_name --log
offers "levels" "debug error info warn" $daemon_name --log.level ""
offers "levels behind =" "debug" $daemon_name --log.level=d
offers "another flag behind a flag without a value" "--slurm.timeout" $daemon_name --once --slurm.timeo
offers "files" "a.yaml b c.yaml data" $daemon_name --config.file ""
offers "directories" "data" $daemon_name --storage.path ""
offers "kinds of endpoints" "auto demo: file:/ http:// https:// scontrol: unix:/" $daemon_name --slurm.endpoint ""
offers "nothing for a user" "" $daemon_name --slurm.user-name ""
offers "files" "a.yaml b c.yaml data" prometheus-slurm-sd-notify --curl-config ""
offers "URLs" "http:// https://" prometheus-slurm-sd-notify --url ""
if [[ -n ${2:-} ]]; then
    offers "languages" "en ja" prometheus-slurm-sd-admin --language ""
fi

say "$checks checks passed"
