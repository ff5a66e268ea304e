// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a hostlist: counting it and expanding it agree, and what folding makes of the names expands to
// the same ones.
#include "common/hostlist.h"
#include "common/node.h"
#include "tests/fuzz/fuzzing.h"

#include <algorithm>

using namespace slurmsd;

namespace {

// Beyond this only the count is checked, to try more inputs a second.
constexpr std::size_t maxNames = 2000;

void checkNames(const std::vector<std::string> &names)
{
    for (const std::string &name : names)
        require(!name.empty() && name.size() <= maxHostlistNameBytes);
}

void checkFolding(const std::vector<std::string> &names)
{
    std::vector<std::string_view> sorted(names.begin(), names.end());
    const std::string folded = foldHostlist(sorted);
    std::ranges::sort(sorted, [](std::string_view left, std::string_view right) {
        return std::is_lt(compareNaturally(left, right));
    });
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());

    const auto again = expandHostlist(folded);
    require(again.hasValue() && std::ranges::equal(*again, sorted));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view hostlist = textOf(data, size);
    const auto count = countHostlist(hostlist);
    if (!count) {
        require(!count.error().empty() && count.error().find('\n') == std::string::npos);
        const auto names = expandHostlist(hostlist);
        require(!names && names.error() == count.error());
        return 0;
    }
    require(*count > 0 && *count <= maxHostlistNames);
    if (*count > maxNames)
        return 0;
    const auto names = expandHostlist(hostlist);
    require(names.hasValue() && names->size() == *count);
    checkNames(*names);
    require(*firstOfHostlist(hostlist) == names->front());
    checkFolding(*names);
    return 0;
}
