// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/connectionprofile.h"

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
    // In the place of one with the same title.
    void save(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    void remove(const ConnectionProfile &profile);
    void markUsed(const ConnectionProfile &profile);

    // Those that were open when the window was closed.
    std::vector<ConnectionProfile> openProfiles() const;
    void setOpenProfiles(const std::vector<ConnectionProfile> &profiles);

    // Calls back once, with none where the keyring has none, or there is no keyring; not if `context` goes
    // first.
    void readSecrets(const ConnectionProfile &profile, QObject *context,
                     std::function<void(const ConnectionSecrets &)> callback);

    void startDemo();

Q_SIGNALS:
    void profilesChanged();
    // The secrets could not be kept: in words.
    void secretsNotSaved(const QString &problem);
    void demoStarted(const slurmsd::ConnectionProfile &profile);
    void demoFailed(const QString &problem);
};

} // namespace slurmsd
