// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodesort.h"

#include "common/asciitext.h"

#include <algorithm>
#include <array>
#include <compare>
#include <type_traits>
#include <utility>

namespace slurmsd {

namespace {

// The start of a text as numbers that compare as the texts do in natural order, if they differ at all. A run
// of digits is its length, as a digit (from nine on '9' and a byte), and its digits without leading zeros.
// That an IPv4 address fits in is what the size is for.
class NaturalKey
{
public:
    explicit NaturalKey(std::string_view text)
    {
        while (!text.empty() && m_size < maxSize) {
            if (isDigit(text.front())) {
                addNumber(text);
            } else {
                add(static_cast<unsigned char>(text.front()));
                text.remove_prefix(1);
            }
        }
        m_isWhole = m_isWhole && text.empty();
    }

    friend std::strong_ordering operator<=>(const NaturalKey &left, const NaturalKey &right)
    {
        return left.m_words <=> right.m_words;
    }

    // Do two texts with this key have to be equal?
    bool isWhole() const { return m_isWhole; }

private:
    static constexpr std::size_t wordSize = 8;
    static constexpr std::size_t maxSize = 3 * wordSize;

    void addNumber(std::string_view &text)
    {
        const auto end = std::ranges::find_if_not(text, isDigit);
        const auto first = std::find_if(text.begin(), end, [](char c) { return c != '0'; });
        constexpr std::ptrdiff_t maxDigits = 255;
        const std::ptrdiff_t digits = std::min(end - first, maxDigits);
        m_isWhole = m_isWhole && first == text.begin() && digits < maxDigits;
        constexpr std::ptrdiff_t longRun = 9;
        add(static_cast<unsigned char>('0' + std::min(digits, longRun)));
        if (digits >= longRun)
            add(static_cast<unsigned char>(digits));
        std::for_each(first, first + digits, [this](char c) { add(static_cast<unsigned char>(c)); });
        text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    }

    void add(unsigned char byte)
    {
        m_isWhole = m_isWhole && byte != 0 && m_size < maxSize;
        if (m_size == maxSize)
            return;
        m_words[m_size / wordSize] |= std::uint64_t{byte} << (56 - 8 * (m_size % wordSize));
        ++m_size;
    }

    std::array<std::uint64_t, maxSize / wordSize> m_words{};
    unsigned char m_size = 0;
    bool m_isWhole = true;
};

// Sorts by a key that is made once for each row.
void sortByKey(std::vector<NodeRow> &rows, Qt::SortOrder order, const auto &keyOf, const auto &compare)
{
    using Key = std::decay_t<decltype(keyOf(rows.front()))>;
    std::vector<std::pair<Key, std::uint32_t>> keys;
    keys.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keys.emplace_back(keyOf(rows[i]), static_cast<std::uint32_t>(i));
    const auto before = [&](const auto &left, const auto &right) {
        const auto is = compare(left, right);
        if (std::is_neq(is))
            return order == Qt::AscendingOrder ? std::is_lt(is) : std::is_gt(is);
        return left.second < right.second;
    };
    if (std::ranges::is_sorted(keys, before))
        return;
    std::ranges::sort(keys, before);
    std::vector<NodeRow> sorted;
    sorted.reserve(rows.size());
    for (const auto &key : keys)
        sorted.push_back(rows[key.second]);
    rows = std::move(sorted);
}

void sortByNumber(std::vector<NodeRow> &rows, Qt::SortOrder order, const auto &numberOf)
{
    sortByKey(rows, order, numberOf,
              [](const auto &left, const auto &right) { return left.first <=> right.first; });
}

void sortByText(std::vector<NodeRow> &rows, Qt::SortOrder order, NodeColumn column)
{
    const auto compare = [&rows, column](const auto &left, const auto &right) {
        const auto byKey = left.first <=> right.first;
        if (std::is_neq(byKey) || (left.first.isWhole() && right.first.isWhole()))
            return byKey;
        const std::string_view leftText = nodeColumnView(rows[left.second], column);
        const std::string_view rightText = nodeColumnView(rows[right.second], column);
        return compareNaturally(leftText, rightText);
    };
    sortByKey(
        rows, order, [column](const NodeRow &row) { return NaturalKey(nodeColumnView(row, column)); },
        compare);
}

std::strong_ordering compare(const NodeRow &left, const NodeRow &right, NodeColumn column)
{
    if (column == NodeColumn::State)
        return stateRank(left.node->stateClass) <=> stateRank(right.node->stateClass);
    if (isNumberColumn(column))
        return nodeColumnNumber(left, column) <=> nodeColumnNumber(right, column);
    return compareNaturally(nodeColumnView(left, column), nodeColumnView(right, column));
}

} // namespace

std::vector<NodeRow> mergeNodeRows(const std::vector<NodeRow> &rows, const std::vector<NodeRow> &moved,
                                   NodeColumn column, Qt::SortOrder order,
                                   const std::vector<std::uint32_t> &places)
{
    const auto before = [&](const NodeRow &left, const NodeRow &right) {
        const auto is = compare(left, right, column);
        if (std::is_neq(is))
            return order == Qt::AscendingOrder ? std::is_lt(is) : std::is_gt(is);
        return places[left.id] < places[right.id];
    };
    std::vector<NodeRow> merged;
    merged.reserve(rows.size() + moved.size());
    auto from = rows.begin();
    for (const NodeRow &row : moved) {
        const auto to = std::upper_bound(from, rows.end(), row, before);
        merged.insert(merged.end(), from, to);
        merged.push_back(row);
        from = to;
    }
    merged.insert(merged.end(), from, rows.end());
    return merged;
}

void sortNodeRows(std::vector<NodeRow> &rows, NodeColumn column, Qt::SortOrder order)
{
    if (rows.empty())
        return;
    if (column == NodeColumn::State)
        sortByNumber(rows, order, [](const NodeRow &row) { return stateRank(row.node->stateClass); });
    else if (isNumberColumn(column))
        sortByNumber(rows, order, [column](const NodeRow &row) { return nodeColumnNumber(row, column); });
    else
        sortByText(rows, order, column);
}

} // namespace slurmsd
