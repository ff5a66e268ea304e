// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/problemlist.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace slurmsd {

ProblemList::ProblemList(std::string_view text, std::string_view file)
    : m_text(text)
    , m_file(file)
{}

void ProblemList::add(YamlMark mark, std::string path, std::string message)
{
    if (isFull())
        ++m_left;
    else
        m_problems.push_back({m_file, mark.line, columnAt(mark.offset), std::move(path), std::move(message)});
}

void ProblemList::add(std::string message) { m_problems.push_back({m_file, 0, 0, {}, std::move(message)}); }

std::vector<ConfigProblem> ProblemList::take() &&
{
    std::ranges::stable_sort(m_problems, {}, [](const ConfigProblem &problem) {
        return std::tuple(problem.line, problem.column);
    });
    if (m_left > 0)
        add("and " + std::to_string(m_left) + " more problems");
    return std::move(m_problems);
}

int ProblemList::columnAt(std::size_t offset) const
{
    const std::string_view before = m_text.substr(0, offset);
    const std::size_t lineBreak = before.rfind('\n');
    const std::string_view line = before.substr(lineBreak == std::string_view::npos ? 0 : lineBreak + 1);
    const auto startsCharacter = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    return 1 + static_cast<int>(std::ranges::count_if(line, startsCharacter));
}

} // namespace slurmsd
