// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

class QString;

namespace slurmsd {

// What a real slurmrestd once answered, as kept under tests/data/captures/.
struct Capture
{
    int status = 200; // 200 too for a bare body (*.json)
    std::string body;
};

// Reads `path` below tests/data/captures/: a bare body, or an HTTP answer of which Content-Length bytes are
// the body (some files have a line about the request after it). Nothing when it cannot be read.
std::optional<Capture> readCapture(const QString &path);

} // namespace slurmsd
