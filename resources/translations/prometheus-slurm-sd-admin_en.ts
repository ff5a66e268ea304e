<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ClusterProblems</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n target</numerusform>
            <numerusform>%n targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventNotice</name>
    <message numerus="yes">
        <source>And %n more event(s).</source>
        <translation>
            <numerusform>And %n more event.</numerusform>
            <numerusform>And %n more events.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthSentence</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more problem(s).</source>
        <translation>
            <numerusform>And %n more problem.</numerusform>
            <numerusform>And %n more problems.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n target</numerusform>
            <numerusform>%n targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::ClusterPanel</name>
    <message numerus="yes">
        <source>%n entry(ies) of Slurm’s answer without a usable name</source>
        <translation>
            <numerusform>%n entry of Slurm’s answer without a usable name</numerusform>
            <numerusform>%n entries of Slurm’s answer without a usable name</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::HeldListBar</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n target</numerusform>
            <numerusform>%n targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s) are held.</source>
        <translation>
            <numerusform>%n more job is held.</numerusform>
            <numerusform>%n more jobs are held.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::JobListText</name>
    <message numerus="yes">
        <source>%Ln job(s), %1 running, %2 ago</source>
        <translation>
            <numerusform>%Ln job, %1 running, %2 ago</numerusform>
            <numerusform>%Ln jobs, %1 running, %2 ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln running job(s) are hidden from the daemon (PrivateData=jobs)</source>
        <translation>
            <numerusform>%Ln running job is hidden from the daemon (PrivateData=jobs)</numerusform>
            <numerusform>%Ln running jobs are hidden from the daemon (PrivateData=jobs)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsLine</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsPage</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsSession</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::NodeDetail</name>
    <message numerus="yes">
        <source>%n more node(s) have this address</source>
        <translation>
            <numerusform>%n more node has this address</numerusform>
            <numerusform>%n more nodes have this address</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::NodesPage</name>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln node</numerusform>
            <numerusform>%Ln nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln node(s)</source>
        <translation>
            <numerusform>%1 of %Ln node</numerusform>
            <numerusform>%1 of %Ln nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::PreviewPanel</name>
    <message numerus="yes">
        <source>%n target(s) more</source>
        <translation>
            <numerusform>%n target more</numerusform>
            <numerusform>%n targets more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s) fewer</source>
        <translation>
            <numerusform>%n target fewer</numerusform>
            <numerusform>%n targets fewer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with other labels</source>
        <translation>
            <numerusform>%n with other labels</numerusform>
            <numerusform>%n with other labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 … and %n more</source>
        <translation>
            <numerusform>%1 … and %n more</numerusform>
            <numerusform>%1 … and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::RelabelPanel</name>
    <message numerus="yes">
        <source>%Ln target(s) scraped</source>
        <translation>
            <numerusform>%Ln target scraped</numerusform>
            <numerusform>%Ln targets scraped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dropped</source>
        <translation>
            <numerusform>%Ln dropped</numerusform>
            <numerusform>%Ln dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::RunningJobsPage</name>
    <message numerus="yes">
        <source>%Ln running job(s)</source>
        <translation>
            <numerusform>%Ln running job</numerusform>
            <numerusform>%Ln running jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln running job(s)</source>
        <translation>
            <numerusform>%1 of %Ln running job</numerusform>
            <numerusform>%1 of %Ln running jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::StateBars</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::TargetsPage</name>
    <message numerus="yes">
        <source>%n target(s) came (%1)</source>
        <translation>
            <numerusform>%n target came (%1)</numerusform>
            <numerusform>%n targets came (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n went (%1)</source>
        <translation>
            <numerusform>%n went (%1)</numerusform>
            <numerusform>%n went (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n got other labels (%1)</source>
        <translation>
            <numerusform>%n got other labels (%1)</numerusform>
            <numerusform>%n got other labels (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied: %n target(s) of %1 as %2.</source>
        <extracomment>Of a job&apos;s targets, as what they were copied, such as &quot;JSON (file_sd)&quot;.</extracomment>
        <translation>
            <numerusform>Copied: %n target of %1 as %2.</numerusform>
            <numerusform>Copied: %n targets of %1 as %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::TimelinePage</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n event(s)</source>
        <translation>
            <numerusform>%1 of %n event</numerusform>
            <numerusform>%1 of %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>↑ %n newer</source>
        <translation>
            <numerusform>↑ %n newer</numerusform>
            <numerusform>↑ %n newer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written to %1</source>
        <translation>
            <numerusform>%n event written to %1</numerusform>
            <numerusform>%n events written to %1</numerusform>
        </translation>
    </message>
</context>
</TS>
