// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/api/apiconnection.h"
#include "gui/api/followtiming.h"

#include <QObject>

#include <memory>
#include <optional>

namespace slurmsd {

// Keeps one kind of the daemon's data up to date. The data stay when the connection goes.
class Follower : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Asks for what the status says is new, unless that is under way.
    void follow(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing);
    // Drops what is under way.
    void stop() { m_run.reset(); }
    // Drops the data as well.
    virtual void clear() = 0;

Q_SIGNALS:
    void changed(); // the data
    // With each follow() that finds nothing under way: what was asked for came (also when it is what was
    // there before), or there was nothing to ask for; or why it did not come. Not after stop().
    void done(const std::optional<slurmsd::ApiError> &error);

protected:
    static constexpr qint64 maxListBytes = qint64{512} * 1024 * 1024; // of an answer with a list

    // Asks if there is a reason to, and calls finish() in the end. False: there was none, and no run was
    // begun.
    virtual bool ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing) = 0;
    // What is asked for in its name is forgotten with stop().
    QObject *beginRun();
    // Nothing when a slot of what was emitted meanwhile has called stop().
    void finish(const std::optional<ApiError> &error);

private:
    std::unique_ptr<QObject> m_run; // while one is under way
};

} // namespace slurmsd
