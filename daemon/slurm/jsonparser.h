// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/asciitext.h"
#include "daemon/slurm/jsonbytes.h"
#include "daemon/slurm/jsonescape.h"
#include "daemon/slurm/jsonmembers.h"
#include "daemon/slurm/jsonnumber.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

namespace slurmsd {

// How deep objects and arrays may be nested.
inline constexpr std::size_t maxJsonDepth = 32;

// Parses one JSON text (RFC 8259) in chunks of any size, and calls the handler for what it wants of it. The
// handler's member functions with underscores, and their meaning, are those of the handler of
// boost::json::basic_parser; they return false to stop the parser, with an error code. Beside them it has
//
// - isWanted(): is the value of the key that was told last good for anything? Of a value that is not, nothing
//   is told, but it must be JSON all the same. Of equal keys it says the same in all objects of an array.
// - meaning(): what the last member came to, key and value, as a `Meaning`; nothing where members are not
//   worth remembering. repeat(meaning) then stands for telling that member again, byte by byte the same, in
//   another object of the same array.
//
// Most of Slurm's answer is such repetitions: they are compared with what came before instead of parsed,
// which is as strict, since a parser that is at the same place comes to the same end.
//
// Not told are the parts of a number. One that is no integer of 64 bits comes as on_double(NaN), the size of
// an object or array as 0: nobody asks. Comments are refused, bytes that are not UTF-8 let through. A text
// that is nothing but a number never ends. Pure; no memory grows with the text.
template <typename Handler>
class JsonParser
{
public:
    using Code = boost::system::error_code;

    // The arguments are the handler's.
    template <typename... Args>
    explicit JsonParser(Args &&...args)
        : m_handler(std::forward<Args>(args)...)
    {}

    const Handler &handler() const { return m_handler; }

    // Takes the next chunk, which need not stay. Returns how many of its bytes belong to the text: less than
    // all of them behind its end, and at an error, which stays.
    std::size_t write(std::string_view chunk, Code &code);
    // The text is complete: only white space may follow.
    bool isDone() const { return m_expected == Expected::Nothing; }

private:
    using Error = boost::json::error;
    // What may come next, behind white space. A string belongs to a key while a colon is expected.
    enum class Expected : unsigned char { Value, ItemOrEnd, Key, KeyOrEnd, Colon, CommaOrEnd, Nothing };
    // What the end of a chunk has cut.
    enum class Token : unsigned char { None, String, Escape, Number, Literal };

    // All of these return where to go on; null after stop() and fail().
    const char *stop(const char *p);
    const char *fail(const char *p, Error error);
    const char *resume(const char *p);
    const char *behindSpace(const char *p);
    const char *step(const char *p);
    const char *member(const char *p);
    const char *toValue(const char *p);
    const char *memberOfElement(const char *p);
    const char *newMember(const char *p);
    const char *value(const char *p);
    const char *begin(const char *p, bool isObject);
    void beginElement();
    const char *end(const char *p);
    template <bool isKey>
    const char *string(const char *p);
    template <bool isKey>
    const char *interruption(const char *p);
    template <bool isKey>
    const char *escape(const char *p);
    const char *number(const char *p);
    const char *restOfNumber(const char *p);
    const char *literal(const char *p);
    const char *restOfLiteral(const char *p);

    // In an object of an array of the outermost object: a node, a job.
    static constexpr std::size_t elementDepth = 3;
    bool isInElement() const { return m_depth == elementDepth && (m_kinds & 3U) == 1 && tellsEntries(); }
    bool isInObject() const { return (m_kinds & 1U) != 0; }
    bool tellsEntries() const { return m_depth <= m_skipDepth; } // keys and the end of what the parser is in
    bool tellsValue() const { return m_depth < m_skipDepth; }
    template <bool isKey>
    bool tellPart(std::string_view part);
    template <bool isKey>
    bool tellString(std::string_view lastPart);
    bool tellKey(std::string_view lastPart, std::size_t size);
    bool tellLiteral();

    static constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

    Handler m_handler;
    Code m_code;
    Expected m_expected = Expected::Value;
    Token m_token = Token::None;
    std::size_t m_depth = 0;
    std::uint64_t m_kinds = 0;         // a bit for each level, the innermost last: 1 for an object
    std::size_t m_skipDepth = nothing; // how deep the key of the value is that is skipped
    std::size_t m_size = 0;            // of the parts of a string that were told
    JsonMembers<typename Handler::Meaning> m_members; // of the elements of an array
    const char *m_member = nullptr;                   // where the last one began, if in this chunk
    JsonEscape m_escape;
    JsonNumber m_number;
    std::string_view m_literal;   // true, false or null, ...
    std::size_t m_literalEnd = 0; // so much of it
    const char *m_at = nullptr;   // where in the chunk the parser stopped
    const char *m_end = nullptr;  // of the chunk
};

template <typename Handler>
std::size_t JsonParser<Handler>::write(std::string_view chunk, Code &code)
{
    code = m_code;
    if (m_code || chunk.empty())
        return 0;
    m_end = chunk.data() + chunk.size();
    m_member = nullptr;
    for (const char *p = resume(chunk.data()); p != nullptr;)
        p = step(p);
    code = m_code;
    return static_cast<std::size_t>(m_at - chunk.data());
}

template <typename Handler>
const char *JsonParser<Handler>::stop(const char *p)
{
    m_at = p;
    return nullptr;
}

template <typename Handler>
const char *JsonParser<Handler>::fail(const char *p, Error error)
{
    m_code = boost::json::make_error_code(error);
    return stop(p);
}

template <typename Handler>
const char *JsonParser<Handler>::resume(const char *p)
{
    const bool isKey = m_expected == Expected::Colon;
    switch (std::exchange(m_token, Token::None)) {
    case Token::None:
        break;
    case Token::Escape:
        p = isKey ? escape<true>(p) : escape<false>(p);
        [[fallthrough]];
    case Token::String:
        return isKey ? string<true>(p) : string<false>(p);
    case Token::Number:
        return restOfNumber(p);
    case Token::Literal:
        return restOfLiteral(p);
    }
    return p;
}

template <typename Handler>
inline const char *JsonParser<Handler>::behindSpace(const char *p)
{
    if (p == nullptr)
        return p;
    p = jsonbytes::skipSpace(p, m_end);
    return p == m_end ? stop(p) : p;
}

template <typename Handler>
inline const char *JsonParser<Handler>::step(const char *p)
{
    if (p = behindSpace(p); p == nullptr)
        return p;
    switch (m_expected) {
    case Expected::KeyOrEnd:
        if (*p == '}')
            return end(p);
        [[fallthrough]];
    case Expected::Key:
        return *p != '"' ? fail(p, Error::syntax) : isInElement() ? memberOfElement(p) : member(p);
    case Expected::Colon:
        m_expected = Expected::Value;
        return *p == ':' ? p + 1 : fail(p, Error::syntax);
    case Expected::ItemOrEnd:
        if (*p == ']')
            return end(p);
        [[fallthrough]];
    case Expected::Value:
        return value(p);
    case Expected::CommaOrEnd:
        if (*p == (isInObject() ? '}' : ']'))
            return end(p);
        m_expected = isInObject() ? Expected::Key : Expected::Value;
        return *p == ',' ? p + 1 : fail(p, Error::syntax);
    case Expected::Nothing:
        break;
    }
    return stop(p);
}

// From a key's quote on.
template <typename Handler>
inline const char *JsonParser<Handler>::member(const char *p)
{
    p = toValue(p);
    return p == nullptr ? p : value(p);
}

template <typename Handler>
inline const char *JsonParser<Handler>::toValue(const char *p)
{
    m_expected = Expected::Colon;
    if (p = behindSpace(string<true>(p + 1)); p == nullptr)
        return p;
    if (*p != ':')
        return fail(p, Error::syntax);
    m_expected = Expected::Value;
    return behindSpace(p + 1);
}

template <typename Handler>
inline const char *JsonParser<Handler>::memberOfElement(const char *p)
{
    if (const char *start = std::exchange(m_member, nullptr)) {
        if (const auto meaning = m_handler.meaning())
            m_members.addValue({start, static_cast<std::size_t>(p - start)}, *meaning);
    }
    const std::string_view rest(p, static_cast<std::size_t>(m_end - p));
    m_expected = Expected::Key;
    if (const std::size_t size =
            m_members.skipRepeated(rest, [this](const auto &meaning) { m_handler.repeat(meaning); });
        size > 0)
        return p + size;
    const auto key = m_members.findKey(rest);
    if (key.size == 0)
        return newMember(p);
    if (!tellKey(rest.substr(1, key.nameSize), key.nameSize))
        return stop(p);
    m_member = m_members.wantsValue() ? p : nullptr;
    m_expected = Expected::Value;
    return p + key.size;
}

template <typename Handler>
const char *JsonParser<Handler>::newMember(const char *p)
{
    const char *const start = p;
    p = toValue(p);
    if (p == nullptr)
        return p;
    // A key with an escape is not what it looks like.
    const std::string_view text(start, static_cast<std::size_t>(p - start));
    if (text.find('\\') == text.npos && m_members.addKey(text, text.find('"', 1) - 1))
        m_member = start;
    return value(p);
}

template <typename Handler>
inline const char *JsonParser<Handler>::value(const char *p)
{
    m_expected = Expected::CommaOrEnd;
    switch (*p) {
    case '"':
        return string<false>(p + 1);
    case '{':
        return begin(p, true);
    case '[':
        return begin(p, false);
    case 't':
    case 'f':
    case 'n':
        return literal(p);
    default:
        return number(p);
    }
}

template <typename Handler>
const char *JsonParser<Handler>::begin(const char *p, bool isObject)
{
    if (m_depth == maxJsonDepth)
        return fail(p, Error::too_deep);
    if (tellsValue() && !(isObject ? m_handler.on_object_begin(m_code) : m_handler.on_array_begin(m_code)))
        return stop(p);
    ++m_depth;
    m_kinds = m_kinds << 1U | (isObject ? 1U : 0U);
    m_expected = isObject ? Expected::KeyOrEnd : Expected::ItemOrEnd;
    if (m_depth <= elementDepth)
        beginElement();
    return p + 1;
}

template <typename Handler>
void JsonParser<Handler>::beginElement()
{
    m_member = nullptr;
    if (m_depth == elementDepth)
        m_members.beginObject();
    else
        m_members.beginArray();
}

template <typename Handler>
const char *JsonParser<Handler>::end(const char *p)
{
    if (tellsEntries()) {
        m_skipDepth = nothing;
        if (!(isInObject() ? m_handler.on_object_end(0, m_code) : m_handler.on_array_end(0, m_code)))
            return stop(p);
    }
    --m_depth;
    m_kinds >>= 1U;
    m_expected = m_depth == 0 ? Expected::Nothing : Expected::CommaOrEnd;
    return p + 1;
}

// From within a string, behind its quote or an escape, to behind it.
template <typename Handler>
template <bool isKey>
inline const char *JsonParser<Handler>::string(const char *p)
{
    while (p != nullptr) {
        const char *start = std::exchange(p, jsonbytes::findStop(p, m_end));
        const std::string_view part(start, static_cast<std::size_t>(p - start));
        if (p != m_end && *p == '"') [[likely]]
            return tellString<isKey>(part) ? p + 1 : stop(p);
        p = tellPart<isKey>(part) ? interruption<isKey>(p) : stop(p);
    }
    return p;
}

template <typename Handler>
template <bool isKey>
const char *JsonParser<Handler>::interruption(const char *p)
{
    if (p == m_end) {
        m_token = Token::String;
        return stop(p);
    }
    m_escape = {};
    return *p == '\\' ? escape<isKey>(p + 1) : fail(p, Error::syntax);
}

template <typename Handler>
template <bool isKey>
const char *JsonParser<Handler>::escape(const char *p)
{
    for (; !m_escape.isDone(); ++p) {
        if (p == m_end) {
            m_token = Token::Escape;
            return stop(p);
        }
        const Error error = m_escape.take(*p);
        if (error == Error::illegal_leading_surrogate || error == Error::illegal_trailing_surrogate)
            return fail(p + 1, error);
        if (error != Error())
            return fail(p, error);
    }
    return tellPart<isKey>(m_escape.text()) ? p : stop(p);
}

template <typename Handler>
template <bool isKey>
bool JsonParser<Handler>::tellPart(std::string_view part)
{
    if (part.empty() || !(isKey ? tellsEntries() : tellsValue()))
        return true;
    m_size += part.size();
    return isKey ? m_handler.on_key_part(part, m_size, m_code)
                 : m_handler.on_string_part(part, m_size, m_code);
}

template <typename Handler>
template <bool isKey>
inline bool JsonParser<Handler>::tellString(std::string_view lastPart)
{
    if (!(isKey ? tellsEntries() : tellsValue()))
        return true;
    const std::size_t size = std::exchange(m_size, 0) + lastPart.size();
    return isKey ? tellKey(lastPart, size) : m_handler.on_string(lastPart, size, m_code);
}

template <typename Handler>
inline bool JsonParser<Handler>::tellKey(std::string_view lastPart, std::size_t size)
{
    if (!m_handler.on_key(lastPart, size, m_code))
        return false;
    m_skipDepth = m_handler.isWanted() ? nothing : m_depth;
    return true;
}

template <typename Handler>
inline const char *JsonParser<Handler>::number(const char *p)
{
    const char *const digits = p + (*p == '-' ? 1 : 0);
    const char *rest = digits;
    std::int64_t value = 0;
    while (rest != m_end && isDigit(*rest) && rest - digits < 18)
        value = value * 10 + (*rest++ - '0');
    // Most numbers; the others from their start.
    const bool isPlain = rest != m_end && rest != digits && (*digits != '0' || rest - digits == 1) &&
                         !isDigit(*rest) && *rest != '.' && (*rest | 0x20) != 'e';
    if (!isPlain) {
        m_number = {};
        return restOfNumber(p);
    }
    return !tellsValue() || m_handler.on_int64(*p == '-' ? -value : value, {}, m_code) ? rest : stop(rest);
}

template <typename Handler>
const char *JsonParser<Handler>::restOfNumber(const char *p)
{
    while (p != m_end && m_number.take(*p))
        ++p;
    if (p == m_end) {
        m_token = Token::Number;
        return stop(p);
    }
    if (!m_number.canEnd())
        return fail(p, Error::syntax);
    if (!tellsValue())
        return p;
    const auto integer = m_number.integer();
    const bool goesOn =
        integer ? m_handler.on_int64(*integer, {}, m_code) : m_handler.on_double(std::nan(""), {}, m_code);
    return goesOn ? p : stop(p);
}

template <typename Handler>
const char *JsonParser<Handler>::literal(const char *p)
{
    m_literal = *p == 't' ? "true" : *p == 'f' ? "false" : "null";
    m_literalEnd = 0;
    const std::string_view rest(p, static_cast<std::size_t>(m_end - p));
    if (rest.size() >= m_literal.size() && !rest.starts_with(m_literal))
        return fail(p, Error::syntax);
    return restOfLiteral(p);
}

template <typename Handler>
const char *JsonParser<Handler>::restOfLiteral(const char *p)
{
    for (; m_literalEnd < m_literal.size(); ++m_literalEnd, ++p) {
        if (p == m_end) {
            m_token = Token::Literal;
            return stop(p);
        }
        if (*p != m_literal[m_literalEnd])
            return fail(p, Error::syntax);
    }
    return !tellsValue() || tellLiteral() ? p : stop(p);
}

template <typename Handler>
bool JsonParser<Handler>::tellLiteral()
{
    return m_literal == "null" ? m_handler.on_null(m_code) : m_handler.on_bool(m_literal == "true", m_code);
}

} // namespace slurmsd
