// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/statuspage/statuspage.h"

#include "common/shorttext.h"
#include "common/wording.h"
#include "daemon/status/timewords.h"
#include "daemon/statuspage/statuspageparts.h"

#include <QCryptographicHash>
#include <QUrl>

#include <algorithm>

namespace slurmsd {

namespace {

using Health = DaemonStatus::Health;

constexpr std::size_t maxJobs = 200;
constexpr std::size_t maxListed = 50;

struct HealthWord
{
    std::string_view cssClass;
    std::string_view word; // with a sign of its own, for whoever does not see the colour
};

HealthWord healthWord(Health health)
{
    switch (health) {
    case Health::Ok:
        return {"health ok", "✓ OK"};
    case Health::Degraded:
        return {"health degraded", "▲ Degraded"};
    case Health::NotReady:
        return {"health not-ready", "✕ Not ready"};
    }
    Q_UNREACHABLE();
}

std::string targetsUrl(const std::string &job)
{
    return "/targets?prom_job=" + QUrl::toPercentEncoding(QString::fromStdString(job)).toStdString();
}

void writeJob(HtmlWriter &html, const JobStatus &job)
{
    html.nest("tr", {}, [&] {
        html.nest("th", {{"scope", "row"}}, [&] {
            html.element("a", {{"href", targetsUrl(job.name)}}, shortened(job.name, maxNameBytes));
        });
        html.element("td", {{"class", "n"}}, std::to_string(job.port));
        html.element("td", {{"class", job.groups == 0 ? "n zero" : "n"}}, groupedDigits(job.groups));
        html.element("td", {{"class", job.targets == 0 ? "n mind" : "n"}}, groupedDigits(job.targets));
    });
}

void writeList(HtmlWriter &html, const std::vector<std::string> &items)
{
    html.nest("ul", {}, [&] {
        for (std::size_t i = 0; i < std::min(items.size(), maxListed); ++i)
            html.element("li", {}, items[i]);
        if (items.size() > maxListed)
            html.element("li", {}, "and " + groupedDigits(items.size() - maxListed) + " more");
    });
}

void writeEndpoints(HtmlWriter &html)
{
    struct Endpoint
    {
        const char *path;
        const char *what;
    };
    static constexpr Endpoint endpoints[] = {
        {"/targets", "all targets, for Prometheus"}, {"/metrics", "metrics of the daemon"},
        {"/api/v1/status", "this page as JSON"},     {"/api/v1/nodes", "the node list"},
        {"/api/v1/events", "what changed of late"},  {"/api/v1/config", "the config file"},
        {"/-/healthy", "does the process serve?"},   {"/-/ready", "can targets be served?"},
    };
    html.nest("section", {}, [&] {
        html.element("h2", {}, "Endpoints");
        html.nest("ul", {{"class", "links"}}, [&] {
            for (const Endpoint &endpoint : endpoints) {
                html.nest("li", {}, [&] {
                    html.element("a", {{"href", endpoint.path}}, endpoint.path);
                    html.element("span", {{"class", "quiet"}}, std::string(" ") + endpoint.what);
                });
            }
        });
    });
}

void writeHead(HtmlWriter &html, const DaemonStatus &status)
{
    html.nest("head", {}, [&] {
        html.voidElement("meta", {{"charset", "utf-8"}});
        html.voidElement("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
        html.voidElement("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
        html.element("title", {}, std::string(healthWord(status.health).word) + " · prometheus-slurm-sd");
        html.style(statusPageStyle);
    });
}

void writeBody(HtmlWriter &html, const DaemonStatus &status, const std::optional<NodeSearch> &search,
               const std::optional<JobSearch> &jobSearch)
{
    html.nest("header", {}, [&] {
        html.element("h1", {}, "prometheus-slurm-sd " + status.version);
        html.nest("span", {{"class", "quiet"}}, [&] {
            html.text("up " + durationInWords(status.startedAt, status.now) + ", as of ");
            html.element("time", {{"datetime", isoTime(status.now)}}, isoTime(status.now));
        });
    });
    html.nest("main", {}, [&] {
        const HealthWord health = healthWord(status.health);
        html.nest("div", {{"class", health.cssClass}, {"role", "status"}}, [&] {
            html.element("span", {{"class", "word"}}, health.word);
            html.element("p", {}, status.summary);
        });
        writeSearch(html, search, status.now);
        if (jobSearch ||
            std::ranges::any_of(status.jobs, [](const JobStatus &job) { return job.slurmJobs.has_value(); }))
            writeJobSearch(html, jobSearch);
        html.nest("div", {{"class", "columns"}}, [&] {
            html.nest("div", {}, [&] { writeClusters(html, status); });
            html.nest("div", {}, [&] {
                writeJobs(html, status);
                writeConfig(html, status);
                writeEndpoints(html);
            });
        });
    });
}

// The policy lets the page's own style pass and nothing else: whatever slipped through would do nothing.
std::string contentSecurityPolicy()
{
    const QByteArray hash = QCryptographicHash::hash(statusPageStyle, QCryptographicHash::Sha256).toBase64();
    return "default-src 'none'; style-src 'sha256-" + hash.toStdString() +
           "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

} // namespace

void writeTime(HtmlWriter &html, WallTime when, WallTime now)
{
    const bool isPast = when <= now;
    const std::string words =
        isPast ? durationInWords(when, now) + " ago" : "in " + durationInWords(now, when);
    html.nest("time", {{"datetime", isoTime(when)}}, [&] {
        html.element("b", {}, words);
        html.text(", " + clockInWords(when, now));
    });
}

void writeSince(HtmlWriter &html, WallTime since, const FailureStatus &failure, WallTime now)
{
    html.text("since ");
    html.element("time", {{"datetime", isoTime(since)}}, clockInWords(since, now));
    html.text(" (" + durationInWords(since, now) + ", " + std::string(toString(failure.errorClass)) + "): ");
}

std::string pollInWords(std::chrono::milliseconds duration, std::uint64_t bytes)
{
    const auto tenths = [](double number, const char *unit) {
        return QString::number(number, 'f', 1).toStdString() + unit;
    };
    const double kilobytes = static_cast<double>(bytes) / 1000;
    const std::string size =
        bytes < 1'000'000 ? std::to_string((bytes + 999) / 1000) + " kB" : tenths(kilobytes / 1000, " MB");
    return "took " + tenths(std::chrono::duration<double>(duration).count(), " s, ") + size;
}

void writeJobs(HtmlWriter &html, const DaemonStatus &status)
{
    const std::size_t shown = std::min(status.jobs.size(), maxJobs);
    html.nest("section", {}, [&] {
        html.element("h2", {}, "Jobs");
        html.nest("table", {}, [&] {
            html.nest("thead", {}, [&] {
                html.nest("tr", {}, [&] {
                    html.element("th", {{"scope", "col"}}, "Job");
                    for (const char *title : {"port", "groups", "targets"})
                        html.element("th", {{"scope", "col"}, {"class", "n"}}, title);
                });
            });
            html.nest("tbody", {}, [&] {
                for (std::size_t i = 0; i < shown; ++i)
                    writeJob(html, status.jobs[i]);
            });
        });
        std::vector<std::string> warnings;
        for (const JobStatus &job : status.jobs) {
            for (const std::string &warning : job.warnings)
                warnings.push_back(shortened(job.name, maxNameBytes) + ": " + warning);
        }
        writeRefusedJobs(html, status);
        if (!warnings.empty())
            writeNotice(html, "warn", "Conditions that match nothing:", [&] { writeList(html, warnings); });
        if (status.jobs.size() > shown)
            html.element("p", {{"class", "quiet"}},
                         groupedDigits(status.jobs.size() - shown) + " more jobs are in /api/v1/status.");
    });
}

void writeConfig(HtmlWriter &html, const DaemonStatus &status)
{
    const ConfigStatus &config = status.config;
    html.nest("section", {}, [&] {
        html.element("h2", {}, "Config");
        html.nest("dl", {}, [&] {
            writeFact(html, "File", [&] {
                if (config.file.empty())
                    html.text("none, built-in defaults");
                else
                    html.element("code", {}, config.file);
            });
            if (!config.sha256.empty())
                writeFact(html, "SHA-256", [&] {
                    html.element("code", {{"title", config.sha256}}, config.sha256.substr(0, 12));
                });
            writeFact(html, "In force since", [&] { writeTime(html, config.loadedAt, status.now); });
            if (config.lastReload)
                writeFact(html, "Last reload", [&] {
                    html.text(config.reloadProblems.empty() ? "good" : "failed");
                    writeTime(html, *config.lastReload, status.now);
                });
        });
        const auto notice = [&](std::string_view kind, std::string_view title, const auto &items) {
            if (!items.empty())
                writeNotice(html, kind, title, [&] { writeList(html, items); });
        };
        notice("bad", "The last reload failed; the config before it stays in force:", config.reloadProblems);
        notice("note", "Old keys in the file:", config.deprecations);
    });
}

HttpReply statusPage(const DaemonStatus &status, const std::optional<NodeSearch> &search,
                     const std::optional<JobSearch> &jobSearch)
{
    HttpReply reply;
    reply.contentType = "text/html; charset=utf-8";
    reply.headers = {{"Cache-Control", "no-cache"},
                     {"Content-Security-Policy", contentSecurityPolicy()},
                     {"X-Content-Type-Options", "nosniff"},
                     {"Referrer-Policy", "no-referrer"}};
    HtmlWriter html(reply.body);
    html.nest("html", {{"lang", "en"}}, [&] {
        writeHead(html, status);
        html.nest("body", {}, [&] { writeBody(html, status, search, jobSearch); });
    });
    return reply;
}

} // namespace slurmsd
