// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/gzip/gzipreader.h"

#include <new>
#include <utility>
#include <zlib.h>

namespace slurmsd {

namespace {

constexpr int gzipWindowBits = 15 + 16; // 16: gzip's header and checksum alone (zlib.h, inflateInit2)

} // namespace

struct GzipReader::Stream
{
    z_stream z{};
    bool isDone = false;
};

GzipReader::GzipReader(std::function<QByteArray()> source)
    : m_source(std::move(source))
    , m_stream(std::make_unique<Stream>())
{
    if (inflateInit2(&m_stream->z, gzipWindowBits) != Z_OK)
        throw std::bad_alloc(); // its only failure with these arguments
}

GzipReader::~GzipReader() { inflateEnd(&m_stream->z); }

QByteArray GzipReader::next()
{
    z_stream &z = m_stream->z;
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    z.next_out = reinterpret_cast<Bytef *>(piece.data());
    z.avail_out = static_cast<uInt>(pieceBytes);
    while (!m_stream->isDone && z.avail_out > 0) {
        if (z.avail_in == 0) {
            m_input = m_source();
            // zlib does not write through it.
            z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(m_input.constData()));
            z.avail_in = static_cast<uInt>(m_input.size());
        }
        m_stream->isDone = m_input.isEmpty() || inflate(&z, Z_NO_FLUSH) != Z_OK;
    }
    piece.truncate(pieceBytes - static_cast<qsizetype>(z.avail_out));
    return piece;
}

} // namespace slurmsd
