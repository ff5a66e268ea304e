// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"
#include "common/yamltree.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace slurmsd {

// Where a value is in the tree, as messages name it: "jobs[2].port". Made on the stack while the tree is
// walked, and spelled out only when there is something to say.
class YamlPath
{
public:
    YamlPath() = default;
    // Of a map's key or a list's item; `parent` and `key` outlive the path.
    YamlPath(const YamlPath &parent, std::string_view key)
        : m_parent(&parent)
        , m_key(key)
    {}
    YamlPath(const YamlPath &parent, std::size_t index)
        : m_parent(&parent)
        , m_index(index)
    {}

    // Keys are cut at a colon: what follows may be a value without the space before it, even a token.
    std::string toString() const;

private:
    const YamlPath *m_parent = nullptr;
    std::string_view m_key;
    std::optional<std::size_t> m_index;
};

// How a value's kind is called in messages: "nothing", "a list".
std::string_view describe(YamlNode::Kind kind);

// Says which keys are repeated in any map of the tree.
void reportRepeatedKeys(const YamlNode &node, const YamlPath &path, ProblemList &problems);

// Reads one map of the file. Each key that the map may have is asked for once, by a read function; those left
// at finish() are unknown. A value that is wrong is a problem, and the target keeps what it has; so it does
// where a key is not there. The first of repeated keys counts.
class MapReader
{
public:
    // A node that is no map is a problem, and read as an empty one. No value is an empty map. `mark` is where
    // the node is, or its key when it has no place of its own. All arguments outlive the reader.
    MapReader(const YamlNode &node, YamlMark mark, const YamlPath &path, ProblemList &problems);
    Q_DISABLE_COPY_MOVE(MapReader)

    // The value of a key, as `parse` (string_view → ValueResult) makes it. A key without a value counts as
    // not given.
    template <typename T, typename Parse>
    void read(std::string_view key, T &target, Parse parse)
    {
        const YamlEntry *entry = take(key);
        if (entry && entry->value.kind != YamlNode::Kind::Null)
            assign(target, *entry, parse);
    }

    // A list of such values, or one alone; replaces the target's. Without a value it is a problem: it could
    // mean "none" as well as "not given".
    template <typename T, typename Parse>
    void readList(std::string_view key, std::vector<T> &target, Parse parse)
    {
        if (const YamlEntry *entry = take(key))
            assignList(target, *entry, parse);
    }

    // The same for values of which each may be there once.
    template <typename T, typename Parse>
    void readSet(std::string_view key, std::vector<T> &target, Parse parse)
    {
        if (const YamlEntry *entry = take(key))
            assignSet(target, *entry, parse);
    }

    // The scalar value of an entry of this map, whatever its key; nothing when it is a problem.
    template <typename Parse>
    auto value(const YamlEntry &entry, Parse parse)
    {
        return parseScalar(entry.value, entry.mark(), YamlPath(m_path, entry.key), parse);
    }

    template <typename T, typename Parse>
    void assign(T &target, const YamlEntry &entry, Parse parse)
    {
        if (auto parsed = value(entry, parse))
            target = *std::move(parsed);
    }

    template <typename T, typename Parse>
    void assignList(std::vector<T> &target, const YamlEntry &entry, Parse parse)
    {
        target.clear();
        forEachItem(entry, [&](const YamlNode &item, const YamlPath &path) {
            if (auto parsed = parseScalar(item, item.mark, path, parse))
                target.push_back(*std::move(parsed));
        });
    }

    template <typename T, typename Parse>
    void assignSet(std::vector<T> &target, const YamlEntry &entry, Parse parse)
    {
        target.clear();
        forEachItem(entry, [&](const YamlNode &item, const YamlPath &path) {
            const auto parsed = parseScalar(item, item.mark, path, parse);
            if (parsed && std::ranges::find(target, *parsed) != target.end())
                m_problems.add(item.mark, path.toString(), "repeats what is in the list already");
            else if (parsed)
                target.push_back(*parsed);
        });
    }

    // The entry of a key that the map may have; null when it is not there.
    const YamlEntry *take(std::string_view key);
    // The same for a key that messages do not propose.
    const YamlEntry *takeUnlisted(std::string_view key);
    // The entry of a key that has a value, taken or not; null when there is none.
    const YamlEntry *find(std::string_view key) const;
    // Entries that were not taken yet, in the file's order.
    const std::vector<const YamlEntry *> &remaining() const { return m_remaining; }

    void problem(const YamlEntry &entry, std::string message);
    void finish();

    const YamlPath &path() const { return m_path; }

    // What the above are made of, for lists whose items are of several kinds.
    // Calls `visit` (const YamlNode &, const YamlPath &) with each item of a list, or with the value itself.
    template <typename Visit>
    void forEachItem(const YamlEntry &entry, Visit visit)
    {
        const YamlPath path(m_path, entry.key);
        const YamlNode &node = entry.value;
        if (node.kind == YamlNode::Kind::Scalar) {
            visit(node, path);
        } else if (node.kind != YamlNode::Kind::List) {
            problem(entry, "expected a list, got " + std::string(describe(node.kind)));
        } else {
            for (std::size_t i = 0; i < node.items.size(); ++i)
                visit(node.items[i], YamlPath(path, i));
        }
    }

    template <typename Parse>
    auto parseScalar(const YamlNode &node, YamlMark mark, const YamlPath &path, Parse parse)
    {
        using Value = std::remove_cvref_t<decltype(*parse(std::string_view()))>;
        std::optional<Value> value;
        if (node.kind != YamlNode::Kind::Scalar) {
            m_problems.add(mark, path.toString(),
                           "expected a single value, got " + std::string(describe(node.kind)));
        } else if (auto result = parse(std::string_view(node.text))) {
            value = *std::move(result);
        } else {
            m_problems.add(mark, path.toString(), result.error());
        }
        return value;
    }

private:
    const YamlNode &m_node;
    const YamlPath &m_path;
    ProblemList &m_problems;
    std::vector<const YamlEntry *> m_remaining;
    std::vector<std::string_view> m_known;
};

} // namespace slurmsd
