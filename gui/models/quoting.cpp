// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/quoting.h"

#include "common/utf8.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slurmsd {

QString shellQuoted(const QString &text)
{
    static const QRegularExpression plain(uR"(^[A-Za-z0-9_@%+:,./-]+\z)"_s);
    if (plain.match(text).hasMatch())
        return text;
    QString quoted = text;
    quoted.replace(u"'"_s, uR"('\'')"_s);
    return u'\'' + quoted + u'\'';
}

std::string promqlString(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : validUtf8(text)) {
        if (c == '"' || c == '\\')
            (quoted += '\\') += c;
        else if (c == '\n')
            quoted += "\\n";
        else if (c == '\r')
            quoted += "\\r";
        else if (c == '\t')
            quoted += "\\t";
        else
            quoted += c;
    }
    return quoted + '"';
}

std::string regexEscaped(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        if (std::string_view(R"(\.+*?()|[]{}^$)").find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

} // namespace slurmsd
