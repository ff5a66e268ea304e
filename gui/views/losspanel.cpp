// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/losspanel.h"

#include "gui/editing/jobssession.h"
#include "gui/views/statestyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace slurmsd {

using namespace Qt::StringLiterals;

LossPanel::LossPanel(JobsSession &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_text(new QLabel)
    , m_confirm(new QPushButton(tr("Save all the sa&me")))
    , m_decline(new QPushButton(tr("Do &not save")))
{
    setFrameShape(QFrame::StyledPanel);
    setObjectName(u"lossPanel"_s);
    m_text->setObjectName(u"lossText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_confirm->setObjectName(u"confirmLoss"_s);
    m_decline->setObjectName(u"declineLoss"_s);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_decline);
    layout->addWidget(m_confirm);
    connect(m_confirm, &QPushButton::clicked, &session, &JobsSession::confirm);
    connect(m_decline, &QPushButton::clicked, &session, &JobsSession::decline);
    connect(&session, &JobsSession::changed, this, &LossPanel::update);
    update();
}

void LossPanel::update()
{
    const QStringList words =
        m_session.state() == JobsSession::State::Saving ? QStringList() : m_session.lossWords();
    const bool isAsked = m_session.state() == JobsSession::State::Confirming;
    const bool isNewlyAsked = isAsked && m_confirm->isHidden();
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, stateColor(StateClass::Down, palette()));
    m_text->setPalette(colors);
    m_text->setText(u"✕ "_s + words.join(u' '));
    m_confirm->setVisible(isAsked);
    m_decline->setVisible(isAsked);
    setVisible(!words.isEmpty());
    if (isNewlyAsked)
        m_decline->setFocus(); // what a key that is still down presses
}

} // namespace slurmsd
