// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/connectionprofiles.h"

#include <QSettings>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxProfiles = 1000; // a damaged file may name any number

struct ProfileField
{
    QLatin1StringView key;
    QString ConnectionProfile::*member;
};

constexpr ProfileField fields[] = {{"name"_L1, &ConnectionProfile::name},
                                   {"ca_file"_L1, &ConnectionProfile::caFile},
                                   {"cert_file"_L1, &ConnectionProfile::certFile},
                                   {"key_file"_L1, &ConnectionProfile::keyFile},
                                   {"user"_L1, &ConnectionProfile::userName}};

} // namespace

std::vector<ConnectionProfile> readProfiles(QSettings &settings)
{
    std::vector<ConnectionProfile> profiles;
    const int size = qMin(settings.beginReadArray(u"connections"_s), maxProfiles);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        ConnectionProfile profile;
        const auto url = parseConnectionUrl(settings.value("url"_L1).toString());
        if (!url)
            continue;
        profile.url = *url;
        for (const ProfileField &field : fields)
            profile.*field.member = settings.value(field.key).toString();
        if (problemOfProfile(profile).isEmpty())
            profiles.push_back(profile);
    }
    settings.endArray();
    return profiles;
}

void writeProfiles(QSettings &settings, const std::vector<ConnectionProfile> &profiles)
{
    settings.remove("connections"_L1);
    settings.beginWriteArray(u"connections"_s, int(profiles.size()));
    int index = 0;
    for (const ConnectionProfile &profile : profiles) {
        settings.setArrayIndex(index++);
        // A password in the URL would be one in the settings.
        settings.setValue("url"_L1, profile.url.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded));
        for (const ProfileField &field : fields) {
            if (!(profile.*field.member).isEmpty())
                settings.setValue(field.key, profile.*field.member);
        }
    }
    settings.endArray();
}

} // namespace slurmsd
