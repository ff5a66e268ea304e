// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <functional>
#include <memory>

namespace slurmsd {

// Reads a text in gzip's format (RFC 1952) piece by piece, so that neither it nor what it is made of need be
// in memory as a whole.
class GzipReader
{
public:
    // The most that next() gives.
    static constexpr qsizetype pieceBytes = qsizetype{64} * 1024;

    // `source` gives the next bytes of the compressed text whenever it is called; none: there are no more.
    explicit GzipReader(std::function<QByteArray()> source);
    ~GzipReader();
    Q_DISABLE_COPY_MOVE(GzipReader)

    // The next bytes of the text. Empty: that was all, or the rest is not gzip's.
    QByteArray next();

private:
    struct Stream;

    std::function<QByteArray()> m_source;
    QByteArray m_input;               // what the stream reads from
    std::unique_ptr<Stream> m_stream; // keeps zlib's header out of this one
};

} // namespace slurmsd
