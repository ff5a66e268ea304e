// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/timestamp.h"
#include "gui/models/timelineexport.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

Event eventOf(const char *subject, const char *text)
{
    return {7,   *fromTimestamp("2026-11-23T18:00:00.123Z"), Event::Kind::NodeStateChanged, "llm", subject,
            text};
}

// The records of a CSV file as RFC 4180 has them; nothing when it is none.
QList<QStringList> parsed(const QString &csv)
{
    QList<QStringList> records{{QString()}};
    bool isQuoted = false;
    for (qsizetype i = 0; i < csv.size(); ++i) {
        QString &field = records.last().last();
        const bool isNextQuote = i + 1 < csv.size() && csv.at(i + 1) == u'"';
        if (csv.at(i) == u'"' && isQuoted && isNextQuote)
            field += csv.at(i++);
        else if (csv.at(i) == u'"')
            isQuoted = !isQuoted;
        else if (csv.at(i) == u',' && !isQuoted)
            records.last().append(QString());
        else if (csv.at(i) == u'\r' && !isQuoted && i + 1 < csv.size() && csv.at(++i) == u'\n')
            records.append({QString()});
        else
            field += csv.at(i);
    }
    return isQuoted ? QList<QStringList>() : records;
}

} // namespace

class TestTimelineExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesCsv();
    void writesAnyTextAsCsv_data();
    void writesAnyTextAsCsv();
    void writesJson();
};

void TestTimelineExport::writesCsv()
{
    const std::vector<Event> events{eventOf("gpu01", "gpu01: active → drained"), eventOf("", "a, \"b\"\nc")};
    QCOMPARE(eventsToCsv(events),
             QByteArray("id,when,kind,cluster,subject,text\r\n"
                        "7,2026-11-23T18:00:00.123Z,node_state_changed,llm,gpu01,gpu01: active → drained\r\n"
                        "7,2026-11-23T18:00:00.123Z,node_state_changed,llm,,\"a, \"\"b\"\"\nc\"\r\n"));
    QCOMPARE(eventsToCsv({}), QByteArray("id,when,kind,cluster,subject,text\r\n"));
}

void TestTimelineExport::writesAnyTextAsCsv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *name, const char *text, const QString &read) {
        QTest::newRow(name) << QByteArray(text) << read;
    };
    row("plain", "a b", u"a b"_s);
    row("empty", "", u""_s);
    row("quotes", "\"\"a\"", u"\"\"a\""_s);
    row("comma", ",", u","_s);
    row("lines", "a\r\nb", u"a\r\nb"_s);
    row("formula", "=cmd|'/c calc'!A0", u"'=cmd|'/c calc'!A0"_s);
    row("formula with quotes", "=HYPERLINK(\"http://x\",\"y\")", u"'=HYPERLINK(\"http://x\",\"y\")"_s);
    row("plus", "+1", u"'+1"_s);
    row("minus", "-1", u"'-1"_s);
    row("at", "@SUM(A1)", u"'@SUM(A1)"_s);
    row("tab", "\t=1", u"'\t=1"_s);
    row("return", "\r=1", u"'\r=1"_s);
    row("within", "a=1", u"a=1"_s);
    row("no UTF-8", "\xff", QString(QChar(0xfffd)));
}

void TestTimelineExport::writesAnyTextAsCsv()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, read);
    const std::vector<Event> events{eventOf(text.constData(), text.constData())};
    const QList<QStringList> records = parsed(QString::fromUtf8(eventsToCsv(events)));
    QCOMPARE(records.size(), 3); // with what is after the last line
    QCOMPARE(records.at(1), QStringList({u"7"_s, u"2026-11-23T18:00:00.123Z"_s, u"node_state_changed"_s,
                                         u"llm"_s, read, read}));
    QCOMPARE(records.at(2), QStringList{QString()});
}

void TestTimelineExport::writesJson()
{
    const std::vector<Event> events{eventOf("gpu01", "=1 \"\\\n\xff"), eventOf("", "")};
    const QByteArray json = eventsToJson(events);
    QCOMPARE(json.count('\n'), 4);
    const QJsonArray read = QJsonDocument::fromJson(json).array();
    QCOMPARE(read.size(), 2);
    QCOMPARE(read.at(0).toObject(), (QJsonObject{{u"id"_s, 7},
                                                 {u"when"_s, u"2026-11-23T18:00:00.123Z"_s},
                                                 {u"kind"_s, u"node_state_changed"_s},
                                                 {u"cluster"_s, u"llm"_s},
                                                 {u"subject"_s, u"gpu01"_s},
                                                 {u"text"_s, QString(u"=1 \"\\\n"_s + QChar(0xfffd))}}));
    QCOMPARE(QJsonDocument::fromJson(eventsToJson({})).array().size(), 0);
}

SLURMSD_TEST(TestTimelineExport)
#include "tst_timelineexport.moc"
