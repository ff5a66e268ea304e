// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/demodaemon.h"
#include "gui/api/secretstore.h"
#include "gui/values/connectionprofile.h"

#include <QObject>

#include <functional>
#include <vector>

namespace slurmsd {

// The connections that are remembered, their secrets in the desktop's keyring, and the demo.
class Connections : public QObject
{
    Q_OBJECT

public:
    explicit Connections(QObject *parent = nullptr);

    // The saved ones, the last one used first.
    std::vector<ConnectionProfile> profiles() const;
    // In the place of those of the same title, or of the same URL and user; as the first.
    void save(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    void remove(const ConnectionProfile &profile);
    // The saved one of this URL that was used last; a new one where there is none.
    ConnectionProfile profileOf(const QUrl &url) const;
    void markUsed(const ConnectionProfile &profile);

    // Those that were open when the window was closed. The demo is none of them: it ends with the window.
    std::vector<ConnectionProfile> openProfiles() const;
    void setOpenProfiles(std::vector<ConnectionProfile> profiles);

    // Calls back once, from the event loop, with none where the keyring has none or cannot be asked; not if
    // `context` goes first.
    void readSecrets(const ConnectionProfile &profile, QObject *context,
                     std::function<void(const SecretStore::Found &)> callback);

    // Or tells again where it is, when it is running.
    void startDemo();

Q_SIGNALS:
    void profilesChanged();
    // The secrets are kept until the program ends, and no longer: that and why, in words.
    void secretsNotKept(const QString &problem);
    void demoStarted(const slurmsd::ConnectionProfile &profile);
    // It could not be started, or ended by itself; in words.
    void demoFailed(const QString &problem);

private:
    ConnectionProfile demoProfile() const;

    SecretStore m_secrets;
    DemoDaemon m_demo;
};

} // namespace slurmsd
