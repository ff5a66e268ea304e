// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/commandline.h"

#include "gui/api/connectionurl.h"
#include "gui/views/language.h"

#include <QCommandLineParser>

namespace slurmsd {

using namespace Qt::StringLiterals;

Result<AdminCommandLine, QString> parseAdminCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{{u"h"_s, u"help"_s}, {}},
                       {{u"v"_s, u"version"_s}, {}},
                       {u"connect"_s, {}, u"URL"_s},
                       {u"demo"_s, {}},
                       {u"language"_s, {}, u"LANGUAGE"_s}});
    if (!parser.parse(arguments))
        return Failure{parser.errorText()};
    if (!parser.positionalArguments().isEmpty())
        return Failure{u"unexpected argument \"%1\"; see --help"_s.arg(parser.positionalArguments().first())};
    AdminCommandLine result;
    result.isDemoWanted = parser.isSet(u"demo"_s);
    result.language = parser.value(u"language"_s);
    if (parser.isSet(u"language"_s) && !languages().contains(result.language))
        return Failure{u"no language \"%1\"; there are en and ja"_s.arg(result.language)};
    for (const QString &text : parser.values(u"connect"_s)) {
        ConnectionProfile profile;
        const auto url = parseConnectionUrl(text);
        if (!url)
            return Failure{url.error()};
        profile.url = *url;
        result.connections.push_back(profile);
    }
    return result;
}

QString adminHelp()
{
    return uR"(Usage: prometheus-slurm-sd-admin [OPTION]...
Shows what prometheus-slurm-sd serves to Prometheus, and changes its jobs, over its HTTP API.

  --connect URL        open the daemon at this URL (http://head:8080); can be repeated
  --demo               start a daemon with a made-up cluster, and open it
  --language en|ja     speak this language
  -h, --help           print this
  -v, --version        print the version
)"_s;
}

} // namespace slurmsd
