// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/gzip/gzipreader.h"
#include "daemon/slurm/keptanswer.h"
#include "tests/support/fakecluster.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <random>
#include <sys/resource.h>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

std::string allOf(const KeptAnswer &answer)
{
    std::uint64_t at = 0;
    GzipReader reader([&] {
        const QByteArray piece = answer.gzip.piece(at);
        at += static_cast<std::uint64_t>(piece.size());
        return piece;
    });
    std::string text;
    for (QByteArray part = reader.next(); !part.isEmpty(); part = reader.next())
        text.append(part.constData(), static_cast<std::size_t>(part.size()));
    return text;
}

std::shared_ptr<KeptAnswer> keep(AnswerKeeper &&keeper, std::string_view text, std::size_t piece = 65536)
{
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
        keeper.add(text.substr(0, piece));
    return keeper.finish();
}

// Files can grow to so many bytes, for as long as it lives.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit lowered{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &lowered);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before{};
};

constexpr qsizetype little = 2000;

} // namespace

class TestKeptAnswer : public QObject
{
    Q_OBJECT

    const std::string m_text = FakeCluster::text({.nodes = 500, .apiVersion = 42});
    QTemporaryDir m_directory;

    std::string directory() const { return m_directory.path().toStdString(); }

private Q_SLOTS:
    void keeps_data()
    {
        QTest::addColumn<QString>("directory");
        QTest::addColumn<qsizetype>("memory");
        QTest::addColumn<bool>("isInFile");
        QTest::newRow("short") << m_directory.path() << KeptAnswer::maxMemory << false;
        QTest::newRow("long") << m_directory.path() << little << true;
        QTest::newRow("from the first byte on") << m_directory.path() << qsizetype{0} << true;
        QTest::newRow("long, and no directory") << QString() << little << false;
        QTest::newRow("long, and a directory that is not there") << u"/nowhere"_s << little << false;
    }
    void keeps()
    {
        QFETCH(const QString, directory);
        QFETCH(const qsizetype, memory);
        const auto answer = keep(AnswerKeeper(directory.toStdString(), {}, memory), m_text);
        QTEST(answer->gzip.isInFile(), "isInFile");
        QCOMPARE(answer->size, m_text.size());
        QVERIFY(allOf(*answer) == m_text);
        QVERIFY(answer->gzip.isInFile()
                    ? answer->gzip.inMemory().isEmpty()
                    : answer->gzip.inMemory().size() == static_cast<qsizetype>(answer->gzip.size()));
        QVERIFY(answer->gzip.piece(answer->gzip.size()).isEmpty());
        QVERIFY(QDir(m_directory.path()).isEmpty()); // the file has no name
        QVERIFY(answer->gzip.size() < m_text.size() / 10);
    }

    // Of a list that can hardly be compressed.
    void takesATenthInMemory()
    {
        std::string text(4'000'000, ' ');
        std::ranges::generate(text, [random = std::minstd_rand(1)]() mutable {
            return static_cast<char>(' ' + random() % 64);
        });
        const auto inFile = keep(AnswerKeeper(directory(), {}), text);
        QVERIFY(inFile->gzip.size() > text.size() / 2 && inFile->gzip.isInFile());
        QVERIFY(inFile->gzip.inMemory().isEmpty() && allOf(*inFile) == text);
        const auto inMemory = keep(AnswerKeeper({}, {}), text);
        QVERIFY(!inMemory->gzip.isInFile() && allOf(*inMemory) == text);
        text.resize(1'000'000);
        QVERIFY(!keep(AnswerKeeper(directory(), {}), text)->gzip.isInFile());
        const FileSizeLimit limit(8000);
        text += text + text;
        const auto onFullDisk = keep(AnswerKeeper(directory(), {}), text);
        QVERIFY(!onFullDisk->gzip.isInFile() && allOf(*onFullDisk) == text);
    }

    // Wherever it is kept.
    void tagFollowsFromTheContent()
    {
        const auto answer = keep(AnswerKeeper({}, {}), m_text);
        QCOMPARE(keep(AnswerKeeper(directory(), {}, little), m_text)->etag, answer->etag);
        QVERIFY(keep(AnswerKeeper({}, {}), m_text + ' ')->etag != answer->etag);
        QVERIFY(answer->etag.size() == 34 && answer->etag.starts_with('"') && answer->etag.ends_with('"'));
    }

    void fullDisk()
    {
        const FileSizeLimit limit(8000);
        const auto answer = keep(AnswerKeeper(directory(), {}, little), m_text);
        QVERIFY(!answer->gzip.isInFile());
        QVERIFY(allOf(*answer) == m_text);
    }

    void doesNotKeepASecret_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("none") << u"{\"comment\": \"ab\"}"_s << true;
        QTest::newRow("a part of it") << u"{\"comment\": \"eyJhbGci\"}"_s << true;
        QTest::newRow("there") << u"{\"comment\": \"SLURM_JWT=eyJhbGciOi\"}"_s << false;
        QTest::newRow("at the end") << u"eyJhbGciOi"_s << false;
        QTest::newRow("behind its own beginning") << u"{eyJeyJhbGciOi}"_s << false;
    }
    void doesNotKeepASecret()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, isKept);
        for (const std::size_t piece : {1U, 2U, 3U, 9U, 10U, 11U, 1000U})
            QVERIFY2((keep(AnswerKeeper({}, "eyJhbGciOi"), text.toStdString(), piece) != nullptr) == isKept,
                     qPrintable(QString::number(piece)));
        QVERIFY(keep(AnswerKeeper({}, {}), text.toStdString()) != nullptr);
    }
};

SLURMSD_TEST(TestKeptAnswer)
#include "tst_keptanswer.moc"
