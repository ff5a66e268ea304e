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
</TS>
