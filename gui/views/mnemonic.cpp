// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/mnemonic.h"

#include <QRegularExpression>

namespace slurmsd {

using namespace Qt::StringLiterals;

QString withoutMnemonic(const QString &text)
{
    static const QRegularExpression mark(u"\\(&\\w\\)|&(.)"_s);
    return QString(text).replace(mark, u"\\1"_s);
}

} // namespace slurmsd
