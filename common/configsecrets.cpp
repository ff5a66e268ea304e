// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configsecrets.h"

#include "common/asciitext.h"
#include "common/configyaml.h"
#include "common/jobsedit.h"
#include "common/utf8.h"
#include "common/yamlspan.h"

#include <algorithm>
#include <array>
#include <map>

namespace slurmsd {

namespace {

// Shorter ones may be a part of anything.
constexpr std::size_t shortestSecret = 12;

// The word that ends before `end`, with spaces and quotes between.
std::string_view wordBefore(std::string_view line, std::size_t end)
{
    constexpr std::string_view between = " \t\"'";
    constexpr std::string_view delimiters = " \t\"'#:=,;{}[]()";
    const std::string_view text = line.substr(0, end);
    const std::size_t last = text.find_last_not_of(between);
    if (last == std::string_view::npos)
        return {};
    const std::size_t before = text.find_last_of(delimiters, last);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    return text.substr(begin, last + 1 - begin);
}

// Behind "user_token:", "SLURM_JWT =" and the like, and the spaces that follow; npos when there is none.
std::size_t behindSecretName(std::string_view line)
{
    for (std::size_t sign = line.find_first_of(":="); sign != std::string_view::npos;
         sign = line.find_first_of(":=", sign + 1)) {
        if (isSecretName(wordBefore(line, sign)))
            return line.find_first_not_of(" \t", sign + 1);
    }
    return std::string_view::npos;
}

// A secret in a text.
struct Place
{
    enum class Kind : unsigned char {
        Token,   // the value of a token's key
        Comment, // what follows a secret's name in one, or anything in it that looks like a secret
        Text,    // of a key or value, what looks like a secret
    };

    std::size_t begin = 0;
    std::size_t end = 0;
    Kind kind = Kind::Token;
    std::string id;     // the same for the same secret in two texts
    std::string value;  // but of a token, as it is written
    YamlMark mark{};    // of a comment, none
    std::string path{}; // of a token
};

// Of the cluster of this name, which is empty for that of the section `slurm:`.
std::string idOf(std::string_view cluster)
{
    return cluster.empty() ? "slurm" : "clusters/" + std::string(cluster);
}

// Where a cluster's token is or would be.
struct TokenSlot
{
    const YamlNode *map = nullptr;
    const YamlEntry *section = nullptr; // that the map is the value of; null when it is none's
    std::string_view key;
    std::string id; // as in Place
    std::string path;
};

// Those of all clusters of a text; for the section `slurm:`, that of the old keys as well, and before its
// own.
std::vector<TokenSlot> tokenSlots(const YamlNode &root)
{
    std::vector<TokenSlot> slots;
    if (std::ranges::any_of(root.entries,
                            [](const YamlEntry &entry) { return entry.key.starts_with("slurm_api_"); }))
        slots.push_back({&root, nullptr, "slurm_api_token", idOf({}), "slurm_api_token"});
    for (const YamlEntry &entry : root.entries) {
        if (entry.key == "slurm")
            slots.push_back({&entry.value, &entry, "user_token", idOf({}), "slurm.user_token"});
        for (std::size_t i = 0; entry.key == "clusters" && i < entry.value.items.size(); ++i) {
            const YamlNode &cluster = entry.value.items[i];
            const YamlEntry *name = findEntry(cluster, "name");
            slots.push_back({&cluster, nullptr, "user_token", name ? idOf(name->value.text) : std::string(),
                             "clusters[" + std::to_string(i) + "].user_token"});
        }
    }
    return slots;
}

// Finds all secrets of a text that is YAML, in its order.
class SecretFinder
{
public:
    SecretFinder(std::string_view text, const YamlNode &root)
        : m_text(text)
    {
        for (const TokenSlot &slot : tokenSlots(root)) {
            for (const YamlEntry &entry : slot.map->entries) {
                if (entry.key == slot.key)
                    add(entry, slot.id, slot.path);
            }
        }
        collectScalars(root);
        addComments();
        std::ranges::sort(m_places, {}, &Place::begin);
        addTexts();
        std::ranges::sort(m_places, {}, &Place::begin);
    }

    std::vector<Place> take() { return std::move(m_places); }

private:
    void add(const YamlEntry &entry, const std::string &id, const std::string &path)
    {
        const YamlNode &value = entry.value;
        if (value.kind == YamlNode::Kind::Scalar && !value.text.empty())
            m_places.push_back({value.mark.offset, endOf(m_text, value), Place::Kind::Token, id, value.text,
                                value.mark, path});
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
        m_places.push_back({begin + value, begin + comment.size(), Place::Kind::Comment,
                            numbered(std::string(comment.substr(0, value))),
                            std::string(comment.substr(value))});
    }

    // The same for the same one of those that begin so.
    std::string numbered(std::string lead)
    {
        const int number = m_leads[lead]++;
        return std::move(lead) + std::to_string(number);
    }

    // What looks like a secret outside of the places known so far, and placeholders of those.
    void addTexts()
    {
        std::vector<SecretSpan> spans = findSecrets(m_text);
        for (std::size_t at = m_text.find(secretPlaceholder); at != std::string_view::npos;
             at = m_text.find(secretPlaceholder, at + 1))
            spans.push_back({at, at + secretPlaceholder.size()});
        std::ranges::sort(spans, {}, &SecretSpan::begin);
        const std::size_t known = m_places.size();
        std::size_t next = 0; // of the known places
        std::size_t previous = 0;
        for (const SecretSpan &span : spans) {
            for (; next < known && m_places[next].end <= span.begin; ++next)
                previous = std::max(previous, m_places[next].end);
            const bool isKnown = next < known && m_places[next].begin < span.end;
            if (!isKnown && span.begin >= previous)
                addText(span, previous);
            previous = std::max(previous, span.end);
        }
    }

    // `previous`: where the secret before it ends.
    void addText(const SecretSpan &span, std::size_t previous)
    {
        constexpr std::size_t longestLead = 64;
        std::string_view lead = m_text.substr(previous, span.begin - previous);
        lead.remove_prefix(lead.size() - std::min(lead.size(), longestLead));
        lead.remove_prefix(lead.rfind('\n') + 1); // npos + 1 is the beginning
        Place place{span.begin, span.end, Place::Kind::Comment, numbered('=' + std::string(lead)),
                    std::string(m_text.substr(span.begin, span.end - span.begin))};
        auto scalar = m_scalars.upper_bound(span.begin);
        if (scalar != m_scalars.begin() && span.begin < std::prev(scalar)->second) {
            place.kind = Place::Kind::Text;
            place.mark = markOf(span.begin);
        }
        m_places.push_back(std::move(place));
    }

    // For offsets that only grow.
    YamlMark markOf(std::size_t offset)
    {
        const std::string_view passed = m_text.substr(m_mark.offset, offset - m_mark.offset);
        m_mark = {offset, m_mark.line + static_cast<int>(std::ranges::count(passed, '\n'))};
        return m_mark;
    }

    std::string_view m_text;
    YamlMark m_mark;
    std::map<std::size_t, std::size_t> m_scalars; // begin to end
    std::map<std::string, int> m_leads;           // how many begin so
    std::vector<Place> m_places;
};

std::vector<Place> secretsIn(std::string_view text)
{
    ProblemList ignored(text, {});
    const auto root = parseYaml(text, ignored);
    return root ? SecretFinder(text, *root).take() : std::vector<Place>();
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
    if (!findSecrets(line).empty())
        return true;
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
    if (secret.kind != Place::Kind::Token)
        return secret.value;
    const std::string raw(text.substr(secret.begin, secret.end - secret.begin));
    const bool isQuoted = raw.starts_with('"') || raw.starts_with('\'');
    const bool isOneLine = raw.find('\n') == std::string::npos;
    const bool isPlain = raw == secret.value && raw.find_first_of(",[]{}") == std::string::npos;
    return isOneLine && (isQuoted || isPlain) ? raw : yamlString(secret.value, Quoting::WhereNeeded);
}

// What adds a secret to a text that says nothing of it; nothing where the secret's cluster is gone, or has
// another token, none, or a file with one.
std::optional<TextChange> addition(const Place &secret, std::string_view original, std::string_view text,
                                   const YamlNode &root)
{
    std::optional<TokenSlot> free;
    for (const TokenSlot &slot : tokenSlots(root)) {
        if (slot.id != secret.id)
            continue;
        const YamlEntry *file = findEntry(*slot.map, "user_token_file");
        if (findEntry(*slot.map, slot.key) || (file && !file->value.text.empty()))
            return std::nullopt;
        free = slot;
    }
    if (!free)
        return std::nullopt;
    const std::string field = std::string(free->key) + ": " + written(secret, original);
    if (!free->map->entries.empty())
        return addedField(text, *free->map, field);
    // Only a section can be empty: each item of `clusters:` has a name.
    return TextChange{endOfKey(text, *free->section), endOf(text, *free->section), ": {" + field + '}'};
}

// What puts secrets in place of placeholders, and a problem for each that there is none for.
std::vector<TextChange> replacements(std::string_view text, const YamlNode &root, std::string_view original,
                                     const std::vector<Place> &known, ProblemList &problems)
{
    std::vector<TextChange> changes;
    for (const Place &place : SecretFinder(text, root).take()) {
        if (place.value != secretPlaceholder)
            continue;
        const auto found = std::ranges::find(known, place.id, &Place::id);
        if (found != known.end())
            changes.push_back({place.begin, place.end, written(*found, original)});
        else if (place.kind != Place::Kind::Comment)
            problems.add(place.mark, place.path,
                         "there is no secret to put back for " + std::string(secretPlaceholder));
    }
    return changes;
}

// The same config with these tokens, by the id of their cluster.
Config withTokens(Config config, const std::map<std::string, std::string> &tokens)
{
    for (SlurmConfig &cluster : config.clusters) {
        const auto found = tokens.find(idOf(cluster.name));
        if (found != tokens.end())
            cluster.userToken = found->second;
    }
    return config;
}

bool means(std::string_view text, const Config &config)
{
    const auto parsed = parseConfig(text, {});
    return parsed && parsed->config == config;
}

// Do placeholders stand for all tokens, and does the text come back as it was? For texts where values other
// than tokens were masked, whose meaning with placeholders is not known beforehand.
bool comesBack(std::string_view shown, std::string_view original, const Config &config)
{
    const auto parsed = parseConfig(shown, {});
    const bool isMasked =
        parsed && std::ranges::all_of(parsed->config.clusters, [](const SlurmConfig &cluster) {
            return cluster.userToken.empty() || cluster.userToken == secretPlaceholder;
        });
    const auto back = withSecretsOf(shown, original, {});
    return isMasked && back && means(*back, config);
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
    std::vector<TextChange> changes;
    std::vector<std::string> secrets;
    bool hasTexts = false;
    for (const Place &place : secretsIn(body)) {
        changes.push_back({place.begin, place.end, std::string(secretPlaceholder)});
        if (place.value.size() >= shortestSecret)
            secrets.push_back(place.value);
        hasTexts = hasTexts || place.kind == Place::Kind::Text;
    }
    std::string shown = std::string(prefix) + changed(body, std::move(changes));

    // A secret is worth a second look: it must be gone from wherever else it was written, and nothing else.
    const bool isLeft = std::ranges::any_of(
        secrets, [&shown](const std::string &secret) { return shown.find(secret) != std::string::npos; });
    const bool isGood = !isLeft && (hasTexts ? comesBack(shown, text, parsed->config)
                                             : means(shown, withPlaceholders(parsed->config)));
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
    const auto root = parseYaml(text, problems);
    if (!root)
        return Failure{std::move(problems).take()};
    const std::vector<Place> known = secretsIn(original);
    std::vector<TextChange> changes = replacements(text, *root, original, known, problems);
    if (!problems.isEmpty())
        return Failure{std::move(problems).take()};
    const auto before = parseConfig(changed(text, changes), {});
    std::map<std::string, std::string> added;
    for (const Place &secret : known) {
        if (!before || secret.kind != Place::Kind::Token || added.contains(secret.id))
            continue;
        if (auto change = addition(secret, original, text, *root)) {
            changes.push_back(*std::move(change));
            added.emplace(secret.id, secret.value);
        }
    }
    std::string whole = std::string(prefix) + changed(text, std::move(changes));
    // YAML has more forms than are thought of here.
    const auto after = added.empty() ? before : parseConfig(whole, {});
    if (before && (!after || after->config != withTokens(before->config, added))) {
        problems.add("the token in place cannot be put back into this text; give it as user_token: " +
                     std::string(secretPlaceholder) + ", or empty to take it out");
        return Failure{std::move(problems).take()};
    }
    return whole;
}

} // namespace slurmsd
