// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/yamlreader.h"

#include "common/wording.h"

#include <array>
#include <unordered_map>

namespace slurmsd {

std::string YamlPath::toString() const
{
    if (!m_parent)
        return {};
    std::string text = m_parent->toString();
    if (m_index)
        return text + '[' + std::to_string(*m_index) + ']';
    if (!text.empty())
        text += '.';
    return text + printable(m_key.substr(0, m_key.find(':')));
}

std::string_view describe(YamlNode::Kind kind)
{
    constexpr std::array<std::string_view, 4> names{"nothing", "a single value", "a list", "a map"};
    return names[static_cast<std::size_t>(kind)];
}

// What makes "endpoint:http://head" or "endpoint=http://head" a single value: the end of a message.
static std::string missingSpace(const YamlNode &node)
{
    const std::size_t end = node.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
    const std::string_view rest = std::string_view(node.text).substr(std::min(end, node.text.size()));
    if (node.kind != YamlNode::Kind::Scalar || end == 0 || rest.size() < 2 || rest[1] == '/')
        return {};
    if (rest.starts_with(':'))
        return "; is there a space missing after the colon?";
    return rest.starts_with('=') ? "; a key ends with a colon and a space, not with =" : std::string();
}

void reportRepeatedKeys(const YamlNode &node, const YamlPath &path, ProblemList &problems)
{
    std::unordered_map<std::string_view, int> lines;
    for (const YamlEntry &entry : node.entries) {
        const auto [first, isNew] = lines.emplace(entry.key, entry.keyMark.line);
        if (!isNew)
            problems.add(entry.keyMark, YamlPath(path, entry.key).toString(),
                         "given already in line " + std::to_string(first->second));
        reportRepeatedKeys(entry.value, YamlPath(path, entry.key), problems);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i)
        reportRepeatedKeys(node.items[i], YamlPath(path, i), problems);
}

MapReader::MapReader(const YamlNode &node, YamlMark mark, const YamlPath &path, ProblemList &problems)
    : m_node(node)
    , m_path(path)
    , m_problems(problems)
{
    if (node.kind != YamlNode::Kind::Map && node.kind != YamlNode::Kind::Null)
        problems.add(mark, path.toString(),
                     "expected a map, got " + std::string(describe(node.kind)) + missingSpace(node));
    for (const YamlEntry &entry : node.entries)
        m_remaining.push_back(&entry);
}

const YamlEntry *MapReader::take(std::string_view key)
{
    m_known.push_back(key);
    return takeUnlisted(key);
}

const YamlEntry *MapReader::takeUnlisted(std::string_view key)
{
    const YamlEntry *first = nullptr;
    std::erase_if(m_remaining, [&](const YamlEntry *entry) {
        if (entry->key != key)
            return false;
        first = first ? first : entry;
        return true;
    });
    return first;
}

const YamlEntry *MapReader::find(std::string_view key) const
{
    const auto found = std::ranges::find_if(m_node.entries, [key](const YamlEntry &entry) {
        return entry.key == key && entry.value.kind != YamlNode::Kind::Null;
    });
    return found == m_node.entries.end() ? nullptr : &*found;
}

void MapReader::problem(const YamlEntry &entry, std::string message)
{
    m_problems.add(entry.mark(), YamlPath(m_path, entry.key).toString(), std::move(message));
}

void MapReader::finish()
{
    for (const YamlEntry *entry : m_remaining) {
        std::string message = "unknown key; ";
        if (entry->key.find(':') != std::string::npos)
            message += "is there a space missing after the colon?";
        else if (!m_problems.isFull())
            message += suggestion(entry->key, m_known);
        m_problems.add(entry->keyMark, YamlPath(m_path, entry->key).toString(), std::move(message));
    }
}

} // namespace slurmsd
