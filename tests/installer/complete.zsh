# SPDX-License-Identifier: GPL-3.0-or-later
# To be read by an interactive zsh when it starts: writes what zsh offers when the tab key is pressed behind $LINE,
# with the completions in $FOLDER, into $OFFERED, one a line and "done" behind it, and ends.
fpath=($FOLDER $fpath)
autoload -Uz compinit
compinit -D -u

# Every completion ends in this one. With -A, -D or -O it answers another function, and offers nothing.
compadd() {
    local -a matches
    if [[ " ${(j: :)@[1,(i)(-|--)]}" != *\ -[ADO]\ * ]]; then
        builtin compadd -A matches "$@"
        (( $#matches == 0 )) || print -rl -- $matches >>$OFFERED
    fi
    builtin compadd "$@"
}

zle-line-init() {
    BUFFER=$LINE
    CURSOR=$#BUFFER
    zle complete-word
    print done >>$OFFERED
    exit
}
zle -N zle-line-init
