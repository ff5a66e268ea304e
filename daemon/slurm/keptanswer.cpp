// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/keptanswer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace slurmsd {

SpilledBytes::SpilledBytes(std::string directory, qsizetype maxMemory)
    : m_directory(std::move(directory))
    , m_maxMemory(maxMemory)
{}

SpilledBytes::~SpilledBytes()
{
    if (m_file >= 0)
        ::close(m_file);
}

void SpilledBytes::add(const QByteArray &bytes)
{
    const bool isOver = m_bytes.size() + bytes.size() > m_maxMemory;
    if (m_file >= 0 || (isOver && !m_directory.empty() && spill())) {
        if (write(bytes)) {
            m_size += static_cast<std::uint64_t>(bytes.size());
            return;
        }
        // The disk is full: what is there comes back.
        for (QByteArray back = piece(0); !back.isEmpty();
             back = piece(static_cast<std::uint64_t>(m_bytes.size())))
            m_bytes += back;
        ::close(std::exchange(m_file, -1));
        m_directory.clear();
    }
    m_bytes += bytes;
    m_size += static_cast<std::uint64_t>(bytes.size());
}

void SpilledBytes::finish(qsizetype maxMemory)
{
    if (m_bytes.size() > maxMemory && !m_directory.empty())
        spill();
    m_bytes.squeeze();
}

bool SpilledBytes::spill()
{
    m_file = ::open(m_directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (m_file >= 0 && write(m_bytes)) {
        m_bytes = {};
        return true;
    }
    if (m_file >= 0)
        ::close(std::exchange(m_file, -1));
    m_directory.clear();
    return false;
}

bool SpilledBytes::write(const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const auto size =
            ::write(m_file, bytes.constData() + written, static_cast<std::size_t>(bytes.size() - written));
        if (size < 0 && errno != EINTR)
            return false;
        written += std::max<qsizetype>(size, 0);
    }
    return true;
}

QByteArray SpilledBytes::piece(std::uint64_t offset) const
{
    if (m_file < 0)
        return m_bytes.mid(static_cast<qsizetype>(offset), pieceBytes);
    const auto left =
        static_cast<qsizetype>(std::min<std::uint64_t>(m_size - std::min(offset, m_size), pieceBytes));
    QByteArray bytes(left, Qt::Uninitialized);
    const auto size =
        ::pread(m_file, bytes.data(), static_cast<std::size_t>(left), static_cast<off_t>(offset));
    bytes.truncate(std::max<qsizetype>(size, 0));
    return bytes;
}

AnswerKeeper::AnswerKeeper(const std::string &directory, std::string secret, qsizetype maxMemory)
    : m_answer(std::make_shared<KeptAnswer>(directory, maxMemory))
    , m_secret(std::move(secret))
{}

void AnswerKeeper::add(std::string_view bytes)
{
    lookForSecret(bytes);
    m_answer->size += bytes.size();
    m_text.add(bytes);
    keep(m_text.take());
}

std::shared_ptr<KeptAnswer> AnswerKeeper::finish()
{
    keep(m_text.finish());
    m_answer->gzip.finish(std::max(static_cast<qsizetype>(m_answer->size / 10), KeptAnswer::shortMemory));
    m_answer->etag = '"' + m_hash.result().left(16).toHex().toStdString() + '"';
    return m_holdsSecret ? nullptr : std::move(m_answer);
}

void AnswerKeeper::keep(const QByteArray &compressed)
{
    m_hash.addData(compressed);
    m_answer->gzip.add(compressed);
}

void AnswerKeeper::lookForSecret(std::string_view bytes)
{
    if (m_secret.empty() || m_holdsSecret)
        return;
    const auto holds = [this](std::string_view text) {
        return ::memmem(text.data(), text.size(), m_secret.data(), m_secret.size()) != nullptr;
    };
    const std::size_t overlap = m_secret.size() - 1;
    m_tail += bytes.substr(0, overlap);
    m_holdsSecret = holds(m_tail) || holds(bytes);
    if (bytes.size() >= overlap)
        m_tail = bytes.substr(bytes.size() - overlap);
    else
        m_tail.erase(0, m_tail.size() - std::min(m_tail.size(), overlap));
}

} // namespace slurmsd
