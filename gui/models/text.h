// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace slurmsd {

// Between the UTF-8 of common/ and Qt's strings. What is not UTF-8 becomes U+FFFD.
inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}
inline std::string toStdString(const QString &text) { return text.toStdString(); }

// Plain text as a tooltip that shows it as it is, whatever it looks like.
inline QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<qt>") + text.toHtmlEscaped() + QStringLiteral("</qt>");
}

} // namespace slurmsd
