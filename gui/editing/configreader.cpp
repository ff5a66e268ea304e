// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/configreader.h"

#include "gui/api/daemonclient.h"
#include "gui/models/text.h"

namespace slurmsd {

ConfigReader::ConfigReader(DaemonClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    const auto readConnected = [this] {
        if (m_client.state() == ConnectionState::Connected && !m_isPaused)
            read();
    };
    connect(&client, &DaemonClient::statusChanged, this, &ConfigReader::follow);
    connect(&client, &DaemonClient::stateChanged, this, readConnected);
    readConnected();
}

void ConfigReader::read()
{
    m_isPaused = false;
    m_client.fetchConfig(this, [this, serial = ++m_serial](const Result<ConfigDocument, ApiError> &config) {
        if (serial != m_serial)
            return;
        m_errorText = config ? QString() : toQString(config.error().message);
        if (config)
            return Q_EMIT documentRead(*config);
        m_seen.reset(); // the next status tries again
        Q_EMIT failed();
    });
}

void ConfigReader::pause()
{
    m_isPaused = true;
    ++m_serial;
}

// Also a reload that failed, or that is good again, which leaves the config in force as it is, tells of
// another file.
void ConfigReader::follow()
{
    if (m_isPaused || !m_client.status())
        return;
    const auto now = std::pair(m_client.status()->config, m_client.status()->isAdminApiEnabled);
    if (std::exchange(m_seen, now) != now)
        read();
}

} // namespace slurmsd
