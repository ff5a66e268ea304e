// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetdocument.h"

#include "daemon/targets/filesd.h"

#include <QCryptographicHash>

#include <vector>

namespace slurmsd {

namespace {

std::string toEtag(const QByteArray &hash) { return '"' + hash.left(16).toHex().toStdString() + '"'; }

// The parts' own hashes stand for their bytes, which are many.
std::string joinedEtag(std::span<const JobDocument> jobs)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    for (const auto &[job, document] : jobs)
        hash.addData(QByteArray::fromStdString(std::string(job) + '\0' + document.etag));
    return toEtag(hash.result());
}

} // namespace

TargetDocument makeDocument(std::span<const TargetGroup> groups)
{
    TargetDocument document{fileSdJson(groups), {}, groups.size(), 0};
    for (const TargetGroup &group : groups)
        document.targets += group.targets.size();
    // Blake2b is the fastest of Qt's hashes that nobody can forge.
    document.etag = toEtag(QCryptographicHash::hash(document.json, QCryptographicHash::Blake2b_256));
    return document;
}

TargetDocument joinDocuments(std::span<const JobDocument> jobs)
{
    TargetDocument all;
    std::vector<JobJson> parts;
    for (const auto &[job, document] : jobs) {
        parts.push_back({job, document.json});
        all.groups += document.groups;
        all.targets += document.targets;
    }
    all.json = joinFileSdJson(parts);
    all.etag = joinedEtag(jobs);
    return all;
}

const TargetDocument &JoinedDocument::of(std::span<const JobDocument> jobs, TargetFormat format)
{
    if (m_format != format || m_document.etag != joinedEtag(jobs)) {
        m_document = inFormat(joinDocuments(jobs), format);
        m_format = format;
    }
    return m_document;
}

TargetDocument inFormat(TargetDocument document, TargetFormat format)
{
    if (format == TargetFormat::Flat)
        document.json = flatJson(document.json);
    return document;
}

} // namespace slurmsd
