// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace slurmsd {

// How one daemon is reached. Holds no secret: those are in ConnectionSecrets, which is never written to a
// settings file.
struct ConnectionProfile
{
    QString name;     // as the user calls it; empty: the URL's host and port stand for it
    QUrl url;         // http:// or https://, with a path where a proxy has one; no user, query or fragment
    QString caFile;   // PEM; empty: the system's CAs
    QString certFile; // PEM of a client certificate; empty: none; given together with keyFile
    QString keyFile;
    QString userName; // of basic auth; empty: none

    QString title() const { return name.isEmpty() ? url.authority() : name; }

    friend bool operator==(const ConnectionProfile &, const ConnectionProfile &) = default;
};

struct ConnectionSecrets
{
    QString password;      // of basic auth
    QString keyPassphrase; // of keyFile

    friend bool operator==(const ConnectionSecrets &, const ConnectionSecrets &) = default;
};

} // namespace slurmsd
