// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodebuilder.h"
#include "daemon/slurm/slurmerrors.h"

#include <boost/json/error.hpp>

#include <array>
#include <optional>

namespace slurmsd {

// The most nodes of an answer: four times Slurm's own MAX_SLURM_NODES. A text that goes on must not grow
// memory.
inline constexpr std::size_t maxNodes = std::size_t{4} * 65'536;

// What JsonParser calls for each piece of the text: finds its way through the answer's structure and gives
// what is wanted to a NodeBuilder.
class NodesHandler
{
public:
    // `snapshot` is filled and must outlive the handler.
    explicit NodesHandler(NodeSnapshot &snapshot);

    enum class NodeList : unsigned char { Missing, NotAList, Found };
    NodeList nodeList() const { return m_nodeList; }
    const SlurmErrors &errors() const { return m_errors; }
    // Why the handler stopped the parser: what it expected. Empty when it did not.
    const std::string &complaint() const { return m_complaint; }

    using Code = boost::system::error_code;
    using Text = std::string_view;

    // Is a value at this place good for anything?
    bool isWanted() const { return m_skipDepth == 0 && (m_context != Context::Node || m_field); }
    // What the last member of a node came to, and the same again.
    struct Meaning
    {
        const NodeField *field = nullptr; // null: nothing
        NodeBuilder::Value value;
    };
    std::optional<Meaning> meaning();
    void repeat(const Meaning &meaning)
    {
        if (meaning.field != nullptr)
            m_builder.setValue(*meaning.field, meaning.value);
    }

    bool on_object_begin(Code &code) { return m_skipDepth > 0 ? skip() : beginObject(code); }
    bool on_object_end(std::size_t, Code &) { return m_skipDepth > 0 ? unskip() : endContainer(); }
    bool on_array_begin(Code &code) { return m_skipDepth > 0 ? skip() : beginArray(code); }
    bool on_array_end(std::size_t, Code &) { return m_skipDepth > 0 ? unskip() : endContainer(); }
    bool on_key_part(Text part, std::size_t size, Code &) { return m_skipDepth > 0 || collect(part, size); }
    bool on_key(Text part, std::size_t size, Code &code)
    {
        return m_skipDepth > 0 || key(complete(part, size), code);
    }
    bool on_string_part(Text part, std::size_t size, Code &) { return !isWanted() || collect(part, size); }
    bool on_string(Text part, std::size_t size, Code &code)
    {
        return !isWanted() || text(repaired(complete(part, size)), code);
    }
    bool on_int64(std::int64_t value, Text, Code &code) { return !isWanted() || number(value, code); }
    bool on_double(double, Text, Code &code) { return on_int64(Node::notGiven, {}, code); }
    bool on_bool(bool value, Code &code) { return m_skipDepth > 0 || boolean(value, code); }
    bool on_null(Code &code) { return m_skipDepth > 0 || null(code); }

private:
    // The object or array that the parser is in.
    enum class Context : unsigned char {
        Document, // before and after the whole
        Answer,   // {"nodes": …, "errors": …, "meta": …}
        Nodes,
        Node,
        List,         // an array of strings of a node
        NumberObject, // {"set": …, "infinite": …, "number": …}
        Errors,
        Error,
        Meta,
        Slurm, // {"release": …, "cluster": …}
    };
    // The key that the parser is at, in the contexts where few are wanted.
    enum class Key : unsigned char {
        Other,
        Nodes,
        Errors,
        Meta,
        Slurm,
        Release,
        Cluster,
        Set,
        Infinite,
        Number
    };

    static Key keyOf(Context context, std::string_view name);

    bool collect(std::string_view part, std::size_t size);
    // The whole string of which `part` is the last; `size` is its length in all. Good until the next string.
    std::string_view complete(std::string_view part, std::size_t size)
    {
        return size == part.size() && size <= maxTextBytes ? part : joined(part, size);
    }
    std::string_view joined(std::string_view lastPart, std::size_t size);
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
    bool endContainer();
    bool beginObject(Code &code);
    bool beginArray(Code &code);
    bool key(std::string_view name, Code &code);
    bool answerKey(Code &code);
    bool text(std::string_view text, Code &code);
    bool number(std::int64_t value, Code &code);
    bool boolean(bool value, Code &code);
    bool null(Code &code);
    bool isErrorPlace() const;
    bool misplacedScalar(Code &code);
    bool complain(std::string complaint, Code &code);

    NodeSnapshot &m_snapshot;
    NodeBuilder m_builder;
    SlurmErrors m_errors;
    std::string m_complaint;
    NodeList m_nodeList = NodeList::Missing;
    bool m_hadErrors = false; // the key `errors`, not errors

    Context m_context = Context::Document;
    std::array<Context, 5> m_outer{}; // around m_context, outermost first
    std::size_t m_depth = 0;          // how many of them
    std::size_t m_skipDepth = 0;      // how deep within a value that is of no interest
    Key m_key = Key::Other;
    const NodeField *m_field = nullptr; // of the key in Context::Node; null: not wanted
    SlurmErrors::Part m_errorPart = SlurmErrors::Part::Other;
    std::string m_text; // a string that came in parts, so far, or was repaired

    struct
    {
        bool isSet = true;
        bool isInfinite = false;
        std::int64_t value = Node::notGiven;
    } m_number;
};

} // namespace slurmsd
