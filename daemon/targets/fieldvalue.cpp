// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/fieldvalue.h"

#include "common/asciitext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace slurmsd {

namespace {

constexpr std::string_view separators = " \t\r\n,;";

std::string jsonValue(std::string_view text, std::string_view key)
{
    QJsonValue value =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())))
            .object();
    while (!key.empty()) {
        const std::size_t dot = std::min(key.find('.'), key.size());
        const std::string_view name = key.substr(0, dot);
        value = value.toObject().value(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
        key.remove_prefix(std::min(dot + 1, key.size()));
    }
    if (value.isString())
        return value.toString().toStdString();
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    if (!value.isDouble())
        return {};
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2).toStdString();
}

std::string wordValue(std::string_view text, std::string_view key)
{
    while (!text.empty()) {
        text.remove_prefix(std::min(text.find_first_not_of(separators), text.size()));
        const std::size_t end = std::min(text.find_first_of(std::string(separators) + '='), text.size());
        const std::string_view name = text.substr(0, end);
        text.remove_prefix(end);
        if (!text.starts_with('='))
            continue;
        text.remove_prefix(1);
        const bool isQuoted = text.starts_with('"') && text.find('"', 1) != std::string_view::npos;
        const std::size_t length =
            isQuoted ? text.find('"', 1) - 1 : std::min(text.find_first_of(separators), text.size());
        const std::string_view value = text.substr(isQuoted ? 1 : 0, length);
        if (name == key)
            return std::string(value);
        text.remove_prefix(length + (isQuoted ? 2 : 0));
    }
    return {};
}

} // namespace

std::string fieldValue(std::string_view text, std::string_view key)
{
    text = trimmed(text, separators);
    return text.starts_with('{') ? jsonValue(text, key) : wordValue(text, key);
}

} // namespace slurmsd
