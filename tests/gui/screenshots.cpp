// SPDX-License-Identifier: GPL-3.0-or-later
// gui_screenshots URL DIRECTORY LANGUAGE APPEARANCE: pictures of each page of the admin program, with the
// data of the daemon at that URL; "DIRECTORY/nodes-ja-dark.png".
#include "gui/views/appearance.h"
#include "gui/views/daemonview.h"
#include "gui/views/jobspage.h"
#include "gui/views/language.h"
#include "gui/views/mainmenu.h"
#include "gui/views/mainwindow.h"
#include "gui/views/nodespage.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// Of every page that is made.
class Camera
{
public:
    Camera(QWidget &window, const QString &directory, const QString &suffix)
        : m_window(window)
        , m_directory(directory)
        , m_suffix(suffix)
    {}

    // What is asked for by a page may take a moment to come.
    bool shoot(const QString &name)
    {
        QTest::qWait(700);
        const QString path = m_directory.filePath(name + u'-' + m_suffix + u".png"_s);
        const bool isSaved = m_window.grab().save(path);
        std::printf("%s%s\n", isSaved ? "" : "cannot write ", path.toLocal8Bit().constData());
        return isSaved;
    }

private:
    QWidget &m_window;
    QDir m_directory;
    QString m_suffix;
};

// The job editor with a job that is not saved.
bool shootPreview(DaemonView &view, Camera &camera)
{
    QTest::keyClick(&view, Qt::Key_Escape); // the detail
    view.showPage(DaemonView::Jobs);
    auto *page = view.findChild<JobsPage *>();
    for (QAction *action : page->findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(Qt::Key_Insert))
            action->trigger();
    }
    for (const auto &[field, text] : {std::pair(u"name"_s, u"lustre"_s), std::pair(u"port"_s, u"9169"_s)}) {
        auto *line = page->findChild<QLineEdit *>(field);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    QTest::qWait(2000);
    return camera.shoot(u"preview"_s);
}

bool shootPages(DaemonView &view, MainWindow &window, Camera &camera)
{
    DaemonClient &client = view.client();
    const bool isThere = QTest::qWaitFor(
        [&] { return client.status() && !client.nodes().empty() && !client.targets().empty(); }, 20'000);
    if (!isThere) {
        const std::string why = client.error() ? client.error()->message : "";
        std::fprintf(stderr, "the daemon gives no data: status %d, %zu node lists, %zu jobs; %s\n",
                     client.status().has_value(), client.nodes().size(), client.targets().size(),
                     why.c_str());
        return false;
    }
    QTest::qWait(10'000); // some history for the chart
    bool isGood = true;
    for (const auto &[page, name] :
         {std::pair(DaemonView::Overview, u"overview"_s), std::pair(DaemonView::Nodes, u"nodes"_s),
          std::pair(DaemonView::Targets, u"targets"_s), std::pair(DaemonView::Jobs, u"jobs"_s),
          std::pair(DaemonView::RunningJobs, u"running-jobs"_s),
          std::pair(DaemonView::Timeline, u"timeline"_s)}) {
        view.showPage(page);
        isGood = camera.shoot(name) && isGood;
    }
    view.showPage(DaemonView::Nodes);
    const auto &nodes = client.nodes().front()->nodes;
    for (const Node &node : nodes) {
        if (node.stateClass == StateClass::Drained) {
            window.findChild<NodesPage *>()->selectNode(
                {}, QString::fromUtf8(node.name.data(), qsizetype(node.name.size())));
            break;
        }
    }
    isGood = camera.shoot(u"node"_s) && isGood;
    return shootPreview(view, camera) && isGood;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"prometheus-slurm-sd"_s);
    QApplication::setApplicationName(u"prometheus-slurm-sd-admin"_s);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 5) {
        std::fputs("gui_screenshots URL DIRECTORY LANGUAGE APPEARANCE\n", stderr);
        return 2;
    }
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QSettings().setValue(u"appearance"_s, arguments[4]);
    installLanguage(arguments[3]);

    MainWindow window;
    window.resize(1200, 750);
    window.show();
    Camera camera(window, arguments[2], arguments[3] + u'-' + arguments[4]);
    bool isGood = camera.shoot(u"welcome"_s);
    Q_EMIT window.findChild<MainMenu *>()->connectTriggered();
    isGood = camera.shoot(u"connect"_s) && isGood;
    ConnectionProfile profile;
    profile.name = u"head"_s;
    profile.url = QUrl(arguments[1]);
    DaemonView *view = window.openDaemon(profile, {});
    return shootPages(*view, window, camera) && isGood ? 0 : 1;
}
