// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/exampletext.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLineEdit>

namespace slurmsd {

namespace {

class Example : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::Example)

public:
    Example(QLineEdit &edit, const QString &example)
        : QObject(&edit)
        , m_edit(edit)
        , m_text(tr("e.g. %1").arg(example))
    {
        edit.installEventFilter(this);
        update();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::EnabledChange || event->type() == QEvent::ReadOnlyChange)
            update();
        return QObject::eventFilter(watched, event);
    }

private:
    void update()
    {
        m_edit.setPlaceholderText(m_edit.isEnabled() && !m_edit.isReadOnly() ? m_text : QString());
    }

    QLineEdit &m_edit;
    const QString m_text;
};

} // namespace

void setExample(QLineEdit &edit, const QString &example) { new Example(edit, example); }

} // namespace slurmsd
