// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesdtext.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonValue>

namespace slurmsd {

std::size_t endOfString(std::string_view text)
{
    std::size_t quote = text.find('"', 1);
    if (text.substr(0, quote).find('\\') == std::string_view::npos)
        return quote;
    for (quote = 1; quote < text.size() && text[quote] != '"'; ++quote)
        quote += text[quote] == '\\' ? 1 : 0;
    return quote;
}

std::string unescaped(std::string_view json)
{
    if (json.find('\\') == std::string_view::npos)
        return std::string(json);
    QByteArray array = "[\"";
    array.append(json.data(), static_cast<qsizetype>(json.size())).append("\"]");
    return QJsonDocument::fromJson(array)[0].toString().toStdString();
}

} // namespace slurmsd
