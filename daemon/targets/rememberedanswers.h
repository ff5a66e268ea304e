// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/targets/targetdocument.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

namespace slurmsd {

// Answers that were made when first asked for, by job (empty: all), filter and format. Bounded: the oldest go
// first, the latest stays in any case. All jobs at 65,536 nodes are some 7 MB.
template <typename Filter>
class RememberedAnswers
{
public:
    template <typename Make>
    const TargetDocument &get(std::string_view job, const Filter &filter, TargetFormat format, Make &&make)
    {
        if (const auto known = find(job, filter, format); known != m_answers.end())
            return known->document;
        Answer answer{std::string(job), filter, format, inFormat(make(), format)};
        makeRoom(answer.document.json.size());
        return m_answers.emplace_back(std::move(answer)).document;
    }

    bool has(std::string_view job, const Filter &filter, TargetFormat format) const
    {
        return find(job, filter, format) != m_answers.end();
    }

private:
    struct Answer
    {
        std::string job;
        Filter filter;
        TargetFormat format;
        TargetDocument document;
    };
    static constexpr qsizetype maxBytes = qsizetype{8} << 20;
    static constexpr std::size_t maxAnswers = 64;

    auto find(std::string_view job, const Filter &filter, TargetFormat format) const
    {
        return std::ranges::find_if(m_answers, [&](const Answer &answer) {
            return answer.job == job && answer.filter == filter && answer.format == format;
        });
    }

    void makeRoom(qsizetype bytes)
    {
        for (const Answer &earlier : m_answers)
            bytes += earlier.document.json.size();
        while (!m_answers.empty() && (bytes > maxBytes || m_answers.size() >= maxAnswers)) {
            bytes -= m_answers.front().document.json.size();
            m_answers.pop_front();
        }
    }

    std::deque<Answer> m_answers; // the oldest first
};

} // namespace slurmsd
