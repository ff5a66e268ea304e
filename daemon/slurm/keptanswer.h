// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/gzip/gziptext.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QtGlobal>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace slurmsd {

// Bytes in memory or, once there are too many, in a file without a name, which ends with this object.
class SpilledBytes
{
public:
    // `directory`: where the file is made once there are more than `maxMemory`; empty, or where that fails:
    // all stays in memory.
    SpilledBytes(std::string directory, qsizetype maxMemory);
    ~SpilledBytes();
    Q_DISABLE_COPY_MOVE(SpilledBytes)

    void add(const QByteArray &bytes);
    // After the last; more than `maxMemory` go to the file as well.
    void finish(qsizetype maxMemory);

    std::uint64_t size() const { return m_size; }
    bool isInFile() const { return m_file >= 0; }
    // All of them; not when isInFile().
    const QByteArray &inMemory() const { return m_bytes; }
    // Some from `offset` on, pieceBytes at most. Empty: there are no more, or the file cannot be read.
    QByteArray piece(std::uint64_t offset) const;
    static constexpr qsizetype pieceBytes = qsizetype{64} * 1024;

private:
    bool spill();
    bool write(const QByteArray &bytes);

    std::string m_directory; // empty: no file, or none any more
    const qsizetype m_maxMemory;
    QByteArray m_bytes;
    int m_file = -1;
    std::uint64_t m_size = 0;
};

// What a slurmrestd answered, byte for byte, compressed. Never changes once it is made.
struct KeptAnswer
{
    // Of the compressed bytes in memory; more are in a file, where there is a directory for it. So are those
    // that take more than a tenth of the answer, but for short ones.
    static constexpr qsizetype maxMemory = qsizetype{8} * 1024 * 1024;
    static constexpr qsizetype shortMemory = qsizetype{1} * 1024 * 1024;

    KeptAnswer(std::string directory, qsizetype memory)
        : gzip(std::move(directory), memory)
    {}

    SpilledBytes gzip;
    std::uint64_t size = 0; // of the answer itself
    std::string etag;       // follows from the content alone; with its quotes
    std::string apiVersion;
    std::chrono::system_clock::time_point takenAt;
};

// Keeps an answer while it arrives.
class AnswerKeeper
{
public:
    // `secret`: an answer that holds it, as that of a token in somebody's comment, is not kept; empty: none.
    AnswerKeeper(const std::string &directory, std::string secret,
                 qsizetype maxMemory = KeptAnswer::maxMemory);

    void add(std::string_view bytes);
    // Once, after the last byte. Null when the secret is in it. The version and the time are to be set.
    std::shared_ptr<KeptAnswer> finish();

private:
    void keep(const QByteArray &compressed);
    void lookForSecret(std::string_view bytes);

    std::shared_ptr<KeptAnswer> m_answer;
    GzipText m_text;
    QCryptographicHash m_hash{QCryptographicHash::Blake2b_256};
    const std::string m_secret;
    std::string m_tail; // of what came, one byte shorter than the secret
    bool m_holdsSecret = false;
};

} // namespace slurmsd
