// SPDX-License-Identifier: GPL-3.0-or-later
// PROGRAM TEST [ARGUMENTS]: runs one of the tests that the program is made of, with these arguments for Qt
// Test. PROGRAM alone names them all, with exit status 2.
#include "tests/support/testrunner.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace slurmsd::test {

namespace {

std::map<std::string, TestMain, std::less<>> &registry()
{
    static std::map<std::string, TestMain, std::less<>> tests;
    return tests;
}

// Qt calls a thread finished before what OpenSSL keeps for it is freed; a LeakSanitizer that looks in between
// takes that for lost. Some threads stay for as long as the process.
void letThreadsEnd()
{
    using namespace std::filesystem;
    const auto hasOthers = [] {
        return std::distance(directory_iterator("/proc/self/task"), directory_iterator()) > 1;
    };
    for (int i = 0; i < 50 && hasOthers(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

} // namespace

RegisteredTest::RegisteredTest(const char *sourceFile, TestMain run)
{
    std::string_view name(sourceFile);
    name.remove_prefix(name.rfind('/') + 1);
    name = name.substr(0, name.rfind('.'));
    registry().emplace(name, run);
}

} // namespace slurmsd::test

int main(int argc, char *argv[])
{
    const auto &tests = slurmsd::test::registry();
    const auto test = argc > 1 ? tests.find(std::string_view(argv[1])) : tests.end();
    if (test == tests.end()) {
        std::fprintf(stderr, "%s: expected the name of a test:\n", argv[0]);
        for (const auto &[name, run] : tests)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    std::vector<char *> arguments{argv[0]};
    arguments.insert(arguments.end(), argv + 2, argv + argc + 1); // with the null behind them
    const int status = test->second(argc - 1, arguments.data());
    slurmsd::test::letThreadsEnd();
    return status;
}
