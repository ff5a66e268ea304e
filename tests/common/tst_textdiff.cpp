// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/textdiff.h"
#include "tests/support/testrunner.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <QTest>

using namespace slurmsd;

namespace {

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

// What `patch` does, and it checks as much.
std::string patched(const std::string &before, const std::string &diff)
{
    const std::vector<std::string> old = linesOf(before);
    std::vector<std::string> lines = linesOf(diff);
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 2; i < lines.size(); ++i) {
        std::string line = lines[i];
        if (line.starts_with("@@")) {
            const bool isEmpty = line.find(",0 +") != std::string::npos;
            const std::size_t first = std::stoul(line.substr(4)) - (isEmpty ? 0 : 1);
            while (at < first)
                out += old.at(at++);
            continue;
        }
        if (i + 1 < lines.size() && lines[i + 1].starts_with('\\'))
            line.pop_back();
        const std::string text = line.substr(1);
        if (line.starts_with('\\'))
            continue;
        if (!line.starts_with('+') && old.at(at++) != text)
            return "does not apply at: " + line;
        if (!line.starts_with('-'))
            out += text;
    }
    while (at < old.size())
        out += old[at++];
    return out;
}

} // namespace

class TestTextDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data()
    {
        QTest::addColumn<std::string>("before");
        QTest::addColumn<std::string>("after");
        QTest::addColumn<std::string>("diff");
        const auto row = [](const char *name, const char *before, const char *after, const char *diff) {
            QTest::newRow(name) << std::string(before) << std::string(after) << std::string(diff);
        };
        row("equal", "a\nb\n", "a\nb\n", "");
        row("nothing", "", "", "");
        row("one line", "a\nb\nc\n", "a\nB\nc\n", "--- a\n+++ b\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
        row("new", "", "a\n", "--- a\n+++ b\n@@ -0,0 +1 @@\n+a\n");
        row("gone", "a\n", "", "--- a\n+++ b\n@@ -1 +0,0 @@\n-a\n");
        row("no line break at the end", "a\nb", "a\nc",
            "--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
            "\\ No newline at end of file\n");
        row("three lines around", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
            "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
        row("six lines between", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
            "--- a\n+++ b\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
        row("seven lines between", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
            "--- a\n+++ b\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
    }

    void writes()
    {
        QFETCH(const std::string, before);
        QFETCH(const std::string, after);
        QFETCH(const std::string, diff);
        QCOMPARE(QByteArray::fromStdString(unifiedDiff(before, after, "a", "b")),
                 QByteArray::fromStdString(diff));
        if (!diff.empty())
            QCOMPARE(patched(before, diff), after);
    }

    void makesOneTextOfTheOther()
    {
        QRandomGenerator random(7);
        const auto text = [&random] {
            std::string lines;
            for (int i = random.bounded(30); i > 0; --i)
                (lines += static_cast<char>('a' + random.bounded(4))) += '\n';
            return random.bounded(2) ? lines : lines + "x";
        };
        for (int i = 0; i < 2000; ++i) {
            const std::string before = text();
            const std::string after = text();
            const std::string diff = unifiedDiff(before, after, "a", "b");
            QCOMPARE(diff.empty(), before == after);
            if (!diff.empty())
                QCOMPARE(patched(before, diff), after);
        }
    }

    void takesTextsThatHaveNothingInCommon()
    {
        std::string before;
        std::string after;
        for (int i = 0; i < 20000; ++i) {
            before += "before " + std::to_string(i) + '\n';
            after += "after " + std::to_string(i) + '\n';
        }
        QCOMPARE(patched(before, unifiedDiff(before, after, "a", "b")), after);
    }
};

SLURMSD_TEST(TestTextDiff)

#include "tst_textdiff.moc"
