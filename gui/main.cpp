// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/commandline.h"
#include "gui/views/language.h"
#include "gui/views/mainwindow.h"
#include "gui/views/programicon.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

void nameApplication()
{
    QCoreApplication::setOrganizationName(u"prometheus-slurm-sd"_s);
    QCoreApplication::setApplicationName(u"prometheus-slurm-sd-admin"_s);
    QGuiApplication::setDesktopFileName(u"prometheus-slurm-sd-admin"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(SLURMSD_VERSION));
}

// --help and --version work without a display, too: nothing but a look at the words.
bool isTextWanted(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument == "--help" || argument == "-h") {
            std::fputs(adminHelp().toLocal8Bit().constData(), stdout);
            return true;
        }
        if (argument == "--version" || argument == "-v") {
            std::puts("prometheus-slurm-sd-admin " SLURMSD_VERSION);
            return true;
        }
    }
    return false;
}

} // namespace

int main(int argc, char *argv[])
{
    if (isTextWanted(argc, argv))
        return 0;
    nameApplication();
    QApplication application(argc, argv);
    const auto commandLine = parseAdminCommandLine(QApplication::arguments());
    if (!commandLine) {
        std::fprintf(stderr, "prometheus-slurm-sd-admin: %s\n",
                     commandLine.error().toLocal8Bit().constData());
        return 2;
    }
    const QString chosen = QSettings().value(u"language"_s).toString();
    installLanguage(commandLine->language.isEmpty() ? chosen : commandLine->language);
    QApplication::setWindowIcon(programIcon());

    MainWindow window;
    if (commandLine->isDemoWanted)
        window.openDemo();
    else if (commandLine->connections.empty())
        window.restoreDaemons();
    for (const ConnectionProfile &profile : commandLine->connections)
        window.openUrl(profile.url);
    window.show();
    return QApplication::exec();
}
