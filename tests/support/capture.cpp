// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/capture.h"

#include <QFile>
#include <QString>

#include <string_view>

namespace slurmsd {

std::optional<Capture> readCapture(const QString &path)
{
    QFile file(QStringLiteral(SLURMSD_TEST_DATA "/captures/") + path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const std::string text = file.readAll().toStdString();
    if (!text.starts_with("HTTP/1.1 "))
        return Capture{.status = 200, .body = text};

    const std::string_view separator = "\r\n\r\n";
    const std::string_view lengthName = "\r\nContent-Length: ";
    const std::size_t headEnd = text.find(separator);
    const std::size_t length = text.find(lengthName);
    Capture capture{.status = std::stoi(text.substr(9, 3)), .body = {}};
    if (length < headEnd)
        capture.body =
            text.substr(headEnd + separator.size(), std::stoul(text.substr(length + lengthName.size())));
    return capture;
}

} // namespace slurmsd
