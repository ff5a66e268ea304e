// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodesource.h"
#include "tests/support/nodetext.h"

#include <QtTest>

namespace slurmsd {

// What one fetch came to, within 20 s, as a line: what `textOf` says of the FetchResult, or "auth: why".
// "one|two" for several results, of which there must be one.
template <typename TextOf>
QString fetchText(NodeSource &source, TextOf textOf)
{
    QStringList texts;
    QObject receiver;
    QObject::connect(&source, &NodeSource::finished, &receiver, [&](const FetchResult &result) {
        texts += result.nodes ? textOf(result)
                              : toQString(toString(result.nodes.error().errorClass)) + u": " +
                                    toQString(result.nodes.error().message);
    });
    source.fetch();
    if (!texts.isEmpty())
        return QStringLiteral("finished() from within fetch()");
    const bool isDone = QTest::qWaitFor([&] { return !texts.isEmpty(); }, 20'000);
    QCoreApplication::processEvents();
    return isDone ? texts.join(u'|') : QStringLiteral("nothing");
}

} // namespace slurmsd
