// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

// How the bytes of JSON are passed over, 16 at a time: with the compiler's vectors, which are SSE2 on every
// x86-64 and NEON on every arm64, and plain words on others.
namespace slurmsd::jsonbytes {

using Block = std::uint8_t __attribute__((vector_size(16)));

inline Block load(const char *bytes)
{
    Block block;
    std::memcpy(&block, bytes, sizeof block);
    return block;
}

// The index of the first byte that is set (0xff; the others are 0); 16 when there is none. By words: the way
// on every CPU that has no instruction for it.
inline int firstSetByWords(Block block)
{
    const auto words = std::bit_cast<std::array<std::uint64_t, 2>>(block);
    const auto index = [](std::uint64_t word) {
        constexpr bool isLittle = std::endian::native == std::endian::little;
        return (isLittle ? std::countr_zero(word) : std::countl_zero(word)) / 8;
    };
    return words[0] != 0 ? index(words[0]) : 8 + index(words[1]);
}

inline int firstSet(Block block)
{
#ifdef __SSE2__
    // A bit for each byte, and one behind them.
    return std::countr_zero(static_cast<unsigned>(_mm_movemask_epi8(std::bit_cast<__m128i>(block))) |
                            0x10000U);
#else
    return firstSetByWords(block);
#endif
}

inline bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// What ends a run of a string's bytes that mean themselves: its quote, an escape, or a control character.
inline bool isStop(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

// The first byte from `p` on that is no white space, or `end`.
inline const char *skipSpace(const char *p, const char *end)
{
    if (p == end || static_cast<unsigned char>(*p) > ' ')
        return p;
    if (end - p > 1 && isSpace(*p) && static_cast<unsigned char>(p[1]) > ' ')
        return p + 1;
    while (end - p >= 16) {
        const Block block = load(p);
        const int index =
            firstSet(~Block((block == ' ') | (block == '\n') | (block == '\r') | (block == '\t')));
        p += index;
        if (index < 16)
            return p;
    }
    while (p != end && isSpace(*p))
        ++p;
    return p;
}

// The first byte from `p` on that isStop(), or `end`.
inline const char *findStop(const char *p, const char *end)
{
    while (end - p >= 16) {
        const Block block = load(p);
        const int index = firstSet(Block((block == '"') | (block == '\\') | (block < 0x20)));
        p += index;
        if (index < 16)
            return p;
    }
    while (p != end && !isStop(*p))
        ++p;
    return p;
}

} // namespace slurmsd::jsonbytes
