// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/factgrid.h"

#include <QGridLayout>
#include <QLabel>

namespace slurmsd {

namespace {

constexpr char nameLabelProperty[] = "slurmsdNameLabel";

} // namespace

FactGrid::FactGrid(int columns, QWidget *parent)
    : QWidget(parent)
    , m_columns(columns)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(fontMetrics().averageCharWidth() * 2);
    m_layout->setVerticalSpacing(fontMetrics().height() / 5);
    for (int column = 0; column < columns; ++column)
        m_layout->setColumnStretch(2 * column + 1, 1);
}

QLabel *FactGrid::addFact(const QString &name, bool isWide)
{
    if (m_column == m_columns || (isWide && m_column > 0)) {
        ++m_row;
        m_column = 0;
    }
    auto *nameLabel = new QLabel(name);
    nameLabel->setForegroundRole(QPalette::PlaceholderText);
    nameLabel->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *value = new QLabel;
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    value->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    value->setAccessibleName(name);
    value->setProperty(nameLabelProperty, QVariant::fromValue<QWidget *>(nameLabel));
    m_layout->addWidget(nameLabel, m_row, 2 * m_column);
    m_layout->addWidget(value, m_row, 2 * m_column + 1, 1, isWide ? 2 * m_columns - 1 : 1);
    m_column = isWide ? m_columns : m_column + 1;
    return value;
}

void FactGrid::setFact(QLabel *value, const QString &text)
{
    if (value->text() != text)
        value->setText(text);
    value->setVisible(!text.isEmpty());
    if (auto *name = value->property(nameLabelProperty).value<QWidget *>())
        name->setVisible(!text.isEmpty());
}

} // namespace slurmsd
