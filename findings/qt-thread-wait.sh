#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# QThread::wait() of Qt 6.4.2 (Debian 12) returns, and isFinished() is true, while the thread still runs: the destructors of
# its thread-specific data (pthread_key_create(), C++'s thread_local) come later, even after the QThread was deleted. Qt
# 6.11.2 (Debian forky) waits for them.
#
# Guess: who has waited for a thread may take away what its thread-specific data refer to, and a program whose threads
# have all been waited for has none left. Seen with 6.4.2: 2 threads after wait(), and the destructor after that. Where it
# is met: OpenSSL keeps its errors and its random numbers so, and frees them in such destructors; a program that ends just
# after its last QNetworkAccessManager now and then has LeakSanitizer report them (1 of 42 runs on a machine with work to do).
#
# Installs Qt Core in a temporary folder, takes g++, and fails once Qt behaves otherwise.
set -eu
version=6.4.2+dfsg-10
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q "qt6-base-dev=$version" "libqt6core6=$version" libb2-1 libdouble-conversion3 libglib2.0-0 libicu72 \
    libpcre2-16-0 libzstd1 >/dev/null
for package in *.deb; do dpkg -x "$package" root; done

cat >wait.cpp <<'END'
#include <QCoreApplication>
#include <QThread>

#include <atomic>
#include <cstdio>
#include <pthread.h>
#include <unistd.h>

static std::atomic<bool> isFreed = false;

static void slowly(void *)
{
    usleep(300'000);
    isFreed = true;
}

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    static pthread_key_t key;
    pthread_key_create(&key, slowly);
    QThread *thread = QThread::create([] { pthread_setspecific(key, &key); });
    thread->start();
    thread->wait();
    std::printf("Qt %s: after wait() finished %d, freed %d;", qVersion(), thread->isFinished(), isFreed.load());
    delete thread;
    std::printf(" after delete freed %d;", isFreed.load());
    usleep(2'000'000);
    std::printf(" later freed %d\n", isFreed.load());
}
END
headers=root/usr/include/x86_64-linux-gnu/qt6
libraries=root/usr/lib/x86_64-linux-gnu
g++ -std=c++17 -fPIC -I"$headers" -I"$headers/QtCore" wait.cpp -o wait -L"$libraries" -lQt6Core -Wl,-rpath-link,"$libraries"
seen=$(LD_LIBRARY_PATH=$libraries ./wait)
echo "$seen"
[ "$seen" = "Qt 6.4.2: after wait() finished 1, freed 0; after delete freed 0; later freed 1" ]
