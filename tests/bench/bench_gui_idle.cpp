// SPDX-License-Identifier: GPL-3.0-or-later
// What the admin program costs with one daemon while nobody touches it: how long it takes to show the first
// nodes, its memory then, and, page by page, the share of a core that it uses.
//
//     bench_gui_idle URL [SECONDS]
#include "gui/views/daemonview.h"
#include "gui/views/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include <cstdio>
#include <ctime>

using namespace slurmsd;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

QByteArray residentMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmRSS:"))
                return line.mid(6).simplified();
        }
    }
    return "unknown";
}

// Unlike QTest::qWait(), which wakes every 10 ms.
void wait(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

bool showsNodes(const DaemonView &view)
{
    const auto trees = view.findChildren<QTreeView *>();
    return std::ranges::any_of(trees, [](const QTreeView *tree) {
        return tree->isVisible() && tree->model() != nullptr && tree->model()->rowCount() > 0;
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"prometheus-slurm-sd"_s);
    QApplication::setApplicationName(u"bench_gui_idle"_s);
    if (argc < 2) {
        std::fputs("bench_gui_idle URL [SECONDS]\n", stderr);
        return 2;
    }
    const int seconds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 60;
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());

    MainWindow window;
    window.show();
    ConnectionProfile profile;
    profile.name = u"bench"_s;
    profile.url = QUrl(QString::fromLocal8Bit(argv[1]));
    DaemonView *view = window.openDaemon(profile, {});
    view->showPage(DaemonView::Nodes);
    while (!showsNodes(*view) && sinceStart.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents(); // paints them
    std::printf("first nodes shown after %lld ms, %.0f ms of CPU\n", sinceStart.elapsed(),
                cpuSeconds() * 1e3);
    wait(5s);
    std::printf("resident memory %s\n", residentMemory().constData());
    for (int page = 0; page < DaemonView::PageCount; ++page) {
        view->showPage(page);
        wait(3s);
        const double before = cpuSeconds();
        wait(std::chrono::seconds(seconds));
        std::printf("%-20s %.2f %% of a core\n", qPrintable(DaemonView::pageName(page)),
                    (cpuSeconds() - before) / seconds * 100);
        std::fflush(stdout);
    }
    std::printf("resident memory %s\n", residentMemory().constData());
    return 0;
}
