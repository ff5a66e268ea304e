// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/answerhandler.h"
#include "daemon/slurm/listfields.h"

#include <optional>
#include <utility>

namespace slurmsd {

// What JsonParser calls for each piece of the text of a list: gives what is wanted of the list's items to a
// Builder, NodeBuilder or JobBuilder.
//
// A Builder makes items from their values as they come, in any order. A value that is not of its field's type
// is as if it were not there; of a repeated field the last counts. It has
//
//     using Item, List;                        // List has a member `skipped`
//     static constexpr std::string_view listKey;   // "nodes"
//     static constexpr std::size_t maxItems;   // of an answer: a text that goes on must not grow memory
//     static constexpr std::size_t maxTextBytes;
//     static const ListField<Item> *findField(std::string_view key);
//     explicit Builder(List &list);            // filled
//     std::size_t size() const;                // items so far
//     void beginItem();
//     void endItem();                          // adds it to the list, or counts it as skipped
//     void beginField(const ListField<Item> &field); // each value of an item starts with this
//     void setText(field, text); void setNumber(field, number);
//     void addItem(field, item); void endList(field); // the strings of an array
//     struct Value;
//     // What a field came to so far; nothing where it is not worth remembering for the items that follow.
//     std::optional<Value> value(field);
//     void setValue(field, value);             // instead of beginField() and all that follows
template <typename Builder>
class ListHandler : public AnswerHandler
{
public:
    // `list` is filled and must outlive the handler.
    explicit ListHandler(typename Builder::List &list)
        : AnswerHandler(Builder::listKey, Builder::maxTextBytes)
        , m_list(list)
        , m_builder(list)
    {}

    // Items so far.
    std::size_t size() const { return m_builder.size(); }

    // Is a value at this place good for anything?
    bool isWanted() const { return m_skipDepth == 0 && (m_context != Context::Item || m_field != nullptr); }
    // What the last member of an item came to, and the same again.
    struct Meaning
    {
        const ListField<typename Builder::Item> *field = nullptr; // null: nothing
        typename Builder::Value value{};
    };
    std::optional<Meaning> meaning()
    {
        if (m_context != Context::Item)
            return std::nullopt;
        if (m_field == nullptr)
            return Meaning();
        const auto value = m_builder.value(*m_field);
        return value ? std::optional(Meaning{m_field, *value}) : std::nullopt;
    }
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
    bool on_double(double, Text, Code &code) { return on_int64(notGiven, {}, code); }
    bool on_bool(bool value, Code &code) { return m_skipDepth > 0 || boolean(value, code); }
    bool on_null(Code &code) { return m_skipDepth > 0 || null(code); }

private:
    bool beginObject(Code &code)
    {
        if (m_context == Context::List) {
            if (m_builder.size() == Builder::maxItems)
                return complain("more " + std::string(Builder::listKey) + " than " +
                                    std::to_string(Builder::maxItems),
                                code);
            m_builder.beginItem();
            return enter(Context::Item);
        }
        if (m_context != Context::Item)
            return beginAnswerObject();
        if (m_field == nullptr || m_field->kind != FieldKind::Number)
            return skip();
        beginNumber();
        return enter(Context::NumberObject);
    }

    bool beginArray(Code &code)
    {
        if (m_context == Context::Item)
            return m_field != nullptr && takesArray(m_field->kind) ? enter(Context::ItemList) : skip();
        if (m_context == Context::List)
            ++m_list.skipped;
        return beginAnswerArray(code);
    }

    bool endContainer()
    {
        if (m_context == Context::Item)
            m_builder.endItem();
        else if (m_context == Context::ItemList)
            m_builder.endList(*m_field);
        else if (m_context == Context::NumberObject && outer() == Context::Item)
            m_builder.setNumber(*m_field, numberValue());
        else if (m_context == Context::NumberObject)
            takeLastUpdate(numberValue());
        leave();
        return true;
    }

    bool key(std::string_view name, Code &code)
    {
        bool goesOn = true;
        if (m_context == Context::Item) {
            m_field = Builder::findField(name);
            if (m_field != nullptr)
                m_builder.beginField(*m_field);
        } else {
            goesOn = answerKey(name, code);
        }
        m_text.clear();
        return goesOn;
    }

    bool text(std::string_view text, Code &code)
    {
        if (m_context == Context::Item) {
            m_builder.setText(*m_field, text);
        } else if (m_context == Context::ItemList) {
            m_builder.addItem(*m_field, text);
        } else if (m_context == Context::Error || m_context == Context::Slurm) {
            answerText(text);
        } else {
            if (!misplacedScalar(code))
                return false;
            if (isErrorPlace())
                m_errors.setText(SlurmErrors::Part::Error, text);
        }
        m_text.clear();
        return true;
    }

    bool number(std::int64_t value, Code &code)
    {
        if (m_context == Context::Item)
            m_builder.setNumber(*m_field, value);
        else if (m_context == Context::NumberObject)
            takeNumber(value);
        else if (m_context == Context::Error)
            m_errors.setNumber(m_errorPart, value);
        else if (m_context == Context::Answer && m_key == Key::LastUpdate)
            takeLastUpdate(value);
        else
            return misplacedScalar(code);
        return true;
    }

    bool boolean(bool value, Code &code)
    {
        if (m_context == Context::NumberObject)
            takeBoolean(value);
        return misplacedScalar(code);
    }

    bool null(Code &code)
    {
        const bool isNoError = m_context == Context::Answer && m_key == Key::Errors;
        return isNoError || misplacedScalar(code);
    }

    // A value where another type belongs: most of them count for nothing.
    bool misplacedScalar(Code &code)
    {
        if (m_context == Context::Document)
            return complain("a value that is no object", code);
        if (m_context == Context::List)
            ++m_list.skipped;
        else if (isErrorPlace())
            m_errors.beginError();
        return true;
    }

    typename Builder::List &m_list;
    Builder m_builder;
    const ListField<typename Builder::Item> *m_field = nullptr; // in Context::Item; null: not wanted
};

} // namespace slurmsd
