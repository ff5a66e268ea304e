// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

void install(const QLocale &locale, const QString &name, const QString &directory)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, u"_"_s, directory))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

QStringList languages() { return {u"en"_s, u"ja"_s}; }

QString languageName(const QString &language) { return QLocale(language).nativeLanguageName(); }

void installLanguage(const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    QLocale::setDefault(locale);
    install(locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English has its plurals from there: "1 node", "2 nodes".
    install(QLocale(u"en"_s), u"prometheus-slurm-sd-admin"_s, u":/translations"_s);
    if (locale.language() != QLocale::English)
        install(locale, u"prometheus-slurm-sd-admin"_s, u":/translations"_s);
}

} // namespace slurmsd
