// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/enumnames.h"
#include "common/pollerror.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

enum class Size : unsigned char { Small, Large };
constexpr EnumNames<Size::Large> sizes{"small", "large"};

} // namespace

class TestEnumNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBothWays()
    {
        QVERIFY(sizes[Size::Small] == "small");
        QVERIFY(sizes[Size::Large] == "large");
        QVERIFY(sizes.find("large") == Size::Large);
        QVERIFY(!sizes.find("Large"));
        QVERIFY(!sizes.find(""));
        QCOMPARE(sizes.all().size(), std::size_t{2});
    }

    void readsEveryErrorClassBack()
    {
        for (int i = 0; i <= int(PollErrorClass::Other); ++i) {
            const auto errorClass = static_cast<PollErrorClass>(i);
            QVERIFY(pollErrorClassFromString(toString(errorClass)) == errorClass);
        }
        QVERIFY(pollErrorClassFromString("of a newer daemon") == PollErrorClass::Other);
    }
};

SLURMSD_TEST(TestEnumNames)
#include "tst_enumnames.moc"
