// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/probes.h"

namespace slurmsd {

namespace {

HttpReply plainText(int status, std::string_view text)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "text/plain; charset=utf-8";
    reply.headers = {{"Cache-Control", "no-cache"}};
    reply.body = QByteArray(text.data(), static_cast<qsizetype>(text.size())) + '\n';
    return reply;
}

} // namespace

HttpReply healthyReply() { return plainText(200, "prometheus-slurm-sd is healthy."); }

HttpReply readyReply(const ServingState &state) { return plainText(state.ready ? 200 : 503, state.summary); }

} // namespace slurmsd
