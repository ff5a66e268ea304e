// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configsecrets.h"

#include "common/asciitext.h"
#include "common/configyaml.h"
#include "common/jobsedit.h"
#include "common/yamlspan.h"

#include <algorithm>
#include <array>
#include <map>

namespace slurmsd {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
// Shorter ones may be a part of anything.
constexpr std::size_t shortestSecret = 12;

// Behind "user_token:", "SLURM_JWT =" and the like, and the spaces that follow; npos when there is none.
std::size_t behindSecretName(std::string_view line)
{
    const std::string lower = asciiLower(line);
    for (const std::string_view name : {"token", "jwt", "password"}) {
        for (std::size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
            const std::size_t sign = lower.find_first_not_of(" \t\"'", at + name.size());
            if (sign != std::string::npos && (lower[sign] == ':' || lower[sign] == '='))
                return lower.find_first_not_of(" \t", sign + 1);
        }
    }
    return std::string_view::npos;
}

// A secret in a text.
struct Place
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string id;    // the same for the same secret in two texts
    std::string value; // of a comment, its text
    YamlMark mark;     // of a comment, none
    std::string path;  // of a comment, none

    bool isComment() const { return path.empty(); }
};

// Finds all secrets of a text that is YAML, in its order.
class SecretFinder
{
public:
    SecretFinder(std::string_view text, const YamlNode &root)
        : m_text(text)
    {
        for (const YamlEntry &entry : root.entries) {
            if (entry.key == "slurm_api_token")
                add(entry, "slurm", entry.key);
            else if (entry.key == "slurm")
                addTokens(entry.value, "slurm", "slurm.user_token");
            else if (entry.key == "clusters")
                addClusters(entry.value);
        }
        collectScalars(root);
        addComments();
        std::ranges::sort(m_places, {}, &Place::begin);
    }

    std::vector<Place> take() { return std::move(m_places); }

private:
    void addClusters(const YamlNode &clusters)
    {
        for (std::size_t i = 0; i < clusters.items.size(); ++i) {
            const YamlNode &cluster = clusters.items[i];
            const auto name = std::ranges::find(cluster.entries, "name", &YamlEntry::key);
            addTokens(cluster, "clusters/" + (name == cluster.entries.end() ? "" : name->value.text),
                      "clusters[" + std::to_string(i) + "].user_token");
        }
    }

    void addTokens(const YamlNode &map, const std::string &id, const std::string &path)
    {
        for (const YamlEntry &entry : map.entries) {
            if (entry.key == "user_token")
                add(entry, id, path);
        }
    }

    void add(const YamlEntry &entry, const std::string &id, const std::string &path)
    {
        const YamlNode &value = entry.value;
        if (value.kind == YamlNode::Kind::Scalar && !value.text.empty())
            m_places.push_back({value.mark.offset, endOf(m_text, value), id, value.text, value.mark, path});
    }

    // A # within these begins no comment.
    void collectScalars(const YamlNode &node)
    {
        if (node.kind == YamlNode::Kind::Scalar)
            m_scalars.emplace(node.mark.offset, endOf(m_text, node));
        for (const YamlNode &item : node.items)
            collectScalars(item);
        for (const YamlEntry &entry : node.entries) {
            m_scalars.emplace(entry.keyMark.offset, endOfKey(m_text, entry));
            collectScalars(entry.value);
        }
    }

    void addComments()
    {
        std::size_t offset = 0;
        auto scalar = m_scalars.begin();
        while (offset < m_text.size()) {
            const std::size_t next = scalar == m_scalars.end() ? m_text.size() : scalar->first;
            const std::size_t comment = std::min(m_text.find('#', offset), m_text.size());
            if (comment < next) {
                addComment(comment);
                offset = lineEnd(m_text, comment);
            } else if (scalar != m_scalars.end()) {
                offset = std::max(offset, scalar->second);
                ++scalar;
            } else {
                break;
            }
        }
    }

    void addComment(std::size_t begin)
    {
        const std::string_view comment = m_text.substr(begin, lineTextEnd(m_text, begin) - begin);
        const std::size_t value = behindSecretName(comment);
        if (value >= comment.size())
            return;
        const std::string lead(comment.substr(0, value));
        const int number = m_comments[lead]++;
        m_places.push_back({begin + value,
                            begin + comment.size(),
                            lead + std::to_string(number),
                            std::string(comment.substr(value)),
                            {},
                            {}});
    }

    std::string_view m_text;
    std::map<std::size_t, std::size_t> m_scalars; // begin to end
    std::map<std::string, int> m_comments;        // how many begin so
    std::vector<Place> m_places;
};

// Nothing when the text is no YAML map.
std::optional<std::vector<Place>> secretsIn(std::string_view text, ProblemList &problems)
{
    const auto root = parseYaml(text, problems);
    if (!root)
        return std::nullopt;
    return SecretFinder(text, *root).take();
}

// May this line name or hold a secret?
bool isSuspicious(std::string_view line, const std::vector<std::string> &secrets)
{
    if (std::ranges::any_of(secrets, [line](const std::string &secret) {
            return line.find(secret) != std::string_view::npos;
        }))
        return true;
    const std::string lower = asciiLower(line);
    for (std::size_t at = lower.find("token"); at != std::string::npos; at = lower.find("token", at + 1)) {
        const bool isFile = lower.compare(at + 5, 5, "_file") == 0;
        const bool isInPath = at > 0 && lower[at - 1] == '/';
        if (!isFile && !isInPath)
            return true;
    }
    // UTF-16 spells everything with other bytes.
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n';
    };
    if (std::ranges::any_of(line, isControl))
        return true;
    // An escape may spell a key, an anchor may hold what another line calls a token.
    return lower.find_first_of("\\&@") != std::string::npos || lower.find("jwt") != std::string::npos ||
           behindSecretName(line) != std::string_view::npos;
}

// `secrets` are those that are known.
std::string untilFirstSecret(std::string_view text, const std::vector<std::string> &secrets)
{
    ProblemList problems(text, {});
    const auto root = parseYaml(text, problems);
    // A file of another kind: the token itself, put in the wrong place.
    const bool mayBeConfig = !root || root->kind == YamlNode::Kind::Map || root->kind == YamlNode::Kind::Null;
    std::size_t offset = 0;
    while (mayBeConfig && offset < text.size()) {
        const std::size_t end = lineEnd(text, offset);
        if (isSuspicious(text.substr(offset, end - offset), secrets))
            break;
        offset = end;
    }
    std::string shown(text.substr(0, offset));
    if (offset < text.size())
        shown += std::string(secretPlaceholder) +
                 ": the rest is not shown, since this file is not valid and may have a secret here\n";
    return shown;
}

// What the text means with placeholders.
Config withPlaceholders(Config config)
{
    for (SlurmConfig &cluster : config.clusters) {
        if (!cluster.userToken.empty())
            cluster.userToken = secretPlaceholder;
    }
    return config;
}

// How a secret is put in place of the placeholder: as it was written, where that can stand anywhere.
std::string written(const Place &secret, std::string_view text)
{
    if (secret.isComment())
        return secret.value;
    const std::string raw(text.substr(secret.begin, secret.end - secret.begin));
    const bool isQuoted = raw.starts_with('"') || raw.starts_with('\'');
    const bool isOneLine = raw.find('\n') == std::string::npos;
    const bool isPlain = raw == secret.value && raw.find_first_of(",[]{}") == std::string::npos;
    return isOneLine && (isQuoted || isPlain) ? raw : yamlString(secret.value, Quoting::WhereNeeded);
}

} // namespace

std::string withoutSecrets(std::string_view text)
{
    const auto parsed = parseConfig(text, {});
    if (!parsed)
        return untilFirstSecret(text, {});
    const std::string_view prefix =
        text.substr(0, text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    const std::string_view body = text.substr(prefix.size());
    ProblemList problems(body, {});
    std::vector<TextChange> changes;
    const std::vector<Place> places = secretsIn(body, problems).value_or(std::vector<Place>());
    std::vector<std::string> secrets;
    for (const Place &place : places) {
        changes.push_back({place.begin, place.end, std::string(secretPlaceholder)});
        if (place.value.size() >= shortestSecret)
            secrets.push_back(place.value);
    }
    std::string shown = std::string(prefix) + changed(body, std::move(changes));

    // A secret is worth a second look: it must be gone from wherever else it was written, and nothing else.
    const auto after = parseConfig(shown, {});
    const bool isLeft = std::ranges::any_of(
        secrets, [&shown](const std::string &secret) { return shown.find(secret) != std::string::npos; });
    const bool isGood = after && after->config == withPlaceholders(parsed->config) && !isLeft;
    return isGood ? shown : untilFirstSecret(text, secrets);
}

Result<std::string, std::vector<ConfigProblem>> withSecretsOf(std::string_view text,
                                                              std::string_view original,
                                                              std::string_view file)
{
    const auto body = [](std::string_view whole) {
        return whole.substr(whole.starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    };
    const std::string_view prefix = text.substr(0, text.size() - body(text).size());
    text = body(text);
    original = body(original);
    ProblemList problems(text, file);
    ProblemList ignored(original, {});
    const auto places = secretsIn(text, problems);
    const auto known = secretsIn(original, ignored).value_or(std::vector<Place>());
    std::vector<TextChange> changes;
    for (const Place &place : places.value_or(std::vector<Place>())) {
        if (place.value != secretPlaceholder)
            continue;
        const auto found = std::ranges::find(known, place.id, &Place::id);
        if (found != known.end())
            changes.push_back({place.begin, place.end, written(*found, original)});
        else if (!place.isComment())
            problems.add(place.mark, place.path,
                         "there is no secret to put back for " + std::string(secretPlaceholder));
    }
    if (!problems.isEmpty())
        return Failure{std::move(problems).take()};
    return std::string(prefix) + changed(text, std::move(changes));
}

} // namespace slurmsd
