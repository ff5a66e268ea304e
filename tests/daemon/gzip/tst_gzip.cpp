// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/gzip/gzipreader.h"
#include "daemon/gzip/gziptext.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

QByteArray compressed(const QByteArray &text, qsizetype piece, bool takes = false)
{
    GzipText gzip;
    QByteArray bytes;
    for (qsizetype at = 0; at < text.size(); at += piece) {
        const QByteArray part = text.mid(at, piece);
        gzip.add({part.constData(), static_cast<std::size_t>(part.size())});
        if (takes)
            bytes += gzip.take();
    }
    return bytes + gzip.finish();
}

// Read from pieces of so many bytes.
QByteArray read(const QByteArray &bytes, qsizetype piece)
{
    qsizetype at = 0;
    GzipReader reader([&] {
        const QByteArray part = bytes.mid(at, piece);
        at += part.size();
        return part;
    });
    QByteArray text;
    for (QByteArray part = reader.next(); !part.isEmpty(); part = reader.next()) {
        if (part.size() > GzipReader::pieceBytes)
            return "too long a piece";
        text += part;
    }
    return text + reader.next(); // stays at its end
}

QByteArray randomBytes(qsizetype size)
{
    QRandomGenerator random(17);
    QByteArray bytes;
    for (qsizetype i = 0; i < size; ++i)
        bytes += static_cast<char>(random.bounded(256));
    return bytes;
}

} // namespace

class TestGzip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItMade_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a byte") << QByteArray("x");
        QTest::newRow("all the same, much shorter than what it is made of") << QByteArray(3'000'000, 'a');
        QTest::newRow("just a piece") << randomBytes(GzipReader::pieceBytes);
        QTest::newRow("random, longer than what it is made of") << randomBytes(500'000);
    }
    void readsWhatItMade()
    {
        QFETCH(const QByteArray, text);
        const QByteArray bytes = compressed(text, 1 << 16);
        QCOMPARE(compressed(text, 1 << 16, true), bytes);
        for (const qsizetype piece : {1, 7, 1 << 16})
            QVERIFY2(read(bytes, piece) == text, qPrintable(QString::number(piece)));
    }

    void endsEarly_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qsizetype>("most"); // of the text
        const QByteArray whole = compressed(randomBytes(300'000), 1 << 16);
        QTest::newRow("torn") << whole.first(200'000) << qsizetype{200'000};
        QTest::newRow("no gzip") << QByteArray("{\"nodes\":[]}") << qsizetype{0};
        QTest::newRow("nothing") << QByteArray() << qsizetype{0};
        QTest::newRow("wrong in the middle")
            << whole.first(100'000) + QByteArray(100'000, '\xff') << qsizetype{150'000};
    }
    void endsEarly()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const qsizetype, most);
        const QByteArray text = read(bytes, 1 << 16);
        QVERIFY2(text.size() <= most, qPrintable(QString::number(text.size())));
        QVERIFY(most == 0 || !text.isEmpty());
    }
};

SLURMSD_TEST(TestGzip)
#include "tst_gzip.moc"
