// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

#include <string>

namespace slurmsd {

class TargetsModel;
struct TargetGroup;

// The targets of a TargetsModel that hold a text: in their address, or in a label's name (long or short) or
// value; ASCII letters in either case. Jobs stay, groups without such a target go. While there is a text the
// column of targets says how many there are: "3 of 118".
class TargetsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TargetsProxy(TargetsModel &source, QObject *parent = nullptr);

    void setText(const QString &text);
    bool hasText() const { return !m_text.empty(); }
    // The targets of a job or group that show; of this proxy's indexes.
    qsizetype shownTargets(const QModelIndex &index) const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool hasText(const std::string &text) const;
    bool hasLabel(const TargetGroup &group) const;
    qsizetype countIn(const TargetGroup &group) const;

    TargetsModel &m_source;
    std::string m_text; // UTF-8, ASCII letters in lower case
};

} // namespace slurmsd
