// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/eventfilter.h"
#include "gui/models/eventnames.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// By the texts' first letters.
const std::vector<std::pair<char, Event>> events{
    {'a', {1, {}, Event::Kind::NodeStateChanged, "llm", "gpu001", "gpu001: active → down (bad DIMM)"}},
    {'b',
     {2, {}, Event::Kind::NodeStateChanged, "llm", "", "128 nodes down → drained: gpu[001-120,130-137]"}},
    {'c', {3, {}, Event::Kind::NodeAdded, "other", "", "2 nodes came, active: cpu7,login"}},
    {'d', {4, {}, Event::Kind::TargetsChanged, "llm", "dcgm", "dcgm: 3 targets came"}},
    {'e', {5, {}, Event::Kind::PollFailed, "llm", "", "the poll failed (timeout): no answer of gpu001"}},
    {'f', {6, {}, Event::Kind::NodeRemoved, "llm", "", "900 nodes went, was active: n[1-9,20-90,100-…"}},
};

QString found(const EventFilter &filter)
{
    QString letters;
    for (const auto &[letter, event] : events) {
        if (filter.matches(event))
            letters += QLatin1Char(letter);
    }
    return letters;
}

} // namespace

class TestEventFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void refuses_data();
    void refuses();
    void hostlists_data();
    void hostlists();
};

void TestEventFilter::finds_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("letters");
    const auto row = [](const char *search, const char *letters) {
        QTest::newRow(search) << QString::fromUtf8(search) << QString::fromUtf8(letters);
    };
    row("", "abcdef");
    row("gpu001", "abe");
    row("GPU001", "abe");
    row("gpu077", "b");
    row("gpu125", "");
    row("gpu77", "");
    row("gpu0*", "ab");
    row("n25", "f");
    row("login", "c");
    row("name:gpu001", "ab");
    row("node:gpu001", "ab");
    row("node gpu137", "b");
    row("gpu[119-121]", "b");
    row("cpu7,n100", "c");
    row("name:gpu13*", "b");
    row("name=~\"gpu.*\"", "ab");
    row("name=\"gpu120\"", "b");
    row("state:down", "ab");
    row("state down", "ab");
    row("__meta_state=\"drained\"", "b");
    row("state:active cluster:other", "c");
    row("cluster:llm not name:*", "de");
    row("poll failed", "e");
    row("poll_failed", "e");
    row("kind:\"poll failed\" or kind:targets", "de");
    row("job:dcgm", "d");
    row("job:d*", "d");
    row("dimm", "a");
    row("text:dimm or text:came", "acd");
    row("\"active → down\"", "a");
}

void TestEventFilter::finds()
{
    QFETCH(QString, search);
    const auto filter = EventFilter::parse(search);
    QVERIFY2(filter.hasValue(), filter.hasValue() ? "" : filter.error().message.toUtf8().constData());
    QTEST(found(*filter), "letters");
}

void TestEventFilter::refuses_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("message");
    QTest::newRow("field of nodes")
        << u"gpu cpus:64"_s
        << u"there is no field “cpus”; the fields are name, state, cluster, job, kind, text"_s;
    QTest::newRow("similar") << u"nam:x"_s << u"there is no field “nam”; did you mean name?"_s;
    QTest::newRow("no term") << u"gpu and"_s << u"expected a search term after “and”"_s;
}

void TestEventFilter::refuses()
{
    QFETCH(QString, search);
    const auto filter = EventFilter::parse(search);
    QVERIFY(!filter);
    QTEST(filter.error().message, "message");
}

void TestEventFilter::hostlists_data()
{
    QTest::addColumn<QString>("hostlist");
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("others");
    QTest::newRow("name") << u"login"_s << u"login LOGIN"_s << u"logi login1"_s;
    QTest::newRow("padded") << u"n[008-110]"_s << u"n008 N010 n110"_s << u"n8 n007 n111 n0008 m010 n x"_s;
    QTest::newRow("padded over the width") << u"n[98-101]"_s << u"n98 n100"_s << u"n098 n0100 n97"_s;
    QTest::newRow("several") << u"a[1,3-4],b,c[10]"_s << u"a1 a3 a4 b c10"_s << u"a2 a c1 c 3-4]"_s;
    QTest::newRow("two brackets") << u"r[1-2]n[01-02]"_s << u"r2n01"_s << u"r2n1 r3n01"_s;
    QTest::newRow("suffix") << u"a[1-2]-ib,x"_s << u"a2-ib x"_s << u"a2"_s;
    QTest::newRow("cut in a bracket") << u"a[1-5,7-…"_s << u"a5"_s << u"a6 a7"_s;
    QTest::newRow("cut between") << u"a[1-5],b…"_s << u"a5"_s << u"b"_s;
    QTest::newRow("nothing") << u""_s << u""_s << u"a"_s;
    QTest::newRow("huge numbers") << u"a[1-99999999999999999999]"_s << u""_s << u"a1"_s;
}

void TestEventFilter::hostlists()
{
    QFETCH(QString, hostlist);
    QFETCH(QString, names);
    QFETCH(QString, others);
    const std::string list = hostlist.toStdString();
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts))
        QVERIFY2(isInHostlist(list, name.toStdString()), qPrintable(name));
    for (const QString &name : others.split(u' '))
        QVERIFY2(!isInHostlist(list, name.toStdString()), qPrintable(name));
}

SLURMSD_TEST(TestEventFilter)
#include "tst_eventfilter.moc"
