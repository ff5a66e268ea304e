// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/secretstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <qt6keychain/keychain.h>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"prometheus-slurm-sd-admin"_s;

QString toText(const ConnectionSecrets &secrets)
{
    const QJsonObject object{{u"password"_s, secrets.password}, {u"key_passphrase"_s, secrets.keyPassphrase}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ConnectionSecrets toSecrets(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    return {object["password"_L1].toString(), object["key_passphrase"_L1].toString()};
}

// In words; empty: the keyring did it, or has no such entry.
QString problemOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return {};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return SecretStore::describe({});
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return SecretStore::tr("The keyring was not opened; passwords are kept until the program ends.");
    default:
        return SecretStore::describe(job.errorString());
    }
}

// Starts the job, and calls `done` (const QKeychain::Job &) when it is through. The job is not ended with
// `context`: what is being written is written.
template <typename Done>
void run(QKeychain::Job *job, const QString &key, QObject *context, Done done)
{
    job->setKey(key);
    job->setAutoDelete(true);
    job->setInsecureFallback(false); // no password in a file
    QObject::connect(job, &QKeychain::Job::finished, context, [job, done](QKeychain::Job *) { done(*job); });
    job->start();
}

} // namespace

SecretStore::SecretStore(QObject *parent)
    : QObject(parent)
{}

QString SecretStore::describe(const QString &error)
{
    const bool isNone = error.isEmpty() || error.contains(u"D-Bus"_s, Qt::CaseInsensitive) ||
                        error.contains(u"dbus"_s, Qt::CaseInsensitive) || error.contains(u".service"_s) ||
                        error.startsWith(u"Could not connect"_s);
    if (isNone)
        return tr(
            "There is no keyring on this desktop, such as GNOME Keyring or KWallet; passwords are kept until "
            "the program ends.");
    return tr("The keyring cannot be used (%1); passwords are kept until the program ends.").arg(error);
}

QString SecretStore::keyOf(const ConnectionProfile &profile)
{
    QString url = profile.url.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
    while (url.endsWith(u'/'))
        url.chop(1);
    return url + u' ' + profile.userName;
}

void SecretStore::read(const ConnectionProfile &profile, QObject *context,
                       std::function<void(const Found &)> callback)
{
    const QString key = keyOf(profile);
    auto *job = new QKeychain::ReadPasswordJob(service);
    run(job, key, this, [this, job, key, context = QPointer(context), callback](const QKeychain::Job &done) {
        Found found;
        found.problem = problemOf(done);
        // The keyring may still have older ones.
        if (const auto kept = m_memory.constFind(key); kept != m_memory.constEnd())
            found.secrets = *kept;
        else if (done.error() == QKeychain::NoError)
            found.secrets = toSecrets(job->textData());
        if (context)
            callback(found);
    });
}

void SecretStore::write(const ConnectionProfile &profile, const ConnectionSecrets &secrets, QObject *context,
                        std::function<void(const QString &)> callback)
{
    if (secrets == ConnectionSecrets()) {
        remove(profile, context, std::move(callback));
        return;
    }
    const QString key = keyOf(profile);
    m_memory.insert(key, secrets);
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setTextData(toText(secrets));
    const auto finish = [this, key, secrets, context = QPointer(context),
                         callback](const QKeychain::Job &done) {
        const QString problem = problemOf(done);
        if (problem.isEmpty() && m_memory.value(key) == secrets) // else newer ones are being written
            m_memory.remove(key);
        if (context)
            callback(problem);
    };
    run(job, key, this, finish);
}

void SecretStore::remove(const ConnectionProfile &profile, QObject *context,
                         std::function<void(const QString &)> callback)
{
    const QString key = keyOf(profile);
    m_memory.remove(key);
    auto *job = new QKeychain::DeletePasswordJob(service);
    run(job, key, this, [context = QPointer(context), callback](const QKeychain::Job &done) {
        if (context)
            callback(problemOf(done));
    });
}

} // namespace slurmsd
