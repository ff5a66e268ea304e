// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"

#include <QByteArray>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace slurmsd {

// One ready answer. Copies share the bytes.
struct TargetDocument
{
    QByteArray json;  // fileSdJson()
    std::string etag; // with its quotes; follows from the content alone, so it is the same on every replica
    std::size_t groups = 0;
    std::size_t targets = 0;

    friend bool operator==(const TargetDocument &, const TargetDocument &) = default;
};

// How an answer is written: fileSdJson(), or flatJson().
enum class TargetFormat : unsigned char { FileSd, Flat };

TargetDocument makeDocument(std::span<const TargetGroup> groups);

// The answer of one job.
struct JobDocument
{
    std::string_view job;
    TargetDocument document;
};

// One answer for several jobs, in their order, each group with the label `jobLabel`.
TargetDocument joinDocuments(std::span<const JobDocument> jobs);

// The same in a format, kept for who asks again while its parts are the same.
class JoinedDocument
{
public:
    const TargetDocument &of(std::span<const JobDocument> jobs, TargetFormat format);

private:
    TargetDocument m_document; // the latest
    TargetFormat m_format = TargetFormat::FileSd;
};

// The same targets in that format. The ETag stays: it is of another URL.
TargetDocument inFormat(TargetDocument document, TargetFormat format);

} // namespace slurmsd
