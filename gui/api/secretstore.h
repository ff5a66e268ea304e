// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/values/connectionprofile.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace slurmsd {

// Passwords in the desktop's keyring (Secret Service, KWallet, macOS, Windows), one entry for each URL and
// user. Where there is no keyring, they are kept in memory until the program ends: never in a file. The
// callbacks are called once, from the event loop, unless `context` (not null) or the store goes first. A
// keyring may ask its user to open it, so that an answer may take as long as people do.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    struct Found
    {
        ConnectionSecrets secrets; // empty: none are stored
        QString problem;           // why the keyring could not be asked, in words; empty: it could
    };

    explicit SecretStore(QObject *parent = nullptr);

    // What the keyring's library says, in words: what it passes on of D-Bus means that there is no keyring.
    static QString describe(const QString &error);
    // A keyring entry's name: of the profile's URL and user.
    static QString keyOf(const ConnectionProfile &profile);

    void read(const ConnectionProfile &profile, QObject *context,
              std::function<void(const Found &)> callback);
    // Empty secrets take the entry out. `problem` empty: they are in the keyring; else why they are only kept
    // until the program ends.
    void write(const ConnectionProfile &profile, const ConnectionSecrets &secrets, QObject *context,
               std::function<void(const QString &problem)> callback);
    void remove(const ConnectionProfile &profile, QObject *context,
                std::function<void(const QString &problem)> callback);

private:
    QHash<QString, ConnectionSecrets> m_memory; // by keyOf(): what is not, or not yet, in the keyring
};

} // namespace slurmsd
