// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/utf8.h"

#include <QString>
#include <QStringDecoder>

namespace slurmsd {

std::string validUtf8(std::string_view text)
{
    // The way through UTF-16 replaces what is not UTF-8. QString::fromUtf8() would also take a U+FEFF that
    // the text begins with for a byte order mark, and drop it.
    using Flag = QStringDecoder::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return decoded.toStdString();
}

} // namespace slurmsd
