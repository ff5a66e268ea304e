// SPDX-License-Identifier: GPL-3.0-or-later
// Opens IDLE connections to a running daemon, each of which is served once and then waits, and ACTIVE ones
// that ask again as soon as they are answered, for SECONDS; from loopback addresses of its own, 127.0.1.x.
// Then asks on every idle one again. Prints what was held and served, and what the daemon uses.
//
//   bench_connections HOST PORT PATH PID [IDLE] [ACTIVE] [SECONDS]
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <string>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr int sources = 16; // addresses that the connections come from

struct Connection
{
    int descriptor = -1;
    std::string head;
    long missing = -1; // bytes of the body; -1: the head is not there yet
    Clock::time_point asked;
    long replies = 0;
};

sockaddr_in addressOf(const char *host, int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, host, &address.sin_addr);
    return address;
}

int connectFrom(int source, const sockaddr_in &server)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(descriptor, SOL_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    const std::string host = "127.0.1." + std::to_string(source % sources + 1);
    const sockaddr_in from = addressOf(host.c_str(), 0);
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0 ||
        ::connect(descriptor, reinterpret_cast<const sockaddr *>(&server), sizeof server) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

void ask(Connection &connection, const std::string &request)
{
    connection.head.clear();
    connection.missing = -1;
    connection.asked = Clock::now();
    if (::send(connection.descriptor, request.data(), request.size(), MSG_NOSIGNAL) < 0)
        connection.missing = -1;
}

enum class Progress { More, Served, Lost };

// Takes what has come. Anything but a 200 is a loss.
Progress take(Connection &connection)
{
    static std::array<char, 262144> buffer;
    const ssize_t size = ::recv(connection.descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size <= 0)
        return size < 0 && errno == EAGAIN ? Progress::More : Progress::Lost;
    if (connection.missing < 0) {
        connection.head.append(buffer.data(), static_cast<std::size_t>(size));
        const std::size_t end = connection.head.find("\r\n\r\n");
        if (end == std::string::npos)
            return Progress::More;
        const std::size_t length = connection.head.find("Content-Length: ");
        if (connection.head.compare(9, 3, "200") != 0 || length > end)
            return Progress::Lost;
        connection.missing = std::atol(connection.head.c_str() + length + 16) -
                             static_cast<long>(connection.head.size() - end - 4);
    } else {
        connection.missing -= size;
    }
    if (connection.missing > 0)
        return Progress::More;
    ++connection.replies;
    return Progress::Served;
}

// Asks on each and waits for the answers, a hundred at a time. How many were served?
std::size_t serveAll(std::vector<Connection> &connections, const std::string &request)
{
    std::size_t served = 0;
    for (std::size_t begin = 0; begin < connections.size(); begin += 100) {
        const std::size_t end = std::min(begin + 100, connections.size());
        for (std::size_t i = begin; i < end; ++i)
            ask(connections[i], request);
        for (std::size_t i = begin; i < end; ++i) {
            Progress progress = Progress::More;
            const auto last = Clock::now() + std::chrono::seconds(10);
            while (progress == Progress::More && Clock::now() < last) {
                char byte = 0;
                [[maybe_unused]] const ssize_t waited = ::recv(connections[i].descriptor, &byte, 1, MSG_PEEK);
                progress = take(connections[i]);
            }
            served += progress == Progress::Served ? 1 : 0;
        }
    }
    return served;
}

long statusOf(const std::string &pid, const std::string &name)
{
    std::ifstream status("/proc/" + pid + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ":"))
            return std::atol(line.c_str() + name.size() + 1);
    }
    return -1;
}

// User and system time in milliseconds.
long cpuOf(const std::string &pid)
{
    std::ifstream stat("/proc/" + pid + "/stat");
    std::string text;
    std::getline(stat, text);
    long user = 0;
    long system = 0;
    std::sscanf(text.c_str() + text.rfind(')'), ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
                &user, &system);
    return (user + system) * 1000 / ::sysconf(_SC_CLK_TCK);
}

void printUse(const char *when, const std::string &pid)
{
    long descriptors = 0;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/" + pid + "/fd", error))
        descriptors += entry.exists() ? 1 : 0;
    std::printf("%-28s RSS %.1f MiB, peak %.1f MiB, %ld descriptors\n", when,
                static_cast<double>(statusOf(pid, "VmRSS")) / 1024,
                static_cast<double>(statusOf(pid, "VmHWM")) / 1024, descriptors);
}

std::vector<Connection> open(std::size_t count, const sockaddr_in &server)
{
    std::vector<Connection> connections;
    for (std::size_t i = 0; i < count; ++i) {
        Connection connection;
        connection.descriptor = connectFrom(static_cast<int>(i), server);
        if (connection.descriptor >= 0)
            connections.push_back(std::move(connection));
    }
    return connections;
}

void runActive(std::vector<Connection> &active, const std::string &request, std::chrono::seconds duration,
               const std::string &pid)
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    for (Connection &connection : active) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &connection;
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, connection.descriptor, &event);
        ask(connection, request);
    }
    std::vector<double> latencies; // milliseconds
    std::size_t lost = 0;
    const long cpuBefore = cpuOf(pid);
    const auto begin = Clock::now();
    while (Clock::now() - begin < duration) {
        std::array<epoll_event, 256> events{};
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < count; ++i) {
            auto &connection = *static_cast<Connection *>(events.at(static_cast<std::size_t>(i)).data.ptr);
            const Progress progress = take(connection);
            if (progress == Progress::Served) {
                latencies.push_back(
                    std::chrono::duration<double, std::milli>(Clock::now() - connection.asked).count());
                ask(connection, request);
            } else if (progress == Progress::Lost) {
                ++lost;
                ::close(connection.descriptor);
            }
        }
    }
    const long cpu = cpuOf(pid) - cpuBefore;
    ::close(epoll);
    std::sort(latencies.begin(), latencies.end());
    const auto silent = std::count_if(active.begin(), active.end(),
                                      [](const Connection &connection) { return connection.replies == 0; });
    const double seconds = std::chrono::duration<double>(duration).count();
    const double count = static_cast<double>(std::max<std::size_t>(latencies.size(), 1));
    std::printf("active: %zu, lost %zu, never served %td; %.0f requests/s, %.1f us CPU each, ", active.size(),
                lost, silent, static_cast<double>(latencies.size()) / seconds,
                static_cast<double>(cpu) * 1000 / count);
    if (!latencies.empty())
        std::printf("latency p50 %.1f ms, p99 %.1f ms", latencies[latencies.size() / 2],
                    latencies[latencies.size() * 99 / 100]);
    std::printf("\n");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 5) {
        std::fprintf(stderr, "usage: %s HOST PORT PATH PID [IDLE] [ACTIVE] [SECONDS]\n", argv[0]);
        return 2;
    }
    const auto number = [&](int index, long otherwise) {
        return argc > index ? std::atol(argv[index]) : otherwise;
    };
    const sockaddr_in server = addressOf(argv[1], std::atoi(argv[2]));
    const std::string request = std::string("GET ") + argv[3] + " HTTP/1.1\r\nHost: bench\r\n\r\n";
    const std::string pid = argv[4];
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    printUse("before:", pid);
    auto idle = open(static_cast<std::size_t>(number(5, 10000)), server);
    std::printf("idle: %zu open, %zu served\n", idle.size(), serveAll(idle, request));
    ::sleep(3);
    printUse("with the idle ones:", pid);
    const long cpuBefore = cpuOf(pid);
    ::sleep(5);
    std::printf("idle: %.1f ms CPU a second\n", static_cast<double>(cpuOf(pid) - cpuBefore) / 5);

    auto active = open(static_cast<std::size_t>(number(6, 1000)), server);
    runActive(active, request, std::chrono::seconds(number(7, 10)), pid);
    printUse("with all:", pid);
    std::printf("idle: %zu served again\n", serveAll(idle, request));
    return 0;
}
