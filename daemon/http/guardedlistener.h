// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/http/connectiontable.h"

#include <QTcpServer>

namespace slurmsd {

// Accepts connections for QHttpServer, each behind a ConnectionGuard. One more than the limits allow is told
// so (503) and closed at once. While the process has no file descriptor left it accepts nothing, and tries
// again a little later.
//
// TLS is to be added in incomingConnection(): a wire that is a QSslSocket, passed on once it is encrypted. It
// must stay a QTcpServer: from a QSslServer, Qt 6.8 takes nothing but QSslSockets.
class GuardedListener : public QTcpServer
{
    Q_OBJECT

public:
    // The table must outlive this object.
    explicit GuardedListener(ConnectionTable &table, QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void acceptLater();

    ConnectionTable &m_table;
};

} // namespace slurmsd
