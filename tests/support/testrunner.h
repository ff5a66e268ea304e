// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTest>

namespace slurmsd::test {

// Runs one test as its own main() would: argv[0] is the program, what follows is for Qt Test.
using TestMain = int (*)(int argc, char *argv[]);

// Makes the test in a source file one of those that its program runs, by the file's name: "tst_hostlist" for
// ".../tst_hostlist.cpp". One process runs one test, as if each were a program; but linking what a folder's
// tests need once for all of them is what makes a build of the tests quick.
struct RegisteredTest
{
    RegisteredTest(const char *sourceFile, TestMain run);
};

template <typename Application, typename Test>
int runTest(int argc, char *argv[])
{
    Application application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace slurmsd::test

// In place of Qt's QTEST_GUILESS_MAIN; for widgets SLURMSD_WIDGETS_TEST; for a main() of its own
// SLURMSD_TEST_MAIN.
#define SLURMSD_TEST(Test) SLURMSD_TEST_MAIN((slurmsd::test::runTest<QCoreApplication, Test>))
#define SLURMSD_WIDGETS_TEST(Test) SLURMSD_TEST_MAIN((slurmsd::test::runTest<QApplication, Test>))
#define SLURMSD_TEST_MAIN(run) static const slurmsd::test::RegisteredTest registeredTest(__FILE__, run);
