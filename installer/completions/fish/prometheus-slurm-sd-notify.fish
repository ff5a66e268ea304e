# SPDX-License-Identifier: GPL-3.0-or-later
complete -c prometheus-slurm-sd-notify -f
complete -c prometheus-slurm-sd-notify -l url -xa 'http:// https://' -d 'Where the daemon listens'
complete -c prometheus-slurm-sd-notify -l cluster -x -d 'Of several clusters this one alone'
complete -c prometheus-slurm-sd-notify -l curl-config -rF -d 'What else curl is to know, for a login'
complete -c prometheus-slurm-sd-notify -l version -d 'Print the version and end'
complete -c prometheus-slurm-sd-notify -s h -l help -d 'Print the options and end'
