// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configapi.h"
#include "common/daemonstatus.h"

#include <QObject>

#include <optional>
#include <utility>

namespace slurmsd {

class DaemonClient;

// Reads a daemon's config file when it is connected, and anew whenever its status tells of another one.
class ConfigReader : public QObject
{
    Q_OBJECT

public:
    // `client` outlives the reader.
    explicit ConfigReader(DaemonClient &client, QObject *parent = nullptr);

    void read();
    // Until read(): what is being read is of a file that is about to be another one.
    void pause();
    // Why the last reading came to nothing; empty: it did not.
    const QString &errorText() const { return m_errorText; }

Q_SIGNALS:
    void documentRead(const slurmsd::ConfigDocument &document);
    void failed(); // see errorText()

private:
    void follow();

    DaemonClient &m_client;
    std::optional<std::pair<ConfigStatus, bool>> m_seen; // with isAdminApiEnabled; nothing: no status yet
    QString m_errorText;
    bool m_isPaused = false;
    int m_serial = 0; // of readings, to know the answers to older ones
};

} // namespace slurmsd
