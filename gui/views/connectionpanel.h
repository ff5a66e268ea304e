// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/connectiontest.h"
#include "gui/values/apierror.h"
#include "gui/values/connectionprofile.h"
#include "gui/views/teststeps.h"

#include <QWidget>

#include <optional>
#include <vector>

class QListWidget;
class QPushButton;

namespace slurmsd {

class ConnectionForm;
class Connections;
class NoticeBar;

// Where a connection is made: the saved ones, the fields of one, a test of it.
class ConnectionPanel : public QWidget
{
    Q_OBJECT

public:
    // `connections` outlives the panel.
    explicit ConnectionPanel(Connections &connections, QWidget *parent = nullptr);

    // Begins with this one, with its secrets from the keyring. `error`: why it does not work.
    void showProfile(const ConnectionProfile &profile, const std::optional<ApiError> &error);

Q_SIGNALS:
    // It is saved already, if the user wanted so.
    void connectRequested(const slurmsd::ConnectionProfile &profile,
                          const slurmsd::ConnectionSecrets &secrets);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fillList();
    void choose(int row);
    void readSecrets(const ConnectionProfile &profile);
    void test();
    void setTesting(bool isTesting);
    void addStep(const TestStep &step);
    void endTest(bool isGood);
    void stopTest();
    void saveAndConnect();
    void removeChosen();

    Connections &m_connections;
    std::vector<ConnectionProfile> m_profiles; // as in the list
    NoticeBar *m_problem;
    QWidget *m_saved;
    QListWidget *m_list;
    QPushButton *m_remove;
    ConnectionForm *m_form;
    TestSteps *m_steps;
    QPushButton *m_test;
    ConnectionTest *m_testing;
    std::vector<TestSteps::Line> m_lines; // of the test
};

} // namespace slurmsd
