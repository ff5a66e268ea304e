// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/jsontext.h"
#include "common/targetgroup.h"
#include "common/timestamp.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace slurmsd {

// Writes a value type whose fields describe() names (common/apifields.h) as one line of JSON, the fields in
// that order.
class JsonWriter
{
public:
    template <typename T>
    static QByteArray document(const T &value)
    {
        JsonWriter writer;
        writer.writeObject(value);
        writer.m_json += '\n';
        return QByteArray::fromStdString(writer.m_json);
    }

    template <typename T>
    void field(std::string_view name, const T &value)
    {
        if (m_json.back() != '{')
            m_json += ',';
        (m_json += '"').append(name) += "\":"; // keys and the names of labels have nothing to escape
        write(value);
    }
    template <typename T>
    void field(std::string_view name, const std::optional<T> &value)
    {
        if (value)
            field(name, *value);
    }

private:
    void write(const std::string &text) { appendJsonString(m_json, text); }
    void write(bool value) { m_json += value ? "true" : "false"; }
    void write(std::chrono::system_clock::time_point time) { appendJsonString(m_json, toTimestamp(time)); }
    void write(std::chrono::milliseconds duration)
    {
        appendNumber(m_json, std::chrono::duration<double>(duration).count());
    }
    void write(const std::vector<Label> &labels)
    {
        m_json += '{';
        for (const Label &label : labels)
            field(label.name, label.value);
        m_json += '}';
    }
    template <typename T>
    void write(const std::vector<T> &items)
    {
        m_json += '[';
        for (const T &item : items) {
            if (&item != &items.front())
                m_json += ',';
            write(item);
        }
        m_json += ']';
    }
    template <typename T>
    void write(const T &value)
    {
        if constexpr (std::is_integral_v<T>)
            appendNumber(m_json, value);
        else if constexpr (std::is_enum_v<T>)
            appendJsonString(m_json, toString(value));
        else
            writeObject(value);
    }
    template <typename T>
    void writeObject(const T &value)
    {
        m_json += '{';
        describe(*this, value);
        m_json += '}';
    }

    std::string m_json;
};

} // namespace slurmsd
