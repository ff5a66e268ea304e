// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace slurmsd {

// The languages that the program speaks: "en", "ja".
QStringList languages();
// As its speakers call it: "English", "日本語".
QString languageName(const QString &language);

// Makes the application speak this language, Qt's own texts included, and write numbers as it does; empty:
// that of the desktop, English where there is no translation. Before any widget is made.
void installLanguage(const QString &language);

} // namespace slurmsd
