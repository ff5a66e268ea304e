// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// A place in a YAML text: a byte's offset and the line, from 1, that it is in.
struct YamlMark
{
    std::size_t offset = 0;
    int line = 1;
};

// Collects what is wrong with a file while it is read in any order. Keeps the first thousand problems that
// were added, so that a file full of nonsense does not take more memory than one of sense.
class ProblemList
{
public:
    // `text` outlives the list; `file` is what the problems call it.
    ProblemList(std::string_view text, std::string_view file);

    void add(YamlMark mark, std::string path, std::string message);
    // About the file as a whole.
    void add(std::string message);
    // The next problem would only be counted: its message need not be made.
    bool isFull() const { return m_problems.size() >= maxProblems; }
    bool isEmpty() const { return m_problems.empty(); }

    // In the order of their places; how many more there are comes last.
    std::vector<ConfigProblem> take() &&;

private:
    static constexpr std::size_t maxProblems = 1000;

    // Columns count characters, as editors do.
    int columnAt(std::size_t offset) const;

    std::string_view m_text;
    std::string m_file;
    std::vector<ConfigProblem> m_problems;
    std::size_t m_left = 0; // problems that found no place
};

} // namespace slurmsd
