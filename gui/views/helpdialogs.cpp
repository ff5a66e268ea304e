// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/helpdialogs.h"

#include "gui/views/mnemonic.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

class HelpWords
{
    Q_DECLARE_TR_FUNCTIONS(HelpDialogs)

public:
    static QString shortcutsTitle() { return tr("Keyboard Shortcuts"); }
    static QString aboutTitle() { return tr("About"); }

    // Keys that no menu has.
    static std::vector<std::pair<QString, QString>> pageKeys()
    {
        const auto native = [](const QKeySequence &keys) { return keys.toString(QKeySequence::NativeText); };
        const QString altUpDown = native(Qt::ALT | Qt::Key_Up) + u", "_s + native(Qt::ALT | Qt::Key_Down);
        const auto copy = [&](Qt::Key key) { return native(Qt::CTRL | Qt::SHIFT | key); };
        return {{tr("Nodes, targets: search"), native(QKeySequence::Find)},
                {tr("Nodes: search"), native(Qt::Key_Slash)},
                {tr("Nodes: take the search away"), native(Qt::Key_Escape)},
                {tr("Close the detail of a node"), native(Qt::Key_Escape)},
                {tr("Copy what is chosen"), native(QKeySequence::Copy)},
                {tr("Targets: copy as JSON"), copy(Qt::Key_J)},
                {tr("Targets: copy as curl command"), copy(Qt::Key_L)},
                {tr("Targets: copy as Slurm hostlist"), copy(Qt::Key_H)},
                {tr("Targets: copy as scrape_configs"), copy(Qt::Key_Y)},
                {tr("Targets: copy as PromQL selector"), copy(Qt::Key_P)},
                {tr("Jobs: save"), native(QKeySequence::Save)},
                {tr("Jobs: undo, redo"), native(QKeySequence::Undo) + u", "_s + native(QKeySequence::Redo)},
                {tr("Jobs: add, duplicate, remove"), native(Qt::Key_Insert) + u", "_s +
                                                         native(Qt::CTRL | Qt::Key_D) + u", "_s +
                                                         native(Qt::Key_Delete)},
                {tr("Jobs: move a job, or a label of one"), altUpDown},
                {tr("Next place, previous place"),
                 native(Qt::Key_Tab) + u", "_s + native(Qt::SHIFT | Qt::Key_Tab)},
                {tr("Within the bars of partitions: choose"), tr("arrow keys")},
                {tr("Show the nodes of what is chosen"), native(Qt::Key_Return)}};
    }

    static QString searchTitle() { return tr("How to Search"); }

    static std::vector<std::pair<QString, QString>> searchForms()
    {
        return {{tr("A word: in a name, address, partition, label, reason or event; or a state"), u"gpu01"_s},
                {tr("Any text as it is"), u"\"bad DIMM\""_s},
                {tr("Nodes by their names, as a Slurm hostlist"), u"gpu[001-064,070]"_s},
                {tr("A field has one of these values"), u"partition:gpu,debug"_s},
                {tr("The same, as it is read aloud"), u"state drained"_s},
                {tr("Any characters"), u"name:gpu9*"_s},
                {tr("Something, nothing"), u"reason:*   reason:\"\""_s},
                {tr("A number or a size is more or less"), u"cpus>=64 memory:<512G"_s},
                {tr("A label, as in PromQL"), u"__meta_state!=\"active\""_s},
                {tr("A regular expression for all of it"), u"name=~\"gpu0[0-9]{1,2}\""_s},
                {tr("Both (“and” may be left out), one of them, the opposite"),
                 u"gpu and (state:down or not reason:\"\")"_s},
                {tr("Fields of the Timeline"), u"name state cluster job kind text"_s}};
    }

    // Rich text; nothing of it is from outside.
    static QString about()
    {
        const QString heading =
            u"<h3>prometheus-slurm-sd-admin %1</h3>"_s.arg(QString::fromLatin1(SLURMSD_VERSION));
        const QString what = tr("Shows what prometheus-slurm-sd serves to Prometheus, and changes its jobs.");
        const QString licence = tr(
            "Free software, without any warranty, under the GNU General Public License, version 3 or later.");
        const QString parts = tr("It is made with:");
        return heading + u"<p>%1</p><p>%2</p><p>%3</p>"_s.arg(what, licence, parts) +
               u"<ul>"
               "<li>Qt %1 (LGPL-3.0 / GPL-3.0), <a href=\"https://www.qt.io\">www.qt.io</a></li>"
               "<li>Qt Charts (GPL-3.0)</li>"
               "<li>QtKeychain (BSD-3-Clause), <a "
               "href=\"https://github.com/frankosterfeld/qtkeychain\">github.com/frankosterfeld/qtkeychain</"
               "a></li>"
               "<li>yaml-cpp (MIT), <a "
               "href=\"https://github.com/jbeder/yaml-cpp\">github.com/jbeder/yaml-cpp</a></li>"
               "</ul>"_s.arg(QLatin1String(qVersion()));
    }
};

// With a Close button, not modal.
void showDialog(const QString &title, const QString &richText, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *text = new QLabel(richText);
    text->setTextFormat(Qt::RichText);
    text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    text->setOpenExternalLinks(true);
    text->setWordWrap(true);
    text->setMinimumWidth(text->fontMetrics().averageCharWidth() * 60);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->show();
}

QString shortcutRow(const QString &what, const QString &keys)
{
    return u"<tr><td style=\"padding-right:2em\">%1</td><td><b>%2</b></td></tr>"_s.arg(what.toHtmlEscaped(),
                                                                                       keys.toHtmlEscaped());
}

QString table(const QString &rows) { return u"<table cellspacing=\"4\">"_s + rows + u"</table>"_s; }

} // namespace

void showShortcuts(const std::vector<QAction *> &actions, QWidget *parent)
{
    QString rows;
    for (const QAction *action : actions)
        rows += shortcutRow(withoutMnemonic(action->text()),
                            action->shortcut().toString(QKeySequence::NativeText));
    for (const auto &[what, keys] : HelpWords::pageKeys())
        rows += shortcutRow(what, keys);
    showDialog(HelpWords::shortcutsTitle(), table(rows), parent);
}

void showSearchHelp(QWidget *parent)
{
    QString rows;
    for (const auto &[what, example] : HelpWords::searchForms())
        rows += shortcutRow(what, example);
    showDialog(HelpWords::searchTitle(), table(rows), parent);
}

void showAbout(QWidget *parent) { showDialog(HelpWords::aboutTitle(), HelpWords::about(), parent); }

} // namespace slurmsd
