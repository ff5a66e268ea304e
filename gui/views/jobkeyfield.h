// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QStringList>
#include <QWheelEvent>
#include <QWidget>

#include <span>
#include <string_view>
#include <utility>
#include <vector>

class QCheckBox;
class QListWidget;
class QToolButton;

namespace slurmsd {

// A widget for one key of a job: what it shows is the key's text in a JobDraft.
class JobKeyField : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString text() const = 0;
    virtual void setText(const QString &text) = 0; // emits nothing
    virtual void setReadOnly(bool isReadOnly) = 0;
    // What the key's mnemonic leads to.
    virtual QWidget *input() = 0;
    // For those who do not see it: the key, and what it is for.
    virtual void setAccessibleNames(const QString &name, const QString &help);

Q_SIGNALS:
    void edited(const QString &text); // by the user
    void finished();                  // the user turned elsewhere
};

// A line that leaves undo and redo to the page, whose steps they are.
class JobLineEdit : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

// A box that leaves the wheel to the form, which scrolls.
class JobComboBox : public QComboBox
{
    Q_OBJECT

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

class LineField : public JobKeyField
{
    Q_OBJECT

public:
    explicit LineField(const QString &example, QWidget *parent = nullptr);

    QString text() const override { return m_line->text(); }
    void setText(const QString &text) override;
    void setReadOnly(bool isReadOnly) override { m_line->setReadOnly(isReadOnly); }
    QWidget *input() override { return m_line; }

private:
    JobLineEdit *m_line;
};

// One of a few texts, each with words for it.
class ChoiceField : public JobKeyField
{
    Q_OBJECT

public:
    explicit ChoiceField(const std::vector<std::pair<QString, QString>> &choices, QWidget *parent = nullptr);

    QString text() const override;
    void setText(const QString &text) override;
    void setReadOnly(bool isReadOnly) override;
    QWidget *input() override;

private:
    JobComboBox *m_box;
};

// Any of the state classes.
class StatesField : public JobKeyField
{
    Q_OBJECT

public:
    explicit StatesField(QWidget *parent = nullptr);

    QString text() const override { return m_text; }
    void setText(const QString &text) override;
    void setReadOnly(bool isReadOnly) override;
    QWidget *input() override;
    void setAccessibleNames(const QString &name, const QString &help) override;

private:
    void take();

    QString m_text; // in the order of the file as long as nobody clicks
    std::vector<QCheckBox *> m_boxes;
};

// The labels that a job can have: those that it has are checked and first, in their order, which counts.
class LabelsField : public JobKeyField
{
    Q_OBJECT

public:
    // `names` outlive the field.
    explicit LabelsField(std::span<const std::string_view> names, QWidget *parent = nullptr);

    QString text() const override { return m_text; }
    void setText(const QString &text) override;
    void setReadOnly(bool isReadOnly) override;
    QWidget *input() override;

private:
    void take();
    void moveCurrent(int step);

    std::span<const std::string_view> m_names;
    QString m_text;
    QListWidget *m_list;
    QToolButton *m_up;
    QToolButton *m_down;
};

} // namespace slurmsd
