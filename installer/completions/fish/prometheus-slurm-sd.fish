# SPDX-License-Identifier: GPL-3.0-or-later
set -l endpoints auto http:// https:// unix:/ scontrol: file:/ demo:
complete -c prometheus-slurm-sd -f
complete -c prometheus-slurm-sd -l config.file -rF -d 'Configuration file'
complete -c prometheus-slurm-sd -l config.check -d 'Print every problem of the configuration and end'
complete -c prometheus-slurm-sd -l slurm.endpoint -l slurm.api-endpoint -xa "$endpoints" -d 'Where the nodes come from'
complete -c prometheus-slurm-sd -l slurm.api-version -xa auto -d 'Version of slurmrestd\'s API'
complete -c prometheus-slurm-sd -l slurm.user-name -l slurm.api-username -x -d User
complete -c prometheus-slurm-sd -l slurm.user-token -l slurm.api-token -x -d Token
complete -c prometheus-slurm-sd -l slurm.user-token-file -rF -d 'File with the token'
complete -c prometheus-slurm-sd -l slurm.update-interval -l update.interval -x -d 'From one poll to the next'
complete -c prometheus-slurm-sd -l slurm.timeout -x -d 'For a whole request'
complete -c prometheus-slurm-sd -l slurm.ca-file -rF -d 'CAs of slurmrestd\'s certificate'
complete -c prometheus-slurm-sd -l slurm.cert-file -rF -d 'Client\'s certificate'
complete -c prometheus-slurm-sd -l slurm.key-file -rF -d 'Client\'s key'
complete -c prometheus-slurm-sd -l slurm.insecure-skip-verify -d 'Do not check slurmrestd\'s certificate'
complete -c prometheus-slurm-sd -l web.listen-address -x -d 'Where to serve'
complete -c prometheus-slurm-sd -l web.config.file -rF -d 'File with TLS, headers and logins'
complete -c prometheus-slurm-sd -l web.enable-lifecycle -d 'Allow reloads, refreshes, notices and accepting a held list'
complete -c prometheus-slurm-sd -l web.enable-admin-api -d 'Allow changes to the configuration file'
complete -c prometheus-slurm-sd -l storage.path -xa '(__fish_complete_directories)' -d 'Where the last good node lists are kept'
complete -c prometheus-slurm-sd -l once -d 'Poll once, print the targets, and end'
complete -c prometheus-slurm-sd -l prom-job -x -d 'With --once: the targets of this job alone'
complete -c prometheus-slurm-sd -l output -rF -d 'With --once: write to this file'
complete -c prometheus-slurm-sd -l force -d 'With --output: also where it would lose too many targets'
complete -c prometheus-slurm-sd -l log.level -xa 'debug info warn error' -d 'Least level that is logged'
complete -c prometheus-slurm-sd -l log.format -xa 'logfmt json' -d 'Format of the log'
complete -c prometheus-slurm-sd -l version -d 'Print the version and end'
complete -c prometheus-slurm-sd -s h -l help -d 'Print the flags and end'
