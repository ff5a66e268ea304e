// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jsonreader.h"

#include "common/timestamp.h"
#include "common/wording.h"

#include <QJsonDocument>

#include <cmath>
#include <utility>

namespace slurmsd {

namespace {

Result<QJsonDocument, std::string> parseJson(const QByteArray &json)
{
    QJsonParseError error{};
    QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return Failure{"not JSON: " + error.errorString().toStdString() + " at byte " +
                       std::to_string(error.offset)};
    }
    return document;
}

} // namespace

Result<QJsonObject, std::string> parseJsonObject(const QByteArray &json)
{
    const auto document = parseJson(json);
    if (!document)
        return Failure{document.error()};
    if (!document->isObject())
        return Failure{std::string("expected an object, got an array")};
    return document->object();
}

Result<QJsonArray, std::string> parseJsonArray(const QByteArray &json)
{
    const auto document = parseJson(json);
    if (!document)
        return Failure{document.error()};
    if (!document->isArray())
        return Failure{std::string("expected an array, got an object")};
    return document->array();
}

std::string_view jsonTypeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return "null";
    case QJsonValue::Bool:
        return "true or false";
    case QJsonValue::Double:
        return "a number";
    case QJsonValue::String:
        return "a string";
    case QJsonValue::Array:
        return "an array";
    case QJsonValue::Object:
        return "an object";
    case QJsonValue::Undefined:
        return "nothing";
    }
    Q_UNREACHABLE();
}

void JsonReader::read(const QJsonValue &json, std::string &text)
{
    if (!json.isString())
        return fail("a string", json);
    text = json.toString().toStdString();
}

void JsonReader::read(const QJsonValue &json, bool &value)
{
    if (!json.isBool())
        return fail("true or false", json);
    value = json.toBool();
}

void JsonReader::read(const QJsonValue &json, std::chrono::system_clock::time_point &time)
{
    std::string text;
    read(json, text);
    if (!json.isString())
        return;
    if (const auto parsed = fromTimestamp(text))
        time = *parsed;
    else
        failWith("a time such as \"2026-11-23T20:00:00.000Z\"", text);
}

void JsonReader::read(const QJsonValue &json, std::chrono::milliseconds &duration)
{
    // Every millisecond count that a double holds exactly: nobody waits longer.
    constexpr double maxSeconds = 9e12;
    if (!json.isDouble())
        return fail("a number", json);
    const double seconds = json.toDouble();
    if (seconds < 0 || seconds > maxSeconds)
        return setError("expected seconds from 0 to 9e12");
    duration = std::chrono::milliseconds(std::llround(seconds * 1000));
}

void JsonReader::read(const QJsonValue &json, std::vector<Label> &labels)
{
    if (!json.isObject())
        return fail("an object", json);
    const QJsonObject object = json.toObject();
    const std::size_t size = m_path.size();
    for (auto label = object.begin(); label != object.end(); ++label) {
        const std::string name = label.key().toStdString();
        m_path.append(".").append(printable(name));
        read(label.value(), labels.emplace_back(Label{name, {}}).value);
        m_path.resize(size);
    }
}

void JsonReader::read(const QJsonValue &json, QJsonArray &array)
{
    if (!json.isArray())
        return fail("an array", json);
    array = json.toArray();
}

std::uint64_t JsonReader::readNumber(const QJsonValue &json, std::uint64_t max)
{
    if (!json.isDouble()) {
        fail("a number", json);
        return 0;
    }
    const qint64 number = json.toInteger(-1); // -1 for what is no whole number, or too large
    if (number < 0 || static_cast<std::uint64_t>(number) > max) {
        setError("expected a whole number from 0 to " + std::to_string(max));
        return 0;
    }
    return static_cast<std::uint64_t>(number);
}

void JsonReader::fail(std::string_view expected, const QJsonValue &got)
{
    setError(std::string("expected ").append(expected).append(", got ").append(jsonTypeName(got)));
}

void JsonReader::failWith(std::string_view expected, std::string_view got)
{
    setError(std::string("expected ").append(expected).append(", got ").append(inQuotes(got)));
}

void JsonReader::setError(std::string text)
{
    if (m_error.empty())
        m_error = m_path.empty() ? std::move(text) : m_path + ": " + text;
}

} // namespace slurmsd
