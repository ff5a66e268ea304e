// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/slurmerrors.h"

#include <boost/json/error.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// What the handlers of all of Slurm's lists do alike: they find their way through an answer, and keep what it
// says of itself. What is within the list's items is ListHandler's.
class AnswerHandler
{
public:
    enum class Found : unsigned char { Missing, NotAList, List };

    // Has the answer a list?
    Found found() const { return m_found; }
    const SlurmErrors &errors() const { return m_errors; }
    // Why the handler stopped the parser: what it expected. Empty when it did not.
    const std::string &complaint() const { return m_complaint; }
    // Seconds since 1970, or notGiven where it says so in another form; nothing without the key, as up to
    // v0.0.38.
    std::optional<std::int64_t> lastUpdate() const { return m_lastUpdate; }
    const std::string &cluster() const { return m_cluster; }
    const std::string &slurmRelease() const { return m_slurmRelease; }

    static constexpr std::int64_t notGiven = -1;

protected:
    using Code = boost::system::error_code;
    using Text = std::string_view;

    // The object or array that the parser is in.
    enum class Context : unsigned char {
        Document, // before and after the whole
        Answer,   // {"nodes": …, "errors": …, "meta": …}
        List,
        Item,
        ItemList,     // an array of strings of an item
        NumberObject, // {"set": …, "infinite": …, "number": …}
        Errors,
        Error,
        Meta,
        Slurm, // {"release": …, "cluster": …}
    };
    // The key that the parser is at, in the contexts where few are wanted.
    enum class Key : unsigned char {
        Other,
        List,
        LastUpdate,
        Errors,
        Meta,
        Slurm,
        Release,
        Cluster,
        Set,
        Infinite,
        Number
    };

    // `listKey`: "nodes", "jobs"; static storage. `maxTextBytes`: longer strings count as not given.
    AnswerHandler(std::string_view listKey, std::size_t maxTextBytes)
        : m_listKey(listKey)
        , m_maxTextBytes(maxTextBytes)
    {}

    bool collect(std::string_view part, std::size_t size);
    // The whole string of which `part` is the last; `size` is its length in all. Good until the next string.
    std::string_view complete(std::string_view part, std::size_t size)
    {
        return size == part.size() && size <= m_maxTextBytes ? part : joined(part, size);
    }
    std::string_view repaired(std::string_view text);

    bool skip()
    {
        ++m_skipDepth;
        return true;
    }
    bool unskip()
    {
        --m_skipDepth;
        return true;
    }
    bool enter(Context context);
    void leave() { m_context = m_outer[--m_depth]; }
    Context outer() const { return m_outer[m_depth - 1]; }
    void beginNumber() { m_number = {}; }
    // notGiven where the number object says that it has none.
    std::int64_t numberValue() const
    {
        return m_number.isSet && !m_number.isInfinite ? m_number.value : notGiven;
    }
    void takeLastUpdate(std::int64_t value) { m_lastUpdate = value; }

    // In every context but those of an item.
    bool beginAnswerObject();
    bool beginAnswerArray(Code &code);
    bool answerKey(std::string_view name, Code &code);
    void answerText(std::string_view text);

    void takeNumber(std::int64_t value);
    void takeBoolean(bool value);
    bool isErrorPlace() const;
    bool complain(std::string complaint, Code &code);

    Context m_context = Context::Document;
    std::size_t m_skipDepth = 0; // how deep within a value that is of no interest
    Key m_key = Key::Other;
    SlurmErrors::Part m_errorPart = SlurmErrors::Part::Other;
    SlurmErrors m_errors;
    std::string m_text; // a string that came in parts, so far, or was repaired

private:
    std::string_view joined(std::string_view lastPart, std::size_t size);
    Key keyOf(std::string_view name) const;

    const std::string_view m_listKey;
    const std::size_t m_maxTextBytes;
    std::string m_complaint;
    Found m_found = Found::Missing;
    bool m_hadErrors = false; // the key `errors`, not errors
    std::optional<std::int64_t> m_lastUpdate;
    std::string m_cluster;
    std::string m_slurmRelease;

    std::array<Context, 5> m_outer{}; // around m_context, outermost first
    std::size_t m_depth = 0;          // how many of them

    struct
    {
        bool isSet = true;
        bool isInfinite = false;
        std::int64_t value = notGiven;
    } m_number;
};

} // namespace slurmsd
