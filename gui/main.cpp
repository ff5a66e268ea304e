// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/connectionprofile.h"
#include "gui/views/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace slurmsd;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"prometheus-slurm-sd-admin"_s);
    QApplication::setApplicationVersion(QString::fromLatin1(SLURMSD_VERSION));
    QCommandLineParser parser;
    const QCommandLineOption connectOption(u"connect"_s, u"URL of a daemon to open"_s, u"URL"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(connectOption);
    parser.process(application);

    MainWindow window;
    if (parser.isSet(connectOption)) {
        ConnectionProfile profile;
        profile.url = QUrl(parser.value(connectOption));
        window.openDaemon(profile, {});
    }
    window.show();
    return QApplication::exec();
}
