// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/apianswer.h"
#include "gui/values/apierror.h"
#include "gui/values/connectionprofile.h"

#include <QAbstractSocket>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

QT_BEGIN_NAMESPACE
class QHostInfo;
class QTcpSocket;
QT_END_NAMESPACE

namespace slurmsd {

class ApiConnection;

// How one step of a ConnectionTest ended.
struct TestStep
{
    ApiError::Step step = ApiError::Step::Url;
    bool isGood = false;
    QString text; // what was found ("10.0.0.1"), or what is wrong; may come from the daemon

    friend bool operator==(const TestStep &, const TestStep &) = default;
};

// "DNS", "TLS" and so on, for people.
QString stepTitle(ApiError::Step step);
// What to do when that step of a connection to this URL fails, in a sentence or two.
QString stepAdvice(ApiError::Step step, const QUrl &url);

// Tries a connection step by step, in the order of ApiError::Step (TLS only with https), up to the first that
// fails. Nothing is changed at the daemon, but a wrong login counts as a failed one there.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionTest(QObject *parent = nullptr);
    ~ConnectionTest() override;

    void setDeadline(std::chrono::milliseconds deadline) { m_deadline = deadline; } // of each step

    // Ends one that is running. The signals come from the event loop.
    void start(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    // No signal comes after it.
    void cancel();
    bool isRunning() const { return m_run != nullptr; }

Q_SIGNALS:
    void stepFinished(const slurmsd::TestStep &step);
    void finished(bool isGood);

private:
    void testUrl();
    void testDns();
    void takeAddresses(const QHostInfo &host);
    void testTcp();
    void testTls();
    void testApi();
    void takeAnswer(const Result<ApiAnswer, ApiError> &answer);

    template <typename Function>
    auto ofRun(Function function);
    void begin(ApiError::Step step); // its deadline begins
    // False: a slot has ended the run, or begun another one.
    bool tell(bool isGood, const QString &text);
    bool pass(const QString &text); // the same
    void fail(const QString &text);
    void end(bool isGood);

    ConnectionProfile m_profile;
    ConnectionSecrets m_secrets;
    std::chrono::milliseconds m_deadline = std::chrono::seconds(10);
    std::unique_ptr<QObject> m_run; // parent of all that belongs to the test that is running
    ApiError::Step m_step = ApiError::Step::Url;
    QTimer m_timer;
};

} // namespace slurmsd
