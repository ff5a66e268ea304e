// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodeclipboard.h"

#include "common/hostlist.h"
#include "gui/models/text.h"

#include <QClipboard>
#include <QGuiApplication>

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

void copyAsHostlist(const QStringList &names)
{
    std::vector<std::string> texts;
    for (const QString &name : names)
        texts.push_back(toStdString(name));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    if (!views.empty())
        QGuiApplication::clipboard()->setText(toQString(foldHostlist(views)));
}

void copyAsLines(const QStringList &names)
{
    if (!names.isEmpty())
        QGuiApplication::clipboard()->setText(names.join(u'\n') + u'\n');
}

} // namespace slurmsd
