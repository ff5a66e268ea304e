// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/values/connectionprofile.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace slurmsd {

class FieldError;

// The fields of a connection, each with what is wrong with it below.
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget *parent = nullptr);

    void setProfile(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    // The secrets of this profile, if its fields are still shown and nothing was typed in meanwhile.
    void fillSecrets(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    // What is in the fields; nothing when something is wrong, which is said at the field then, and the first
    // such field has the focus.
    std::optional<ConnectionProfile> profile();
    ConnectionSecrets secrets() const;
    // Where the secrets are kept, in words.
    void setKeyringNote(const QString &note);
    // Of the daemon's answer: the login is wrong.
    void setPasswordProblem(const QString &problem);

Q_SIGNALS:
    void edited();

private:
    struct Field
    {
        QLineEdit *edit = nullptr;
        FieldError *error = nullptr;
    };

    Field addField(const QString &label, QFormLayout &layout, QWidget *beside = nullptr);
    Field addFileField(const QString &label, const QString &title, QFormLayout &layout);
    static QString fileProblem(const QString &path);
    void checkFiles();

    Field m_name, m_url, m_caFile, m_certFile, m_keyFile, m_passphrase, m_user, m_password;
    QLabel *m_keyringNote;
};

} // namespace slurmsd
