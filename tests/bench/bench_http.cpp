// SPDX-License-Identifier: GPL-3.0-or-later
// Serves the files given as arguments, each under its name, until it is ended. Prints its port first.
#include "daemon/httpserver/httpserver.h"
#include "daemon/httpserver/router.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    slurmsd::Router router;
    for (const QString &file : application.arguments().mid(1)) {
        QFile content(file);
        if (!content.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "cannot read %s\n", qPrintable(file));
            return 1;
        }
        slurmsd::HttpReply reply;
        reply.contentType = "application/json";
        reply.body = content.readAll();
        router.add(slurmsd::HttpMethod::Get, "/" + QFileInfo(file).fileName().toStdString(),
                   [reply](const slurmsd::HttpRequest &) { return reply; });
    }
    slurmsd::HttpServer server(
        [&router](const slurmsd::HttpRequest &request) { return router.handle(request); });
    if (const auto done = server.listen({{"127.0.0.1", 0}}); !done) {
        std::fprintf(stderr, "%s\n", done.error().c_str());
        return 1;
    }
    std::printf("%d\n", server.addresses().front().port);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
