// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/answerhandler.h"

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

bool AnswerHandler::collect(std::string_view part, std::size_t size)
{
    if (size <= m_maxTextBytes)
        m_text += part;
    return true;
}

std::string_view AnswerHandler::joined(std::string_view lastPart, std::size_t size)
{
    if (size > m_maxTextBytes)
        m_text.clear();
    else
        m_text += lastPart;
    return m_text;
}

// The text with U+FFFD for each byte that is not UTF-8. Good until the next string.
std::string_view AnswerHandler::repaired(std::string_view text)
{
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    if (isAscii(text) || bytes.isValidUtf8())
        return text;
    m_text = validUtf8(text);
    return m_text;
}

bool AnswerHandler::enter(Context context)
{
    m_outer[m_depth++] = m_context;
    m_context = context;
    return true;
}

bool AnswerHandler::beginAnswerObject()
{
    switch (m_context) {
    case Context::Document:
        return enter(Context::Answer);
    case Context::Answer:
        if (m_key == Key::Meta)
            return enter(Context::Meta);
        if (m_key == Key::LastUpdate) {
            beginNumber();
            return enter(Context::NumberObject);
        }
        if (m_key != Key::Errors)
            return skip();
        [[fallthrough]];
    case Context::Errors:
        m_errors.beginError();
        return enter(Context::Error);
    case Context::Meta:
        return m_key == Key::Slurm ? enter(Context::Slurm) : skip();
    default:
        return skip();
    }
}

bool AnswerHandler::beginAnswerArray(Code &code)
{
    if (m_context == Context::Answer && m_key == Key::Errors)
        return enter(Context::Errors);
    if (m_context == Context::Answer && m_key == Key::List) {
        m_found = Found::List;
        return enter(Context::List);
    }
    if (m_context == Context::Document)
        return complain("a value that is no object", code);
    if (isErrorPlace())
        m_errors.beginError();
    return skip();
}

AnswerHandler::Key AnswerHandler::keyOf(std::string_view name) const
{
    switch (m_context) {
    case Context::Answer:
        return name == m_listKey       ? Key::List
               : name == "errors"      ? Key::Errors
               : name == "meta"        ? Key::Meta
               : name == "last_update" ? Key::LastUpdate
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

// Which of two lists is meant nobody knows; a second list of errors must not hide the first.
bool AnswerHandler::answerKey(std::string_view name, Code &code)
{
    if (m_context == Context::Error) {
        m_errorPart = SlurmErrors::partOf(name);
        return true;
    }
    m_key = keyOf(name);
    if (m_context != Context::Answer)
        return true;
    if (m_key == Key::List && m_found != Found::Missing)
        return complain("a second \"" + std::string(m_listKey) + '"', code);
    if (m_key == Key::Errors && std::exchange(m_hadErrors, true))
        return complain("a second \"errors\"", code);
    if (m_key == Key::List)
        m_found = Found::NotAList; // until its '['
    return true;
}

void AnswerHandler::answerText(std::string_view text)
{
    if (m_context == Context::Error)
        m_errors.setText(m_errorPart, text);
    else if (m_context == Context::Slurm && m_key == Key::Release)
        m_slurmRelease = text;
    else if (m_context == Context::Slurm && m_key == Key::Cluster)
        m_cluster = text;
}

void AnswerHandler::takeNumber(std::int64_t value)
{
    if (m_key == Key::Number)
        m_number.value = value;
}

void AnswerHandler::takeBoolean(bool value)
{
    if (m_key == Key::Set)
        m_number.isSet = value;
    else if (m_key == Key::Infinite)
        m_number.isInfinite = value;
}

// Does a value that is no object count as an error here?
bool AnswerHandler::isErrorPlace() const
{
    return m_context == Context::Errors || (m_context == Context::Answer && m_key == Key::Errors);
}

bool AnswerHandler::complain(std::string complaint, Code &code)
{
    m_complaint = std::move(complaint);
    code = boost::json::make_error_code(boost::json::error::exception);
    return false;
}

} // namespace slurmsd
