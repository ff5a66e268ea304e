// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/hostnames.h"

#include "common/asciitext.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <unistd.h>

namespace slurmsd {

namespace {

// The names of one line, behind its address and before its comment.
std::vector<std::string> namesOf(std::string_view line)
{
    constexpr std::string_view blanks = " \t\r";
    line = line.substr(0, line.find('#'));
    std::vector<std::string> words;
    for (;;) {
        line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
        if (line.empty())
            break;
        const std::string_view word = line.substr(0, line.find_first_of(blanks));
        words.push_back(asciiLower(word));
        line.remove_prefix(word.size());
    }
    if (!words.empty())
        words.erase(words.begin());
    return words;
}

void addOnce(std::vector<std::string> &names, const std::string &name)
{
    if (!name.empty() && std::ranges::find(names, name) == names.end())
        names.push_back(name);
}

} // namespace

std::vector<std::string> namesBeside(std::string_view hostName, std::string_view hosts)
{
    const std::string own = asciiLower(hostName);
    std::vector<std::string> names;
    addOnce(names, own);
    addOnce(names, own.substr(0, own.find('.')));
    while (!hosts.empty()) {
        const std::size_t end = std::min(hosts.find('\n'), hosts.size());
        const std::vector<std::string> line = namesOf(hosts.substr(0, end));
        hosts.remove_prefix(std::min(end + 1, hosts.size()));
        if (own.empty() || std::ranges::find(line, own) == line.end())
            continue;
        for (const std::string &name : line)
            addOnce(names, name);
    }
    return names;
}

std::vector<std::string> machineNames()
{
    // POSIX: at most 255 bytes, and a longer name may have no end.
    std::array<char, 257> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0)
        return {};
    QFile file(QStringLiteral("/etc/hosts"));
    constexpr qint64 mostBytes = qint64{1} << 20;
    const QByteArray hosts = file.open(QIODevice::ReadOnly) ? file.read(mostBytes) : QByteArray();
    return namesBeside(name.data(), {hosts.constData(), static_cast<std::size_t>(hosts.size())});
}

} // namespace slurmsd
