// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/welcomepage.h"

#include "gui/models/text.h"
#include "gui/views/noticebar.h"
#include "gui/views/programicon.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace slurmsd {

namespace {

constexpr std::size_t mostProfiles = 8;

QLabel *makeLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_profilesLayout(new QVBoxLayout)
    , m_profiles(new QWidget)
    , m_demo(new QPushButton(tr("&Try the Demo Cluster")))
    , m_problem(new NoticeBar)
{
    const int space = fontMetrics().height();
    auto *icon = new QLabel;
    icon->setPixmap(programIcon().pixmap(4 * space));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    QLabel *heading = makeLabel(tr("Slurm’s nodes, as Prometheus is to see them"));
    heading->setFont(large);
    QLabel *what =
        makeLabel(tr("This program shows what a prometheus-slurm-sd daemon serves to Prometheus, tells why a "
                     "node is not scraped, and changes the daemon’s jobs."));
    auto *connectButton = new QPushButton(tr("&Connect to a Daemon…"));
    connectButton->setDefault(true);
    QLabel *demoHint = makeLabel(
        tr("The demo starts a daemon on this machine with a made-up cluster, and ends it with this window."));
    demoHint->setForegroundRole(QPalette::PlaceholderText);
    m_profilesLayout->setContentsMargins({});
    m_profiles->setLayout(m_profilesLayout);
    m_profiles->hide();
    m_problem->hide();

    auto *column = new QWidget;
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 70);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(space * 3 / 4);
    for (QWidget *widget : std::initializer_list<QWidget *>{icon, heading, what, connectButton, m_profiles,
                                                            m_demo, demoHint, m_problem})
        layout->addWidget(widget);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(column, 1000);
    middle->addStretch(1);
    auto *outer = new QVBoxLayout(this);
    outer->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(2);
    setFocusProxy(connectButton);

    connect(connectButton, &QPushButton::clicked, this, &WelcomePage::connectRequested);
    connect(m_demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
}

void WelcomePage::setProfiles(const std::vector<ConnectionProfile> &profiles)
{
    while (QLayoutItem *item = m_profilesLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_profiles->setVisible(!profiles.empty());
    if (!profiles.empty())
        m_profilesLayout->addWidget(makeLabel(tr("Or to one of those you know:")));
    for (std::size_t i = 0; i < std::min(profiles.size(), mostProfiles); ++i) {
        const ConnectionProfile &profile = profiles[i];
        // An ampersand in a name is no mnemonic.
        auto *button = new QPushButton(profile.title().replace(QChar(u'&'), QStringLiteral("&&")));
        button->setToolTip(plainToolTip(profile.url.toString()));
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 0.3em 0.6em;"));
        m_profilesLayout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, profile] { Q_EMIT profileChosen(profile); });
    }
}

void WelcomePage::setDemoStarting(bool isStarting)
{
    m_demo->setEnabled(!isStarting);
    m_demo->setText(isStarting ? tr("Starting the Demo Cluster…") : tr("&Try the Demo Cluster"));
    if (isStarting)
        m_problem->hide();
}

void WelcomePage::setDemoProblem(const QString &problem)
{
    setDemoStarting(false);
    m_problem->setNotice(NoticeBar::Level::Alarm, problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace slurmsd
