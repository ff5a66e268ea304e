<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ClusterProblems</name>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln node</numerusform>
            <numerusform>%Ln nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln target</numerusform>
            <numerusform>%Ln targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventNotice</name>
    <message numerus="yes">
        <source>And %Ln more event(s).</source>
        <translation>
            <numerusform>And %Ln more event.</numerusform>
            <numerusform>And %Ln more events.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthSentence</name>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln node</numerusform>
            <numerusform>%Ln nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s)</source>
        <translation>
            <numerusform>%Ln job</numerusform>
            <numerusform>%Ln jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cluster(s)</source>
        <translation>
            <numerusform>%Ln cluster</numerusform>
            <numerusform>%Ln clusters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more problem(s).</source>
        <translation>
            <numerusform>And %Ln more problem.</numerusform>
            <numerusform>And %Ln more problems.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln target</numerusform>
            <numerusform>%Ln targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::ClusterPanel</name>
    <message numerus="yes">
        <source>%Ln entry(ies) of Slurm’s answer without a usable name</source>
        <translation>
            <numerusform>%Ln entry of Slurm’s answer without a usable name</numerusform>
            <numerusform>%Ln entries of Slurm’s answer without a usable name</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::HeldListBar</name>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln node</numerusform>
            <numerusform>%Ln nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln target</numerusform>
            <numerusform>%Ln targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more job(s) are held.</source>
        <translation>
            <numerusform>%Ln more job is held.</numerusform>
            <numerusform>%Ln more jobs are held.</numerusform>
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
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsPage</name>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::JobsSession</name>
    <message numerus="yes">
        <source>%1 (and %Ln more)</source>
        <translation>
            <numerusform>%1 (and %Ln more)</numerusform>
            <numerusform>%1 (and %Ln more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::NodeDetail</name>
    <message numerus="yes">
        <source>%Ln more node(s) have this address</source>
        <translation>
            <numerusform>%Ln more node has this address</numerusform>
            <numerusform>%Ln more nodes have this address</numerusform>
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
        <source>%Ln target(s) more</source>
        <translation>
            <numerusform>%Ln target more</numerusform>
            <numerusform>%Ln targets more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) fewer</source>
        <translation>
            <numerusform>%Ln target fewer</numerusform>
            <numerusform>%Ln targets fewer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with other labels</source>
        <translation>
            <numerusform>%Ln with other labels</numerusform>
            <numerusform>%Ln with other labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 … and %Ln more</source>
        <translation>
            <numerusform>%1 … and %Ln more</numerusform>
            <numerusform>%1 … and %Ln more</numerusform>
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
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln node</numerusform>
            <numerusform>%Ln nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::TargetsPage</name>
    <message numerus="yes">
        <source>%Ln target(s) came (%1)</source>
        <translation>
            <numerusform>%Ln target came (%1)</numerusform>
            <numerusform>%Ln targets came (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln went (%1)</source>
        <translation>
            <numerusform>%Ln went (%1)</numerusform>
            <numerusform>%Ln went (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln got other labels (%1)</source>
        <translation>
            <numerusform>%Ln got other labels (%1)</numerusform>
            <numerusform>%Ln got other labels (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied: %Ln target(s) of %1 as %2.</source>
        <extracomment>Of a job&apos;s targets, as what they were copied, such as &quot;JSON (file_sd)&quot;.</extracomment>
        <translation>
            <numerusform>Copied: %Ln target of %1 as %2.</numerusform>
            <numerusform>Copied: %Ln targets of %1 as %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>slurmsd::TimelinePage</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln event(s)</source>
        <translation>
            <numerusform>%1 of %Ln event</numerusform>
            <numerusform>%1 of %Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>↑ %Ln newer</source>
        <translation>
            <numerusform>↑ %Ln newer</numerusform>
            <numerusform>↑ %Ln newer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) written to %1</source>
        <translation>
            <numerusform>%Ln event written to %1</numerusform>
            <numerusform>%Ln events written to %1</numerusform>
        </translation>
    </message>
</context>
</TS>
