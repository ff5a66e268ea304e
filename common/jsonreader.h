// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "common/targetgroup.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace slurmsd {

// An object from JSON text; else the error in words.
Result<QJsonObject, std::string> parseJsonObject(const QByteArray &json);

// The same for an array.
Result<QJsonArray, std::string> parseJsonArray(const QByteArray &json);

// What `value` is, for the end of an error: "a string", "null".
std::string_view jsonTypeName(const QJsonValue &value);

// Reads what JsonWriter writes into a value type, by the same describe(). The first error is the one told.
class JsonReader
{
public:
    template <typename T>
    static Result<T, std::string> document(const QByteArray &json)
    {
        const auto object = parseJsonObject(json);
        if (!object)
            return Failure{object.error()};
        JsonReader reader;
        T value{};
        reader.readObject(*object, value);
        if (!reader.m_error.empty())
            return Failure{std::move(reader.m_error)};
        return value;
    }

    // A document that is an array of such values.
    template <typename T>
    static Result<std::vector<T>, std::string> list(const QByteArray &json)
    {
        const auto array = parseJsonArray(json);
        if (!array)
            return Failure{array.error()};
        JsonReader reader;
        std::vector<T> values;
        reader.read(*array, values);
        if (!reader.m_error.empty())
            return Failure{std::move(reader.m_error)};
        return values;
    }

    template <typename T>
    void field(std::string_view name, T &value)
    {
        const QJsonValue json = m_object.value(QLatin1StringView(name.data(), qsizetype(name.size())));
        if (json.isUndefined())
            return;
        const std::size_t size = m_path.size();
        m_path.append(m_path.empty() ? "" : ".").append(name);
        read(json, value);
        m_path.resize(size);
    }

    // For a describe() that cannot take the values as they are.
    void reject(std::string error) { setError(std::move(error)); }

private:
    void read(const QJsonValue &json, std::string &text);
    void read(const QJsonValue &json, bool &value);
    void read(const QJsonValue &json, std::chrono::system_clock::time_point &time);
    void read(const QJsonValue &json, std::chrono::milliseconds &duration);
    void read(const QJsonValue &json, std::vector<Label> &labels);
    void read(const QJsonValue &json, QJsonArray &array); // as it is

    template <typename T>
    void read(const QJsonValue &json, std::optional<T> &value)
    {
        if (!json.isNull())
            read(json, value.emplace());
    }
    template <typename T>
    void read(const QJsonValue &json, std::vector<T> &items)
    {
        if (!json.isArray())
            return fail("an array", json);
        const QJsonArray array = json.toArray();
        const std::size_t size = m_path.size();
        items.clear();
        for (qsizetype i = 0; i < array.size() && m_error.empty(); ++i) {
            m_path += '[' + std::to_string(i) + ']';
            read(array[i], items.emplace_back());
            m_path.resize(size);
        }
    }
    // None is below 0, also where the type could be.
    template <std::integral T>
    void read(const QJsonValue &json, T &number)
    {
        constexpr auto max = std::min(std::uint64_t{std::numeric_limits<T>::max()},
                                      std::uint64_t{std::numeric_limits<qint64>::max()});
        number = static_cast<T>(readNumber(json, max));
    }
    template <typename T>
    void read(const QJsonValue &json, T &value)
    {
        if constexpr (std::is_enum_v<T>)
            readName(json, value);
        else if (json.isObject())
            readObject(json.toObject(), value);
        else
            fail("an object", json);
    }

    template <typename Enum>
    void readName(const QJsonValue &json, Enum &value)
    {
        std::string name;
        read(json, name);
        if (!m_error.empty())
            return;
        if (const std::string_view expected = fromString(name, value); !expected.empty())
            failWith(expected, name);
    }
    template <typename T>
    void readObject(const QJsonObject &object, T &value)
    {
        const QJsonObject outer = std::exchange(m_object, object);
        describe(*this, value);
        m_object = outer;
    }

    std::uint64_t readNumber(const QJsonValue &json, std::uint64_t max);
    void fail(std::string_view expected, const QJsonValue &got);
    void failWith(std::string_view expected, std::string_view got);
    void setError(std::string text);

    QJsonObject m_object; // whose fields are being read
    std::string m_path;   // of the value that is being read
    std::string m_error;
};

} // namespace slurmsd
