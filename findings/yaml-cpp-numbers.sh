#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What number a scalar is depends in yaml-cpp 0.7.0 (Debian 12) on the type that is asked for: 010 is 8 as an int and 10 as
# a double, 08 no int but 8 as a double, 0x10 16 as an int and no double. YAML 1.2's own octal, 0o10, is neither.
# So a port of 010 becomes 8, and a duration read as a double is ten.
#
# Guess: YAML 1.2's core schema, which the project says it has (010 is ten, 0o10 eight, whatever they are read into).
#
# Installs libyaml-cpp in a temporary folder, compiles a program with the system's g++, and fails once it behaves otherwise.
set -eu
version=0.7.0+dfsg-8+b1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q "libyaml-cpp-dev=$version" "libyaml-cpp0.7=$version" >/dev/null
for package in *.deb; do
    dpkg -x "$package" root
done
lib=root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
cat >numbers.cpp <<'END'
#include <yaml-cpp/yaml.h>

#include <iostream>

template<typename T> void print(const char *type, const char *text)
{
    std::cout << ' ' << type << ' ';
    try {
        std::cout << YAML::Load(text).as<T>();
    } catch (const YAML::BadConversion &) {
        std::cout << "none";
    }
}

int main()
{
    for (const char *text : {"10", "010", "08", "0o10", "0x10"}) {
        std::cout << text << ':';
        print<int>("int", text);
        print<double>("double", text);
        std::cout << '\n';
    }
}
END
g++ -isystem root/usr/include numbers.cpp -L"$lib" -lyaml-cpp -o numbers
LD_LIBRARY_PATH=$lib ./numbers | tee seen
diff seen - <<'END'
10: int 10 double 10
010: int 8 double 10
08: int none double 8
0o10: int none double none
0x10: int 16 double none
END
