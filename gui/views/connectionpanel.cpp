// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/connectionpanel.h"

#include "gui/models/healthsentence.h"
#include "gui/views/connectionform.h"
#include "gui/views/connections.h"
#include "gui/views/noticebar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace slurmsd {

ConnectionPanel::ConnectionPanel(Connections &connections, QWidget *parent)
    : QWidget(parent)
    , m_connections(connections)
    , m_problem(new NoticeBar)
    , m_saved(new QWidget)
    , m_list(new QListWidget)
    , m_remove(new QPushButton(tr("For&get")))
    , m_form(new ConnectionForm)
    , m_steps(new TestSteps)
    , m_test(new QPushButton(tr("&Test")))
    , m_testing(new ConnectionTest(this))
{
    const int space = fontMetrics().height();
    auto *savedLabel = new QLabel(tr("&Saved connections"));
    savedLabel->setBuddy(m_list);
    auto *saved = new QVBoxLayout(m_saved);
    saved->setContentsMargins({});
    saved->addWidget(savedLabel);
    saved->addWidget(m_list, 1);
    saved->addWidget(m_remove);
    m_list->setAccessibleName(tr("Saved connections"));
    m_list->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    m_remove->setToolTip(tr("Forget the chosen connection and its password"));

    auto *cancel = new QPushButton(tr("Cancel"));
    auto *accept = new QPushButton(tr("Save and &Connect"));
    accept->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(accept);
    auto *column = new QWidget;
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 90);
    auto *edit = new QVBoxLayout(column);
    edit->setContentsMargins({});
    edit->setSpacing(space / 2);
    auto *heading = new QLabel(tr("Connect to a daemon"));
    QFont bold = font();
    bold.setBold(true);
    heading->setFont(bold);
    edit->addWidget(heading);
    edit->addWidget(m_form);
    edit->addLayout(buttons);
    edit->addWidget(m_steps);
    edit->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    scroll->setWidget(column);
    auto *body = new QHBoxLayout;
    body->setContentsMargins(space, space, space, space);
    body->setSpacing(space);
    body->addWidget(m_saved);
    body->addWidget(scroll, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_problem);
    layout->addLayout(body, 1);
    setFocusProxy(m_form);

    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectionPanel::choose);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionPanel::removeChosen);
    connect(m_test, &QPushButton::clicked, this, [this] { m_testing->isRunning() ? stopTest() : test(); });
    connect(m_testing, &ConnectionTest::stepFinished, this, &ConnectionPanel::addStep);
    connect(m_testing, &ConnectionTest::finished, this, &ConnectionPanel::endTest);
    connect(cancel, &QPushButton::clicked, this, &ConnectionPanel::cancelled);
    connect(accept, &QPushButton::clicked, this, &ConnectionPanel::saveAndConnect);
    connect(m_form, &ConnectionForm::edited, this, &ConnectionPanel::stopTest);
    connect(&m_connections, &Connections::profilesChanged, this, &ConnectionPanel::fillList);
    m_problem->hide();
    fillList();
}

void ConnectionPanel::showProfile(const ConnectionProfile &profile, const std::optional<ApiError> &error)
{
    fillList();
    stopTest();
    m_form->setProfile(profile, {});
    readSecrets(profile);
    m_problem->setVisible(error.has_value());
    if (error) {
        m_problem->setNotice(NoticeBar::Level::Alarm, apiErrorText(*error));
        if (error->step == ApiError::Step::Login)
            m_form->setPasswordProblem(apiErrorText(*error));
    }
}

void ConnectionPanel::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto *button = qobject_cast<QAbstractButton *>(focusWidget());
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (isEnter && button) // which takes but Space by itself
        button->click();
    else if (isEnter)
        saveAndConnect();
    else
        QWidget::keyPressEvent(event);
}

void ConnectionPanel::fillList()
{
    const QSignalBlocker blocker(m_list);
    m_profiles = m_connections.profiles();
    m_list->clear();
    for (const ConnectionProfile &profile : m_profiles)
        m_list->addItem(profile.title());
    m_list->setCurrentRow(-1);
    m_saved->setVisible(!m_profiles.empty());
    m_remove->setEnabled(false);
}

void ConnectionPanel::choose(int row)
{
    m_remove->setEnabled(row >= 0);
    if (row < 0)
        return;
    const ConnectionProfile profile = m_profiles[std::size_t(row)];
    m_problem->hide();
    stopTest();
    m_form->setProfile(profile, {});
    readSecrets(profile);
}

void ConnectionPanel::readSecrets(const ConnectionProfile &profile)
{
    m_connections.readSecrets(profile, this, [this, profile](const SecretStore::Found &found) {
        m_form->fillSecrets(profile, found.secrets);
        m_form->setKeyringNote(found.problem.isEmpty() ? tr("Passwords are kept in the desktop’s keyring.")
                                                       : found.problem);
    });
}

void ConnectionPanel::test()
{
    const auto profile = m_form->profile();
    if (!profile)
        return;
    m_lines.clear();
    m_problem->hide(); // it was another try's
    m_testing->start(*profile, m_form->secrets());
    setTesting(true);
}

void ConnectionPanel::setTesting(bool isTesting)
{
    m_test->setText(isTesting ? tr("S&top the Test") : tr("&Test"));
    std::vector<TestSteps::Line> lines = m_lines;
    if (isTesting)
        lines.push_back({NoticeBar::Level::Quiet, {}, tr("Testing…")});
    m_steps->setLines(std::move(lines));
}

void ConnectionPanel::addStep(const TestStep &step)
{
    m_lines.push_back(
        {step.isGood ? NoticeBar::Level::Ok : NoticeBar::Level::Alarm, stepTitle(step.step), step.text});
    if (const auto profile = m_form->profile(); profile && !step.isGood)
        m_lines.push_back({NoticeBar::Level::Quiet, {}, stepAdvice(step.step, profile->url)});
    setTesting(true);
}

void ConnectionPanel::endTest(bool isGood)
{
    if (isGood)
        m_lines.push_back({NoticeBar::Level::Ok, {}, tr("This connection works.")});
    setTesting(false);
}

void ConnectionPanel::stopTest()
{
    m_testing->cancel();
    m_lines.clear();
    setTesting(false);
}

void ConnectionPanel::saveAndConnect()
{
    const auto profile = m_form->profile();
    if (!profile)
        return;
    const ConnectionSecrets secrets = m_form->secrets();
    m_connections.save(*profile, secrets);
    Q_EMIT connectRequested(*profile, secrets);
}

void ConnectionPanel::removeChosen()
{
    const int row = m_list->currentRow();
    if (row >= 0)
        m_connections.remove(m_profiles[std::size_t(row)]);
}

} // namespace slurmsd
