// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"
#include "common/result.h"
#include "daemon/slurm/jsonparser.h"
#include "daemon/slurm/listhandler.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace slurmsd {

// How a text that is no list is told of. Pure.
class ListText
{
public:
    // The first bytes of the text, as they come.
    void noteStart(std::string_view chunk);
    // What is wrong at byte `offset`. `complaint`: the handler's own, if any.
    std::string describe(const boost::system::error_code &code, std::uint64_t offset,
                         const std::string &complaint) const;

private:
    std::string m_start; // without leading white space
};

// The core of the parsers of all of Slurm's lists (nodesparser.h, jobsparser.h): feeds a text, in chunks of
// any size, to a ListHandler<Builder>.
template <typename Builder>
class ListParser
{
public:
    using List = typename Builder::List;

    List &list() { return *m_list; }
    const AnswerHandler &handler() const { return m_json.handler(); }

    // False once the text is known not to be JSON.
    bool feed(std::string_view chunk) { return chunk.empty() || write(chunk, false); }

    // Once, after the last chunk. `what`: "node list"; `identity`: "a name", that each item must have.
    Result<std::shared_ptr<List>, PollError> finish(std::string_view what, std::string_view identity)
    {
        if (!write({}, true))
            return parseError(m_failure);
        if (std::optional<PollError> error = handler().errors().toPollError())
            return Failure{*std::move(error)};
        const std::string no = "not a " + std::string(what) + ": ";
        const std::string key = '"' + std::string(Builder::listKey) + '"';
        if (handler().found() == AnswerHandler::Found::Missing)
            return parseError(no + "the JSON object has no " + key);
        if (handler().found() == AnswerHandler::Found::NotAList)
            return parseError(no + key + " is not an array");
        if (m_json.handler().size() == 0 && m_list->skipped > 0)
            return parseError(no + "none of the " + std::to_string(m_list->skipped) + " entries of " + key +
                              " has " + std::string(identity));
        m_list->cluster = handler().cluster();
        m_list->slurmRelease = handler().slurmRelease();
        m_list->strings.seal();
        return std::move(m_list);
    }

private:
    static Failure<PollError> parseError(std::string message)
    {
        return Failure{PollError{PollErrorClass::Parse, std::move(message)}};
    }

    bool write(std::string_view chunk, bool isLast)
    {
        namespace json = boost::json;
        if (!m_failure.empty())
            return false;
        m_text.noteStart(chunk);
        boost::system::error_code code;
        const std::size_t used = m_json.write(chunk, code);
        if (!code && used < chunk.size())
            code = json::make_error_code(json::error::extra_data);
        if (!code && isLast && !m_json.isDone())
            code = json::make_error_code(json::error::incomplete);
        if (code)
            m_failure = m_text.describe(code, m_bytes + used, handler().complaint());
        m_bytes += chunk.size();
        return !code;
    }

    std::shared_ptr<List> m_list = std::make_shared<List>();
    // slurmrestd passes on what people typed, in whatever encoding; the handler repairs what is kept.
    JsonParser<ListHandler<Builder>> m_json{*m_list};
    ListText m_text;
    std::uint64_t m_bytes = 0; // fed before this chunk
    std::string m_failure;     // why the text is not JSON; empty while it may be
};

} // namespace slurmsd
