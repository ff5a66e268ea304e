// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/conflictpanel.h"

#include "gui/editing/jobssession.h"
#include "gui/editing/jobwords.h"
#include "gui/models/text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace slurmsd {

using namespace Qt::StringLiterals;

ConflictPanel::ConflictPanel(JobsSession &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_text(new QLabel)
    , m_conflictArea(new QWidget)
    , m_grid(new QGridLayout(m_conflictArea))
    , m_mergeNote(new QLabel)
    , m_merge(new QPushButton(tr("Me&rge")))
{
    setFrameShape(QFrame::StyledPanel);
    setObjectName(u"conflictPanel"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_mergeNote->setTextFormat(Qt::PlainText);
    m_mergeNote->setWordWrap(true);
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(1, 1);
    auto *keepMine = new QPushButton(tr("&Keep mine: save over theirs"));
    keepMine->setObjectName(u"keepMine"_s);
    auto *takeTheirs = new QPushButton(tr("Take &theirs: drop my changes"));
    takeTheirs->setObjectName(u"takeTheirs"_s);
    m_merge->setObjectName(u"merge"_s);
    m_merge->setToolTip(tr("Puts both together, to be looked at and saved."));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_merge);
    buttons->addWidget(keepMine);
    buttons->addWidget(takeTheirs);
    buttons->addWidget(m_mergeNote, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text);
    layout->addWidget(m_conflictArea);
    layout->addLayout(buttons);
    connect(keepMine, &QPushButton::clicked, &session, &JobsSession::keepMine);
    connect(takeTheirs, &QPushButton::clicked, &session, &JobsSession::takeTheirs);
    connect(m_merge, &QPushButton::clicked, &session, [this] { m_session.merge(choices()); });
    connect(&session, &JobsSession::changed, this, &ConflictPanel::update);
    update();
}

void ConflictPanel::update()
{
    setVisible(m_session.theirs().has_value());
    if (!m_session.theirs())
        return;
    m_text->setText(tr("◆ Somebody else saved while you were editing. They changed: %1")
                        .arg(m_session.theirChanges().join(u"; "_s)));
    const QString reason = m_session.mergeBlockedReason();
    m_merge->setEnabled(reason.isEmpty());
    m_mergeNote->setText(reason);
    showConflicts(m_session.merged().conflicts);
}

void ConflictPanel::showConflicts(const std::vector<JobConflict> &conflicts)
{
    m_conflictArea->setVisible(!conflicts.empty());
    // The choices made so far stay while nothing else is to be chosen.
    if (conflicts == m_conflicts)
        return;
    m_conflicts = conflicts;
    m_sides.clear();
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const JobConflict &conflict : conflicts) {
        const QString name = toQString(conflict.name);
        auto *label = new QLabel(tr("Both changed %1:").arg(name));
        label->setTextFormat(Qt::PlainText);
        auto *side = new QComboBox;
        side->setObjectName(u"side:"_s + name);
        side->setAccessibleName(tr("Whose change of %1 stays").arg(name));
        side->addItem(tr("mine — %1").arg(changeWords(conflict.base, conflict.mine)));
        side->addItem(tr("theirs — %1").arg(changeWords(conflict.base, conflict.theirs)));
        side->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        side->setMinimumContentsLength(20);
        const int row = int(m_sides.size());
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(side, row, 1);
        m_sides.push_back(side);
    }
}

std::map<std::string, MergeSide> ConflictPanel::choices() const
{
    std::map<std::string, MergeSide> chosen;
    for (std::size_t i = 0; i < m_sides.size(); ++i)
        chosen[m_conflicts[i].name] = m_sides[i]->currentIndex() == 0 ? MergeSide::Mine : MergeSide::Theirs;
    return chosen;
}

} // namespace slurmsd
