// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/namepatterns.h"

#include <QString>

#include <algorithm>
#include <unordered_map>

namespace slurmsd {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Is this a name and no expression? Most patterns are, and compiling one takes longer than all else a job
// does for a node.
bool isPlainName(std::string_view pattern)
{
    return pattern.find_first_of("\\^$.[]|()*+?{}") == std::string_view::npos;
}

// Patterns tend to be those of other jobs as well, and are asked for again.
const QRegularExpression &compiled(const std::string &pattern)
{
    constexpr std::size_t maxPatterns = 5000;
    thread_local std::unordered_map<std::string, QRegularExpression> patterns;
    if (patterns.size() > maxPatterns)
        patterns.clear();
    const auto [known, isNew] = patterns.try_emplace(pattern);
    if (isNew)
        known->second = QRegularExpression(QRegularExpression::anchoredPattern(toQString(pattern)));
    return known->second;
}

} // namespace

NamePatterns::NamePatterns(const std::vector<std::string> &patterns)
    : m_patterns(patterns)
{
    for (const std::string &pattern : patterns) {
        if (!isPlainName(pattern))
            m_compiled.push_back(compiled(pattern));
    }
}

bool NamePatterns::match(std::string_view name) const
{
    const auto isName = [name](const std::string &pattern) {
        return pattern == name && isPlainName(pattern);
    };
    if (m_patterns.empty() || std::ranges::any_of(m_patterns, isName))
        return true;
    if (m_compiled.empty())
        return false;
    const QString text = toQString(name);
    return std::ranges::any_of(m_compiled,
                               [&text](const auto &pattern) { return pattern.match(text).hasMatch(); });
}

} // namespace slurmsd
