// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodeshandler.h"

#include "common/utf8.h"

#include <QByteArrayView>

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

NodesHandler::NodesHandler(NodeSnapshot &snapshot)
    : m_snapshot(snapshot)
    , m_builder(snapshot)
{}

bool NodesHandler::collect(std::string_view part, std::size_t size)
{
    if (size <= maxTextBytes)
        m_text += part;
    return true;
}

std::string_view NodesHandler::joined(std::string_view lastPart, std::size_t size)
{
    if (size > maxTextBytes)
        m_text.clear();
    else
        m_text += lastPart;
    return m_text;
}

// The text with U+FFFD for each byte that is not UTF-8. Good until the next string.
std::string_view NodesHandler::repaired(std::string_view text)
{
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    if (isAscii(text) || bytes.isValidUtf8())
        return text;
    m_text = validUtf8(text);
    return m_text;
}

bool NodesHandler::enter(Context context)
{
    m_outer[m_depth++] = m_context;
    m_context = context;
    return true;
}

bool NodesHandler::endContainer()
{
    if (m_context == Context::Node)
        m_builder.endNode();
    else if (m_context == Context::List)
        m_builder.endList(*m_field);
    else if (m_context == Context::NumberObject && m_number.isSet && !m_number.isInfinite)
        m_builder.setNumber(*m_field, m_number.value);
    m_context = m_outer[--m_depth];
    return true;
}

bool NodesHandler::beginObject(Code &code)
{
    switch (m_context) {
    case Context::Document:
        return enter(Context::Answer);
    case Context::Answer:
        if (m_key == Key::Meta)
            return enter(Context::Meta);
        if (m_key != Key::Errors)
            return skip();
        [[fallthrough]];
    case Context::Errors:
        m_errors.beginError();
        return enter(Context::Error);
    case Context::Nodes:
        if (m_snapshot.nodes.size() == maxNodes)
            return complain("more nodes than " + std::to_string(maxNodes), code);
        m_builder.beginNode();
        return enter(Context::Node);
    case Context::Node:
        if (!m_field || m_field->kind != FieldKind::Number)
            return skip();
        m_number = {};
        return enter(Context::NumberObject);
    case Context::Meta:
        return m_key == Key::Slurm ? enter(Context::Slurm) : skip();
    default:
        return skip();
    }
}

bool NodesHandler::beginArray(Code &code)
{
    switch (m_context) {
    case Context::Answer:
        if (m_key == Key::Errors)
            return enter(Context::Errors);
        if (m_key != Key::Nodes)
            return skip();
        m_nodeList = NodeList::Found;
        return enter(Context::Nodes);
    case Context::Node:
        if (m_field && (m_field->kind == FieldKind::List || m_field->kind == FieldKind::States ||
                        m_field->kind == FieldKind::StateFlags))
            return enter(Context::List);
        return skip();
    default:
        return misplacedScalar(code) && skip();
    }
}

std::optional<NodesHandler::Meaning> NodesHandler::meaning()
{
    if (m_context != Context::Node || (m_field && m_field->kind == FieldKind::UniqueText))
        return std::nullopt; // another node has another one
    return m_field ? Meaning{m_field, m_builder.value(*m_field)} : Meaning();
}

NodesHandler::Key NodesHandler::keyOf(Context context, std::string_view name)
{
    switch (context) {
    case Context::Answer:
        return name == "nodes"    ? Key::Nodes
               : name == "errors" ? Key::Errors
               : name == "meta"   ? Key::Meta
                                  : Key::Other;
    case Context::Meta: // `Slurm` up to v0.0.38
        return name == "slurm" || name == "Slurm" ? Key::Slurm : Key::Other;
    case Context::Slurm:
        return name == "release" ? Key::Release : name == "cluster" ? Key::Cluster : Key::Other;
    case Context::NumberObject:
        return name == "number"     ? Key::Number
               : name == "set"      ? Key::Set
               : name == "infinite" ? Key::Infinite
                                    : Key::Other;
    default:
        return Key::Other;
    }
}

bool NodesHandler::key(std::string_view name, Code &code)
{
    if (m_context == Context::Node) {
        m_field = findNodeField(name);
        if (m_field)
            m_builder.beginField(*m_field);
    } else if (m_context == Context::Error) {
        m_errorPart = SlurmErrors::partOf(name);
    } else {
        m_key = keyOf(m_context, name);
    }
    m_text.clear();
    return m_context != Context::Answer || answerKey(code);
}

// Which of two node lists is meant nobody knows; a second list of errors must not hide the first.
bool NodesHandler::answerKey(Code &code)
{
    if (m_key == Key::Nodes && m_nodeList != NodeList::Missing)
        return complain("a second \"nodes\"", code);
    if (m_key == Key::Errors && std::exchange(m_hadErrors, true))
        return complain("a second \"errors\"", code);
    if (m_key == Key::Nodes)
        m_nodeList = NodeList::NotAList; // until its '['
    return true;
}

bool NodesHandler::text(std::string_view text, Code &code)
{
    switch (m_context) {
    case Context::Node:
        m_builder.setText(*m_field, text);
        break;
    case Context::List:
        m_builder.addItem(*m_field, text);
        break;
    case Context::Error:
        m_errors.setText(m_errorPart, text);
        break;
    case Context::Slurm:
        if (m_key == Key::Release)
            m_snapshot.slurmRelease = text;
        else if (m_key == Key::Cluster)
            m_snapshot.cluster = text;
        break;
    default:
        if (!misplacedScalar(code))
            return false;
        if (isErrorPlace())
            m_errors.setText(SlurmErrors::Part::Error, text);
        break;
    }
    m_text.clear();
    return true;
}

bool NodesHandler::number(std::int64_t value, Code &code)
{
    if (m_context == Context::Node)
        m_builder.setNumber(*m_field, value);
    else if (m_context == Context::NumberObject && m_key == Key::Number)
        m_number.value = value;
    else if (m_context == Context::Error)
        m_errors.setNumber(m_errorPart, value);
    else
        return misplacedScalar(code);
    return true;
}

bool NodesHandler::boolean(bool value, Code &code)
{
    if (m_context == Context::NumberObject && m_key == Key::Set)
        m_number.isSet = value;
    else if (m_context == Context::NumberObject && m_key == Key::Infinite)
        m_number.isInfinite = value;
    return misplacedScalar(code);
}

bool NodesHandler::null(Code &code)
{
    const bool isNoError = m_context == Context::Answer && m_key == Key::Errors;
    return isNoError || misplacedScalar(code);
}

// Does a value that is no object count as an error here?
bool NodesHandler::isErrorPlace() const
{
    return m_context == Context::Errors || (m_context == Context::Answer && m_key == Key::Errors);
}

// A value where another type belongs: most of them count for nothing.
bool NodesHandler::misplacedScalar(Code &code)
{
    if (m_context == Context::Document)
        return complain("a value that is no object", code);
    if (m_context == Context::Nodes)
        ++m_snapshot.skipped;
    else if (isErrorPlace())
        m_errors.beginError();
    return true;
}

bool NodesHandler::complain(std::string complaint, Code &code)
{
    m_complaint = std::move(complaint);
    code = boost::json::make_error_code(boost::json::error::exception);
    return false;
}

} // namespace slurmsd
