// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/page.h"

namespace slurmsd {

class DaemonClient;

// The editor of the daemon's jobs: a table and a form, with what a change would do before it is saved.
class JobsPage : public Page
{
    Q_OBJECT

public:
    explicit JobsPage(DaemonClient &client, QWidget *parent = nullptr);

    // Makes the job the current one.
    void showJob(const QString &job);
    bool hasUnsavedChanges() const;

Q_SIGNALS:
    void unsavedChangesChanged(bool hasUnsavedChanges);

private:
    DaemonClient &m_client;
};

} // namespace slurmsd
