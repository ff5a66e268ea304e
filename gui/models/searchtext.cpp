// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchtext.h"

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

QString quotedForSearch(QString value)
{
    const bool isPlain = !value.isEmpty() && std::ranges::all_of(value, [](QChar c) {
        return c.isLetterOrNumber() || u"_-.:/+"_s.contains(c);
    });
    if (isPlain)
        return value;
    value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + value + u'"';
}

} // namespace slurmsd
