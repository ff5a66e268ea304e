// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/httptransport.h"
#include "daemon/slurm/responsereader.h"

#include <QLocalSocket>

#include <optional>

namespace slurmsd {

// HTTP over a UNIX socket.
class UnixTransport : public HttpTransport
{
    Q_OBJECT

public:
    // `path` is absolute.
    UnixTransport(std::string path, TransportLimits limits, QObject *parent = nullptr);
    ~UnixTransport() override;

protected:
    void start(const HttpGet &request) override;
    void stop() override;

private:
    void readAvailable();
    void handOut();
    void handleError(QLocalSocket::LocalSocketError error);

    QLocalSocket m_socket;
    QByteArray m_requestHead;
    std::optional<ResponseReader> m_reader;
};

} // namespace slurmsd
