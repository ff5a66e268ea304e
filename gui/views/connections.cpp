// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/connections.h"

#include "gui/api/connectionprofiles.h"

#include <QSettings>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

const QString openGroup = u"open"_s;

} // namespace

Connections::Connections(QObject *parent)
    : QObject(parent)
{
    connect(&m_demo, &DemoDaemon::started, this, [this] { Q_EMIT demoStarted(demoProfile()); });
    connect(&m_demo, &DemoDaemon::failed, this, &Connections::demoFailed);
}

std::vector<ConnectionProfile> Connections::profiles() const
{
    QSettings settings;
    return readProfiles(settings);
}

void Connections::save(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    std::vector<ConnectionProfile> all = profiles();
    std::erase_if(all, [&](const ConnectionProfile &other) {
        return other.title() == profile.title() || SecretStore::keyOf(other) == SecretStore::keyOf(profile);
    });
    all.insert(all.begin(), profile);
    QSettings settings;
    writeProfiles(settings, all);
    m_secrets.write(profile, secrets, this, [this, secrets](const QString &problem) {
        if (!problem.isEmpty() && secrets != ConnectionSecrets())
            Q_EMIT secretsNotKept(problem);
    });
    Q_EMIT profilesChanged();
}

void Connections::remove(const ConnectionProfile &profile)
{
    std::vector<ConnectionProfile> all = profiles();
    std::erase(all, profile);
    QSettings settings;
    writeProfiles(settings, all);
    // Another one may be the same login.
    const bool isUsed = std::ranges::any_of(all, [&](const ConnectionProfile &other) {
        return SecretStore::keyOf(other) == SecretStore::keyOf(profile);
    });
    if (!isUsed)
        m_secrets.remove(profile, this, [](const QString &) {});
    Q_EMIT profilesChanged();
}

ConnectionProfile Connections::profileOf(const QUrl &url) const
{
    ConnectionProfile made;
    made.url = url;
    for (const ConnectionProfile &profile : profiles()) {
        ConnectionProfile withoutLogin;
        withoutLogin.url = profile.url;
        if (SecretStore::keyOf(withoutLogin) == SecretStore::keyOf(made))
            return profile;
    }
    return made;
}

void Connections::markUsed(const ConnectionProfile &profile)
{
    std::vector<ConnectionProfile> all = profiles();
    const auto found = std::ranges::find(all, profile);
    if (found == all.end() || found == all.begin())
        return;
    std::rotate(all.begin(), found, found + 1);
    QSettings settings;
    writeProfiles(settings, all);
    Q_EMIT profilesChanged();
}

std::vector<ConnectionProfile> Connections::openProfiles() const
{
    QSettings settings;
    settings.beginGroup(openGroup);
    return readProfiles(settings);
}

void Connections::setOpenProfiles(std::vector<ConnectionProfile> profiles)
{
    std::erase_if(profiles, [this](const ConnectionProfile &profile) { return profile.url == m_demo.url(); });
    QSettings settings;
    settings.beginGroup(openGroup);
    writeProfiles(settings, profiles);
}

void Connections::readSecrets(const ConnectionProfile &profile, QObject *context,
                              std::function<void(const SecretStore::Found &)> callback)
{
    m_secrets.read(profile, context, std::move(callback));
}

void Connections::startDemo()
{
    if (m_demo.url().isEmpty())
        m_demo.start();
    else
        Q_EMIT demoStarted(demoProfile());
}

ConnectionProfile Connections::demoProfile() const
{
    ConnectionProfile profile;
    profile.name = tr("Demo cluster");
    profile.url = m_demo.url();
    return profile;
}

} // namespace slurmsd
