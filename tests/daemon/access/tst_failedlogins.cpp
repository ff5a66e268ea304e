// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/failedlogins.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// "192.0.2.1 3", "others 7"
QString words(const FailedLoginReport &report)
{
    const QString address = report.address.empty() ? u"others"_s : QString::fromStdString(report.address);
    return address + u' ' + QString::number(report.count);
}

} // namespace

class TestFailedLogins : public QObject
{
    Q_OBJECT

    FailedLogins::TimePoint m_now{1000s};
    FailedLogins m_logins;

    // What is told at once.
    QString fail(const QString &address)
    {
        const auto report = m_logins.add(QHostAddress(address), m_now);
        return report ? words(*report) : QString();
    }

    // What is told after this time, in the order of the addresses.
    QStringList after(std::chrono::seconds time)
    {
        m_now += time;
        QStringList lines;
        for (const FailedLoginReport &report : m_logins.due(m_now))
            lines += words(report);
        lines.sort();
        return lines;
    }

private Q_SLOTS:
    void init() { m_logins = {}; }

    void tellsEachAddressOnceAMinute()
    {
        QCOMPARE(fail(u"192.0.2.1"_s), u"192.0.2.1 1"_s);
        QCOMPARE(fail(u"192.0.2.1"_s), QString());
        QCOMPARE(fail(u"192.0.2.2"_s), u"192.0.2.2 1"_s);
        QCOMPARE(fail(u"192.0.2.1"_s), QString());
        QCOMPARE(after(59s), QStringList());
        QCOMPARE(after(1s), QStringList{u"192.0.2.1 2"_s});
        QCOMPARE(fail(u"192.0.2.1"_s), QString());
        QCOMPARE(after(59s), QStringList());
        QCOMPARE(after(1s), QStringList{u"192.0.2.1 1"_s});
        // Who was quiet for a minute is told at once again.
        QCOMPARE(after(60s), QStringList());
        QCOMPARE(fail(u"192.0.2.1"_s), u"192.0.2.1 1"_s);
        QCOMPARE(fail(u"192.0.2.2"_s), u"192.0.2.2 1"_s);
    }

    void takesANetworkAsOne()
    {
        QCOMPARE(fail(u"2001:db8::1"_s), u"2001:db8::1 1"_s);
        QCOMPARE(fail(u"2001:db8::2"_s), QString());
        QCOMPARE(fail(u"2001:db8:0:1::1"_s), u"2001:db8:0:1::1 1"_s);
        QCOMPARE(after(60s), QStringList{u"2001:db8::2 1"_s});
    }

    void tellsManyAddressesAsOne()
    {
        int lines = 0;
        for (quint32 i = 0; i < 10'000; ++i)
            lines += m_logins.add(QHostAddress(0xc0000200 + i), m_now) ? 1 : 0;
        QCOMPARE(lines, int(FailedLogins::maxAddresses) + 1);
        QCOMPARE(after(60s), QStringList{u"others 9967"_s});
        QCOMPARE(after(60s), QStringList());
        QCOMPARE(fail(u"192.0.2.99"_s), u"192.0.2.99 1"_s);
    }
};

SLURMSD_TEST(TestFailedLogins)
#include "tst_failedlogins.moc"
