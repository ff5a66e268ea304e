// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace slurmsd {

// What some files looked like when they were read, to see cheaply (one stat a file) whether they must be read
// again.
class FileStamps
{
public:
    // Call it before the file is read: what is written meanwhile then counts as changed. A file that is not
    // there has a stamp too.
    void add(const std::string &path);

    // Has any of them been written, replaced, created or removed since? A file that was touched counts.
    bool haveChanged() const;

private:
    struct Stamp
    {
        std::string path;
        std::string state;
    };

    std::vector<Stamp> m_stamps;
};

} // namespace slurmsd
