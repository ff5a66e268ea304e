// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// The members of the objects of an array as they came before, byte by byte, and what they meant (`Meaning`).
// Slurm writes each node with the same keys in the same order, and most of their values again and again: what
// is known need not be taken apart once more.
template <typename Meaning>
class JsonMembers
{
public:
    struct Key
    {
        std::size_t size = 0;     // from its quote up to the value; 0: it is not known
        std::size_t nameSize = 0; // without its quotes
    };

    // The objects of another array come.
    void beginArray() { m_members.clear(); }
    void beginObject() { m_next = 0; }

    // How much of `text`, which begins with the quote of a key, are members that came before, each with the
    // comma and what else is in front of the next; what they meant goes to `repeat`.
    template <typename Repeat>
    std::size_t skipRepeated(std::string_view text, Repeat &&repeat)
    {
        std::string_view rest = text;
        for (; m_next < m_members.size(); ++m_next) {
            const Value *value = m_members[m_next].find(rest);
            if (value == nullptr)
                break;
            repeat(value->meaning);
            rest.remove_prefix(value->text.size());
        }
        return text.size() - rest.size();
    }

    // The key that `text` begins with. A member that is left out is passed over.
    Key findKey(std::string_view text)
    {
        for (std::size_t i = m_next; i < m_members.size() && i < m_next + 2; ++i) {
            if (text.starts_with(m_members[i].key)) {
                m_next = i + 1;
                return {m_members[i].key.size(), m_members[i].nameSize};
            }
        }
        return {};
    }

    // A key that was not found: `text` goes from its quote to its value. False if it is not kept.
    bool addKey(std::string_view text, std::size_t nameSize)
    {
        if (text.size() > maxBytes || m_members.size() == maxMembers)
            return false;
        m_members.insert(m_members.begin() + static_cast<std::ptrdiff_t>(m_next),
                         {std::string(text), nameSize, {}, 0});
        ++m_next;
        return true;
    }

    // The member whose key was found or added last: `text` goes from its quote to that of the next one.
    void addValue(std::string_view text, const Meaning &meaning)
    {
        if (text.size() <= maxBytes)
            m_members[m_next - 1].add({std::string(text), meaning});
    }
    // Is it any use to add one?
    bool wantsValue() const { return m_members[m_next - 1].misses < maxMisses; }

private:
    // Nothing that Slurm writes comes near the first two.
    static constexpr std::size_t maxMembers = 512;
    static constexpr std::size_t maxBytes = 4096;
    static constexpr std::size_t maxValues = 4;
    // After so many values in a row that were new, the others will be too.
    static constexpr unsigned maxMisses = 64;

    struct Value
    {
        std::string text; // of the whole member
        Meaning meaning{};
    };
    struct Member
    {
        std::string key; // from its quote up to the value
        std::size_t nameSize = 0;
        std::vector<Value> values; // the last one first
        unsigned misses = 0;       // since one of them came again

        const Value *find(std::string_view text)
        {
            for (Value &value : values) {
                if (!text.starts_with(value.text))
                    continue;
                misses = 0;
                if (&value != &values.front())
                    std::swap(value, values.front());
                return &values.front();
            }
            return nullptr;
        }
        void add(Value value)
        {
            if (++misses == maxMisses) {
                values.clear();
                return;
            }
            if (values.size() < maxValues)
                values.emplace_back();
            std::swap(values.back(), values.front());
            values.front() = std::move(value);
        }
    };

    std::vector<Member> m_members;
    std::size_t m_next = 0; // the one that is expected
};

} // namespace slurmsd
