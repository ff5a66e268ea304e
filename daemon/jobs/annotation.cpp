// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/annotation.h"

#include "common/asciitext.h"
#include "common/configvalues.h"
#include "common/wording.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace slurmsd {

namespace {

constexpr std::string_view prefix = "prometheus.io/";
constexpr std::string_view separators = " \t\r\n\v\f,";

// Nothing, or what is wrong.
using Problem = std::optional<std::string>;

Problem takeJob(Annotation &annotation, std::string_view value)
{
    if (value.empty())
        return "expected the name of a job of the configuration, got nothing";
    annotation.job = value;
    return {};
}

Problem takeNodes(Annotation &annotation, std::string_view value)
{
    if (value != "first" && value != "all")
        return "expected first or all, got " + inQuotes(value);
    annotation.isOnAllNodes = value == "all";
    return {};
}

bool isPathCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/-._~!$&'()*+;=:@").find(c) != std::string_view::npos;
}

bool hasDotSegment(std::string_view path)
{
    while (!path.empty()) {
        path.remove_prefix(1); // '/'
        const std::string_view segment = path.substr(0, path.find('/'));
        if (segment == "." || segment == "..")
            return true;
        path.remove_prefix(segment.size());
    }
    return false;
}

Problem takePath(Annotation &annotation, std::string_view value)
{
    if (!value.starts_with('/'))
        return "expected a path that starts with /, got " + inQuotes(value);
    if (value.size() > maxAnnotationPath)
        return "expected a path of at most " + std::to_string(maxAnnotationPath) + " bytes, got " +
               std::to_string(value.size());
    if (!std::ranges::all_of(value, isPathCharacter))
        return "expected a path of letters, digits and -._~!$&'()*+;=:@ without parameters, got " +
               inQuotes(value);
    if (hasDotSegment(value))
        return "expected a path without . and .., got " + inQuotes(value);
    annotation.path = value;
    return {};
}

Problem addPorts(std::set<Port> &ports, std::string_view item)
{
    const std::size_t dash = item.find('-');
    const auto first = parsePort(item.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parsePort(item.substr(dash + 1));
    if (!first || !last)
        return first ? last.error() : first.error();
    if (*first > *last)
        return "expected a range from a lower to a higher port, got " + inQuotes(item);
    for (std::uint32_t port = *first; port <= *last; ++port) {
        ports.insert(static_cast<Port>(port));
        if (ports.size() > maxAnnotationPorts)
            return "expected at most " + std::to_string(maxAnnotationPorts) + " ports, got more";
    }
    return {};
}

// "8000", "8000;8001" or "8000-8007".
Problem takePorts(Annotation &annotation, std::string_view value)
{
    std::set<Port> ports;
    for (;;) {
        const std::size_t end = value.find(';');
        if (Problem problem = addPorts(ports, value.substr(0, end)))
            return problem;
        if (end == std::string_view::npos)
            break;
        value.remove_prefix(end + 1);
    }
    annotation.ports.assign(ports.begin(), ports.end());
    return {};
}

Problem takeScheme(Annotation &annotation, std::string_view value)
{
    if (value != "http" && value != "https")
        return "expected http or https, got " + inQuotes(value);
    annotation.scheme = value;
    return {};
}

Problem takeScrape(Annotation &annotation, std::string_view value)
{
    const auto isScraped = parseBool(value);
    if (!isScraped)
        return isScraped.error();
    annotation.isScraped = *isScraped;
    return {};
}

struct KeyRow
{
    std::string_view key;
    Problem (*take)(Annotation &annotation, std::string_view value);
};

constexpr std::array keyRows{
    KeyRow{"job", takeJob},    KeyRow{"nodes", takeNodes},   KeyRow{"path", takePath},
    KeyRow{"port", takePorts}, KeyRow{"scheme", takeScheme}, KeyRow{"scrape", takeScrape},
};

const KeyRow *findKey(std::string_view key)
{
    const auto found = std::ranges::find(keyRows, key, &KeyRow::key);
    return found == keyRows.end() ? nullptr : &*found;
}

constexpr auto keyNames = [] {
    std::array<std::string_view, keyRows.size()> names;
    std::ranges::transform(keyRows, names.begin(), &KeyRow::key);
    return names;
}();

std::string unknownKey(std::string_view key)
{
    return "unknown key " + inQuotes(key) + "; " + suggestion(key, keyNames);
}

class Reader
{
public:
    // One key and its value as a word has it.
    Problem take(std::string_view key, std::string_view value);
    // Complete once every value was taken.
    Annotation &annotation() { return m_annotation; }

private:
    Annotation m_annotation;
};

Problem Reader::take(std::string_view key, std::string_view value)
{
    const KeyRow *row = findKey(key);
    if (row == nullptr)
        return unknownKey(key);
    auto &given = m_annotation.given;
    const auto place =
        std::ranges::lower_bound(given, row->key, {}, [](const auto &each) { return each.first; });
    if (place != given.end() && place->first == row->key) {
        if (place->second == value)
            return {};
        return std::string(key) + ": given twice, as " + inQuotes(place->second) + " and " + inQuotes(value);
    }
    if (Problem problem = row->take(m_annotation, value))
        return std::string(key) + ": " + *problem;
    given.emplace(place, row->key, value);
    return {};
}

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

// "KEY=VALUE"; what names no key of ours without saying anything of it is other text.
Problem takeWord(Reader &reader, std::string_view word, bool &isFound)
{
    const std::size_t sign = word.find('=');
    const std::string_view key = word.substr(0, sign);
    const bool isOther = sign == std::string_view::npos
                             ? findKey(key) == nullptr
                             : key.empty() || !std::ranges::all_of(key, isKeyCharacter);
    if (isOther)
        return {};
    isFound = true;
    if (sign == std::string_view::npos)
        return std::string(key) + ": expected " + std::string(prefix) + std::string(key) +
               "=VALUE without blanks around the =";
    return reader.take(key, word.substr(sign + 1));
}

Result<std::optional<Annotation>, std::string> parseWords(std::string_view text)
{
    Reader reader;
    bool isFound = false;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(separators);
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!word.starts_with(prefix))
            continue;
        if (Problem problem = takeWord(reader, word.substr(prefix.size()), isFound))
            return Failure{*std::move(problem)};
    }
    if (!isFound)
        return std::optional<Annotation>();
    return std::optional(std::move(reader.annotation()));
}

// As a word would have it; nothing for what no word could say.
std::optional<std::string> wordOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toStdString();
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    if (value.isDouble())
        return QByteArray::number(value.toDouble(), 'g', 17).toStdString();
    if (!value.isArray() || value.toArray().isEmpty())
        return {};
    std::string words;
    for (const QJsonValue item : value.toArray()) {
        const auto word = item.isArray() ? std::nullopt : wordOf(item);
        if (!word)
            return {};
        words += (words.empty() ? "" : ";") + *word;
    }
    return words;
}

Result<std::optional<Annotation>, std::string> parseJson(const QJsonValue &json)
{
    if (!json.isObject())
        return Failure{std::string("prometheus: expected an object, as {\"prometheus\": {\"port\": 8000}}")};
    Reader reader;
    const QJsonObject object = json.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const std::string key = member.key().toStdString();
        const auto word = wordOf(member.value());
        if (!word && findKey(key) != nullptr)
            return Failure{key + ": expected a text or a number"};
        if (Problem problem = reader.take(key, word.value_or("")))
            return Failure{*std::move(problem)};
    }
    return std::optional(std::move(reader.annotation()));
}

} // namespace

std::span<const std::string_view> annotationKeys() { return keyNames; }

Result<std::optional<Annotation>, std::string> parseAnnotation(std::string_view text)
{
    // Most comments end here.
    if (text.find("prometheus") == std::string_view::npos)
        return std::optional<Annotation>();
    if (const std::string_view json = trimmed(text, " \t\r\n"); json.starts_with('{')) {
        const auto document =
            QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())));
        if (const QJsonValue prometheus = document[QLatin1StringView("prometheus")];
            !prometheus.isUndefined())
            return parseJson(prometheus);
    }
    return parseWords(text);
}

} // namespace slurmsd
