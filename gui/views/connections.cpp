// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/connections.h"

#include <QSettings>
#include <QTimer>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

std::vector<ConnectionProfile> readProfiles(const QString &key)
{
    QSettings settings;
    std::vector<ConnectionProfile> profiles;
    const int count = settings.beginReadArray(key);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const auto text = [&](const char *name) { return settings.value(QLatin1String(name)).toString(); };
        profiles.push_back({text("name"), QUrl(text("url")), text("ca_file"), text("cert_file"),
                            text("key_file"), text("user")});
    }
    settings.endArray();
    return profiles;
}

void writeProfiles(const QString &key, const std::vector<ConnectionProfile> &profiles)
{
    QSettings settings;
    settings.remove(key);
    settings.beginWriteArray(key, int(profiles.size()));
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        settings.setArrayIndex(int(i));
        const ConnectionProfile &profile = profiles[i];
        const auto set = [&](const char *name, const QString &value) {
            settings.setValue(QLatin1String(name), value);
        };
        set("name", profile.name);
        set("url", profile.url.toString());
        set("ca_file", profile.caFile);
        set("cert_file", profile.certFile);
        set("key_file", profile.keyFile);
        set("user", profile.userName);
    }
    settings.endArray();
}

} // namespace

Connections::Connections(QObject *parent)
    : QObject(parent)
{}

std::vector<ConnectionProfile> Connections::profiles() const { return readProfiles(u"profiles"_s); }

void Connections::save(const ConnectionProfile &profile, const ConnectionSecrets &)
{
    std::vector<ConnectionProfile> all = profiles();
    std::erase_if(all, [&](const ConnectionProfile &other) { return other.title() == profile.title(); });
    all.insert(all.begin(), profile);
    writeProfiles(u"profiles"_s, all);
    Q_EMIT profilesChanged();
}

void Connections::remove(const ConnectionProfile &profile)
{
    std::vector<ConnectionProfile> all = profiles();
    std::erase(all, profile);
    writeProfiles(u"profiles"_s, all);
    Q_EMIT profilesChanged();
}

void Connections::markUsed(const ConnectionProfile &profile)
{
    std::vector<ConnectionProfile> all = profiles();
    const auto found = std::ranges::find(all, profile);
    if (found == all.end() || found == all.begin())
        return;
    std::rotate(all.begin(), found, found + 1);
    writeProfiles(u"profiles"_s, all);
    Q_EMIT profilesChanged();
}

std::vector<ConnectionProfile> Connections::openProfiles() const { return readProfiles(u"open"_s); }

void Connections::setOpenProfiles(const std::vector<ConnectionProfile> &profiles)
{
    writeProfiles(u"open"_s, profiles);
}

void Connections::readSecrets(const ConnectionProfile &, QObject *context,
                              std::function<void(const ConnectionSecrets &)> callback)
{
    QTimer::singleShot(0, context, [callback = std::move(callback)] { callback({}); });
}

void Connections::startDemo() { Q_EMIT demoFailed(tr("There is no demo yet.")); }

} // namespace slurmsd
