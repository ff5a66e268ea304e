// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <utility>
#include <variant>

namespace slurmsd {

// What a function returns instead of a value when it fails: `return Failure{ConfigProblem{...}};`
template <typename E>
struct Failure
{
    E error;
};
template <typename E>
Failure(E) -> Failure<E>;

// A value or the error that explains why there is none; shaped like std::expected (C++23).
// Reading value() of a failure, or error() of a success, is a programmer's error and asserted.
template <typename T, typename E>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {}
    template <typename F>
    Result(Failure<F> failure)
        : m_content(std::in_place_index<1>, std::move(failure.error))
    {}

    bool hasValue() const { return m_content.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    T &value() &
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_content);
    }
    const T &value() const &
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_content);
    }
    T &&value() && { return std::move(value()); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(value()); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    const E &error() const
    {
        Q_ASSERT(!hasValue());
        return *std::get_if<1>(&m_content);
    }

private:
    std::variant<T, E> m_content;
};

// Success without a value: `return Done{};`
using Done = std::monostate;

} // namespace slurmsd
