<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ClusterProblems</name>
    <message>
        <source>Slurm’s REST API unreachable since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slurm’s REST API silent since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No TLS with Slurm’s REST API since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slurm refuses the login since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slurm’s answers cannot be read since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slurmctld unreachable since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slurm answers with an error since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>serving the list stored before the start, %1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>serving the last good list, %1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No node list yet: the first poll is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No node list yet. %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A list of %1 is held back, since %2 would vanish: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the first poll is done: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token expired %1 ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token expires in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list cannot be stored: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>cluster: sentence</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DurationWords</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventNotice</name>
    <message>
        <source>%1: Slurm cannot be polled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: Slurm can be polled again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: a node list is held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the config could not be reloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the node list cannot be stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the node list can be stored again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %n more event(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthSentence</name>
    <message>
        <source>a poll is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the next poll is due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next poll in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Serving %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving %1 of %2, %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>List %1 old, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest list %1 old, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last reload of the config failed; that of %1 stays in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %n more problem(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refuses the login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be reached; trying again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection lost; trying again. What is shown is %1 old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a URL that can be asked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host has no address: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not answer as prometheus-slurm-sd does: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the detail of a node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place, previous place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within the bars of partitions: choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the nodes of what is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what prometheus-slurm-sd serves to Prometheus, and changes its jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software, without any warranty, under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is made with:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::ApiExchange</name>
    <message>
        <source>no answer within %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer has more than %1 MB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::ClientSession</name>
    <message>
        <source>not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no status of prometheus-slurm-sd</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::ClusterPanel</name>
    <message>
        <source>&amp;Poll Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next poll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slurm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <comment>time, age</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored before the start: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>duration, size</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>release unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, REST API %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, or does not tell when it expires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired %1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>class: message (when)</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) of Slurm’s answer without a usable name</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::ConfigPanel</name>
    <message>
        <source>Daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Config</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polls and reloads %1, config %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <comment>time, age</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built in, no file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, loaded %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reload of %1 failed, and the config of %2 stays in force:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force with the daemon’s next start only: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionForm</name>
    <message>
        <source>&amp;URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as you call it; else host and port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Us&amp;er</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;A certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose CA certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client ce&amp;rtificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client &amp;key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the certificate’s key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key’s pass&amp;phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a password needs a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a client certificate needs its key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a key needs its certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionPanel</name>
    <message>
        <source>&amp;Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Saved connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the chosen connection and its password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and &amp;Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passwords are kept in the desktop’s keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top the Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This connection works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to a daemon</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionTest</name>
    <message>
        <source>%1, certificate of %2, good until %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DNS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer within %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is no status of prometheus-slurm-sd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prometheus-slurm-sd %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::ConnectionUrl</name>
    <message>
        <source>expected http://host:port or https://host:port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected a URL without a user name and password: they have fields of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected a URL without &quot;?&quot; and &quot;#&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a user name has no colon</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::Connections</name>
    <message>
        <source>Demo cluster</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::DaemonView</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the &amp;Connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the daemon’s last answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon runs without the flag %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::DemoDaemon</name>
    <message>
        <source>the demo daemon does not listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was found neither beside this program nor in PATH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no temporary file can be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the demo daemon has ended: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::HeldListBar</name>
    <message>
        <source>&amp;Accept the Smaller List…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept It</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep the Old List</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The targets of %1 end in every job, and Prometheus stops to scrape and to alert on them. Right if these nodes were taken out of Slurm for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new list of %1 is held back: %2 of the %3 in force would vanish at once. The old list is served until the new one is accepted here, enough polls agree, or the nodes come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the &amp;Demo Cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt Daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious Daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desktop &amp;Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Poll Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept the Smaller List…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reload Config</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the &amp;Connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No daemon is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No list is held back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop has no tray for notifications.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::MainWindow</name>
    <message>
        <source>&amp;Discard and Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 – %3</source>
        <comment>mark of health, daemon, program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program speaks this language from its next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are changes to the jobs of %1 that are not saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::OverviewPage</name>
    <message>
        <source>&amp;Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The config was not reloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The config was reloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not from here: the daemon runs without the flag %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No poll was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list was not accepted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::SecretStore</name>
    <message>
        <source>There is no keyring on this desktop; passwords are kept until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring was not opened; passwords are kept until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring cannot be used (%1); passwords are kept until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>page, number</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::StateBars</name>
    <message>
        <source>Nodes by partition and state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no partition)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3 %4</source>
        <comment>partition: 3 of 64 nodes down</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::StateChart</name>
    <message>
        <source>Nodes by state over time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::StateLegend</name>
    <message>
        <source>Nodes by state</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::TestSteps</name>
    <message>
        <source>Outcome of the test</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>slurmsd::WelcomePage</name>
    <message>
        <source>Try the &amp;Demo Cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slurm’s nodes, as Prometheus is to see them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program shows what a prometheus-slurm-sd daemon serves to Prometheus, tells why a node is not scraped, and changes the daemon’s jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connect to a Daemon…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo starts a daemon on this machine with a made-up cluster, and ends it with this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or to one of those you know:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the Demo Cluster…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
