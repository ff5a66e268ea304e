// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/timelineexport.h"

#include "common/jsontext.h"
#include "common/timestamp.h"
#include "common/utf8.h"

namespace slurmsd {

namespace {

// Spreadsheets also look past a tab, a carriage return or a newline:
// https://owasp.org/www-community/attacks/CSV_Injection
std::string csvField(std::string_view text)
{
    std::string field = validUtf8(text);
    if (!field.empty() && std::string_view("=+-@\t\r\n").find(field.front()) != std::string_view::npos)
        field.insert(0, 1, '\'');
    if (field.find_first_of(",\"\r\n") == std::string::npos)
        return field;
    std::string quoted = "\"";
    for (const char c : field)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string eventJson(const Event &event)
{
    JsonObject object;
    object.add("id", std::to_string(event.id));
    object.addText("when", toTimestamp(event.when));
    object.addText("kind", toString(event.kind));
    object.addText("cluster", event.cluster);
    object.addText("subject", event.subject);
    object.addText("text", event.text);
    return object.text();
}

} // namespace

QByteArray eventsToCsv(std::span<const Event> events)
{
    std::string csv = "id,when,kind,cluster,subject,text\r\n";
    for (const Event &event : events) {
        csv += std::to_string(event.id) + ',' + toTimestamp(event.when) + ',';
        csv += csvField(toString(event.kind)) + ',' + csvField(event.cluster) + ',' +
               csvField(event.subject) + ',' + csvField(event.text) + "\r\n";
    }
    return QByteArray::fromStdString(csv);
}

QByteArray eventsToJson(std::span<const Event> events)
{
    std::string json;
    for (const Event &event : events)
        (json += json.empty() ? "[\n" : ",\n") += eventJson(event);
    return QByteArray::fromStdString(json.empty() ? "[]\n" : json + "\n]\n");
}

} // namespace slurmsd
