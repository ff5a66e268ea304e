// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/unixtransport.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <sys/stat.h>

namespace slurmsd {

namespace {

constexpr qint64 bufferSize = qint64{256} * 1024;

std::string requestHead(const HttpGet &request)
{
    std::string head = "GET ";
    head += request.path;
    head.append(request.query.empty() ? "" : "?").append(request.query);
    head += " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json\r\n"
            "Accept-Encoding: identity\r\nUser-Agent: prometheus-slurm-sd/" SLURMSD_VERSION "\r\n";
    for (const auto &[name, value] : request.headers)
        head.append(name).append(": ").append(value).append("\r\n");
    return head + "\r\n";
}

std::string denied(const std::string &path)
{
    struct stat status
    {};
    if (::stat(path.c_str(), &status) != 0)
        return "permission denied: a directory above it cannot be entered";
    const QFileInfo file(QFile::decodeName(path.c_str()));
    const auto digit = [&](unsigned shift) {
        return static_cast<char>('0' + ((static_cast<unsigned>(status.st_mode) >> shift) & 7U));
    };
    return "permission denied: its mode is 0" + std::string{digit(6), digit(3), digit(0)} + ", owner " +
           file.owner().toStdString() + ", group " + file.group().toStdString() +
           "; add the daemon's user to that group or change the mode";
}

std::string refused(const std::string &path)
{
    struct stat status
    {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISSOCK(status.st_mode))
        return "it is not a socket";
    return "connection refused: nobody listens on it";
}

} // namespace

UnixTransport::UnixTransport(std::string path, TransportLimits limits, QObject *parent)
    : HttpTransport(std::move(path), limits, parent)
{
    m_socket.setReadBufferSize(bufferSize);
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        deliverConnected();
        m_socket.write(m_requestHead);
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &UnixTransport::readAvailable);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, &UnixTransport::handleError);
}

UnixTransport::~UnixTransport()
{
    m_socket.disconnect(this);
    abort();
}

void UnixTransport::start(const HttpGet &request)
{
    m_requestHead = QByteArray::fromStdString(requestHead(request));
    m_reader.emplace();
    m_socket.connectToServer(QFile::decodeName(server().c_str()));
}

void UnixTransport::stop() { m_socket.abort(); }

void UnixTransport::readAvailable()
{
    std::array<char, std::size_t{64} * 1024> bytes; // filled by read()
    while (isBusy()) {
        const qint64 size = m_socket.read(bytes.data(), bytes.size());
        if (size <= 0)
            return;
        m_reader->feed({bytes.data(), static_cast<std::size_t>(size)});
        handOut();
    }
}

void UnixTransport::handOut()
{
    while (isBusy()) {
        switch (m_reader->next()) {
        case ResponseReader::Step::NeedMore:
            return;
        case ResponseReader::Step::Head:
            deliverHead(m_reader->head());
            break;
        case ResponseReader::Step::Body:
            deliverBody(m_reader->body());
            break;
        case ResponseReader::Step::End:
            deliverEnd();
            return;
        case ResponseReader::Step::Torn:
            deliverTorn();
            return;
        case ResponseReader::Step::Bad:
            deliverFailure(PollErrorClass::Connect, server() + " does not answer in HTTP");
            return;
        }
    }
}

void UnixTransport::handleError(QLocalSocket::LocalSocketError error)
{
    if (!isBusy())
        return;
    const std::string prefix = "cannot connect to " + server() + ": ";
    switch (error) {
    case QLocalSocket::PeerClosedError:
        readAvailable();
        if (isBusy()) {
            m_reader->feedEnd();
            handOut();
        }
        break;
    case QLocalSocket::ServerNotFoundError:
        deliverFailure(PollErrorClass::Connect, prefix + "no such socket");
        break;
    case QLocalSocket::SocketAccessError:
        deliverFailure(PollErrorClass::Connect, prefix + denied(server()));
        break;
    case QLocalSocket::ConnectionRefusedError:
        deliverFailure(PollErrorClass::Connect, prefix + refused(server()));
        break;
    default:
        deliverFailure(PollErrorClass::Connect, server() + ": " + m_socket.errorString().toStdString());
    }
}

} // namespace slurmsd
