// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/connectiontable.h"

#include <QTcpServer>

namespace slurmsd {

// Accepts connections for QHttpServer, each behind a ClientConnection, with the TLS that the table's policy
// has at that time. One more than the limits allow is told so (503; without a word where TLS is spoken) and
// closed at once. While the process has no file descriptor left it accepts nothing, and tries again a little
// later.
//
// The parent owns the connections, so that they outlive the listener. It stays a QTcpServer with TLS too:
// from a QSslServer, Qt 6.8 takes nothing but QSslSockets.
class ConnectionListener : public QTcpServer
{
    Q_OBJECT

public:
    // The table must outlive this object.
    explicit ConnectionListener(ConnectionTable &table, QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void acceptLater();
    void sendAway(qintptr descriptor);

    ConnectionTable &m_table;
};

} // namespace slurmsd
