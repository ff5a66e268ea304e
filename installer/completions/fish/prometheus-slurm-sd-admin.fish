# SPDX-License-Identifier: GPL-3.0-or-later
complete -c prometheus-slurm-sd-admin -f
complete -c prometheus-slurm-sd-admin -l connect -xa 'http:// https://' -d 'Open the daemon at this URL'
complete -c prometheus-slurm-sd-admin -l demo -d 'Start a daemon with a made-up cluster, and open it'
complete -c prometheus-slurm-sd-admin -l language -xa 'en ja' -d 'Speak this language'
complete -c prometheus-slurm-sd-admin -s h -l help -d 'Print the options and end'
complete -c prometheus-slurm-sd-admin -s v -l version -d 'Print the version and end'
