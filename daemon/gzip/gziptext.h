// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <memory>
#include <string_view>

namespace slurmsd {

// A text in gzip's format (RFC 1952), made piece by piece, so that it never is in memory as a whole. Equal
// texts give equal bytes: the time in the header is 0.
class GzipText
{
public:
    GzipText();
    ~GzipText();
    Q_DISABLE_COPY_MOVE(GzipText)

    void add(std::string_view piece);
    // What there is of it so far, and was not taken before.
    QByteArray take();
    // To be called once, after the last piece: the rest.
    QByteArray finish();

private:
    struct Stream;
    void deflate(std::string_view piece, bool isLast);

    std::unique_ptr<Stream> m_stream; // keeps zlib's header out of this one
    QByteArray m_bytes;
};

} // namespace slurmsd
