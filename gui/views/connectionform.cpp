// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/connectionform.h"

#include "gui/api/connectionurl.h"
#include "gui/views/exampletext.h"
#include "gui/views/fielderror.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace slurmsd {

using namespace Qt::StringLiterals;

ConnectionForm::ConnectionForm(QWidget *parent)
    : QWidget(parent)
    , m_keyringNote(new QLabel)
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins({});
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_url = addField(tr("&URL"), *layout);
    setExample(*m_url.edit, u"http://head:8080"_s);
    m_name = addField(tr("&Name"), *layout);
    m_name.edit->setPlaceholderText(tr("as you call it; else host and port"));
    m_user = addField(tr("Us&er"), *layout);
    m_password = addField(tr("&Password"), *layout);
    m_password.edit->setEchoMode(QLineEdit::Password);
    m_caFile = addFileField(tr("C&A certificates"), tr("Choose CA certificates"), *layout);
    m_caFile.edit->setPlaceholderText(tr("those of the system"));
    m_certFile = addFileField(tr("Client ce&rtificate"), tr("Choose a client certificate"), *layout);
    m_keyFile = addFileField(tr("Client &key"), tr("Choose the certificate’s key"), *layout);
    m_passphrase = addField(tr("Ke&y’s passphrase"), *layout);
    m_passphrase.edit->setEchoMode(QLineEdit::Password);
    m_keyringNote->setTextFormat(Qt::PlainText);
    m_keyringNote->setWordWrap(true);
    m_keyringNote->setForegroundRole(QPalette::PlaceholderText);
    m_keyringNote->hide();
    layout->addRow(QString(), m_keyringNote);
    setFocusProxy(m_url.edit);
}

ConnectionForm::Field ConnectionForm::addField(const QString &label, QFormLayout &layout, QWidget *beside)
{
    Field field{new QLineEdit, new FieldError};
    auto *line = new QHBoxLayout;
    line->addWidget(field.edit, 1);
    if (beside)
        line->addWidget(beside);
    auto *column = new QVBoxLayout;
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(field.error);
    auto *name = new QLabel(label);
    name->setBuddy(field.edit);
    layout.addRow(name, column);
    connect(field.edit, &QLineEdit::textEdited, this, [this, error = field.error] {
        error->setProblem({});
        Q_EMIT edited();
    });
    return field;
}

ConnectionForm::Field ConnectionForm::addFileField(const QString &label, const QString &title,
                                                   QFormLayout &layout)
{
    auto *choose = new QToolButton;
    choose->setText(u"…"_s);
    choose->setToolTip(title);
    choose->setAccessibleName(title);
    choose->setFocusPolicy(Qt::StrongFocus);
    const Field field = addField(label, layout, choose);
    connect(choose, &QToolButton::clicked, this, [this, field, title] {
        const QString path =
            QFileDialog::getOpenFileName(this, title, QFileInfo(field.edit->text()).path(),
                                         tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"));
        if (path.isEmpty())
            return;
        field.edit->setText(path);
        field.error->setProblem({});
        Q_EMIT edited();
    });
    return field;
}

void ConnectionForm::setProfile(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    const std::pair<Field, QString> values[] = {
        {m_name, profile.name},         {m_url, profile.url.toString()},      {m_caFile, profile.caFile},
        {m_certFile, profile.certFile}, {m_keyFile, profile.keyFile},         {m_user, profile.userName},
        {m_password, secrets.password}, {m_passphrase, secrets.keyPassphrase}};
    for (const auto &[field, value] : values) {
        field.edit->setText(value);
        field.error->setProblem({});
    }
}

void ConnectionForm::fillSecrets(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    const auto fill = [](const Field &field, const QString &value) {
        if (field.edit->text().isEmpty())
            field.edit->setText(value);
    };
    if (m_url.edit->text() != profile.url.toString() || m_user.edit->text() != profile.userName)
        return;
    fill(m_password, secrets.password);
    fill(m_passphrase, secrets.keyPassphrase);
}

std::optional<ConnectionProfile> ConnectionForm::profile()
{
    const auto url = parseConnectionUrl(m_url.edit->text());
    m_url.error->setProblem(url ? QString() : url.error());
    checkFiles();
    const ConnectionProfile made{.name = m_name.edit->text().trimmed(),
                                 .url = url ? *url : QUrl(),
                                 .caFile = m_caFile.edit->text(),
                                 .certFile = m_certFile.edit->text(),
                                 .keyFile = m_keyFile.edit->text(),
                                 .userName = m_user.edit->text()};
    const bool isUserMissing = made.userName.isEmpty() && !m_password.edit->text().isEmpty();
    // With a good URL, what is left to object to is the user.
    const QString userProblem = url ? problemOfProfile(made) : QString();
    m_user.error->setProblem(isUserMissing ? tr("a password needs a user") : userProblem);
    for (const Field &field : {m_url, m_user, m_caFile, m_certFile, m_keyFile}) {
        if (field.error->hasProblem()) {
            field.edit->setFocus();
            return std::nullopt;
        }
    }
    return made;
}

void ConnectionForm::checkFiles()
{
    for (const Field &field : {m_caFile, m_certFile, m_keyFile})
        field.error->setProblem(fileProblem(field.edit->text()));
    if (!m_certFile.edit->text().isEmpty() && m_keyFile.edit->text().isEmpty())
        m_keyFile.error->setProblem(tr("a client certificate needs its key"));
    if (m_certFile.edit->text().isEmpty() && !m_keyFile.edit->text().isEmpty())
        m_certFile.error->setProblem(tr("a key needs its certificate"));
}

QString ConnectionForm::fileProblem(const QString &path)
{
    if (path.isEmpty())
        return {};
    const QFileInfo file(path);
    if (!file.exists())
        return tr("there is no such file");
    if (!file.isFile() || !file.isReadable())
        return tr("this file cannot be read");
    return {};
}

ConnectionSecrets ConnectionForm::secrets() const
{
    return {.password = m_password.edit->text(), .keyPassphrase = m_passphrase.edit->text()};
}

void ConnectionForm::setKeyringNote(const QString &note)
{
    m_keyringNote->setText(note);
    m_keyringNote->setVisible(!note.isEmpty());
}

void ConnectionForm::setPasswordProblem(const QString &problem)
{
    m_password.error->setProblem(problem);
    if (!problem.isEmpty())
        m_password.edit->setFocus();
}

} // namespace slurmsd
