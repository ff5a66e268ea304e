// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/apiversion.h"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <charconv>

namespace slurmsd {

namespace {

// The numbers of "v0.0.42"; a part that is none counts as 0.
std::vector<unsigned> numbersOf(std::string_view version)
{
    std::vector<unsigned> numbers;
    const char *const end = version.data() + version.size();
    for (const char *at = version.data() + 1; at < end; ++at) {
        unsigned number = 0;
        at = std::from_chars(at, end, number).ptr;
        numbers.push_back(number);
    }
    return numbers;
}

bool isOlder(std::string_view left, std::string_view right) { return numbersOf(left) < numbersOf(right); }

bool isKnown(std::string_view version)
{
    return !isOlder(version, "v0.0.36") && !isOlder("v0.0.46", version);
}

} // namespace

bool isFromVersion(std::string_view version, std::string_view first) { return !isOlder(version, first); }

std::optional<std::string_view> nodesVersionOf(std::string_view path)
{
    constexpr std::string_view prefix = "/slurm/";
    if (!path.starts_with(prefix))
        return std::nullopt;
    path.remove_prefix(prefix.size());
    if (path.ends_with('/'))
        path.remove_suffix(1);
    const std::string_view version = path.substr(0, path.find('/'));
    const bool isVersion = version.size() > 1 && version.front() == 'v' &&
                           version.find_first_not_of("0123456789.", 1) == version.npos;
    return isVersion && path.substr(version.size()) == "/nodes" ? std::optional(version) : std::nullopt;
}

Result<std::string, PollError> chooseApiVersion(std::span<const std::string> offered)
{
    if (offered.empty())
        return Failure{PollError{PollErrorClass::Http,
                                 "the server's /openapi/v3 names no version of Slurm's API "
                                 "that lists nodes; name one with --slurm.api-version"}};
    // Known ones count as newer than all that are not.
    return *std::ranges::max_element(offered, [](const std::string &left, const std::string &right) {
        return isKnown(left) != isKnown(right) ? isKnown(right) : isOlder(left, right);
    });
}

std::optional<PollError> notOffered(std::string_view version, std::span<const std::string> offered)
{
    if (offered.empty() || std::ranges::find(offered, version) != offered.end())
        return std::nullopt;
    std::vector<std::string> sorted(offered.begin(), offered.end());
    std::ranges::sort(sorted, isOlder);
    std::string list;
    for (const std::string &other : sorted)
        list += (list.empty() ? "" : ", ") + other;
    return PollError{PollErrorClass::Http, "the server has no API version " + std::string(version) +
                                               " (slurm.api_version), it offers " + list +
                                               "; auto takes the newest that both know"};
}

// Follows where in the document the parser is; only keys of `paths` are looked at.
struct ApiVersionSearch::Handler
{
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using Error = boost::system::error_code;
    using View = boost::json::string_view;

    bool enter()
    {
        ++depth;
        return true;
    }
    bool leave()
    {
        --depth;
        return true;
    }
    void appendToKey(View part)
    {
        // Longer than any path of interest: endless keys do not grow memory.
        if (depth <= 2 && key.size() < 256)
            key.append(part.data(), part.size());
    }

    bool on_document_begin(Error &) { return true; }
    bool on_document_end(Error &) { return true; }
    bool on_object_begin(Error &) { return enter(); }
    bool on_object_end(std::size_t, Error &) { return leave(); }
    bool on_array_begin(Error &) { return enter(); }
    bool on_array_end(std::size_t, Error &) { return leave(); }
    bool on_key_part(View part, std::size_t, Error &)
    {
        appendToKey(part);
        return true;
    }
    bool on_key(View part, std::size_t, Error &)
    {
        appendToKey(part);
        if (depth == 1)
            inPaths = key == "paths";
        else if (depth == 2 && inPaths)
            note(nodesVersionOf(key));
        key.clear();
        return true;
    }
    void note(std::optional<std::string_view> version)
    {
        if (version && std::ranges::find(versions, *version) == versions.end())
            versions.emplace_back(*version);
    }
    bool on_string_part(View, std::size_t, Error &) { return true; }
    bool on_string(View, std::size_t, Error &) { return true; }
    bool on_number_part(View, Error &) { return true; }
    bool on_int64(std::int64_t, View, Error &) { return true; }
    bool on_uint64(std::uint64_t, View, Error &) { return true; }
    bool on_double(double, View, Error &) { return true; }
    bool on_bool(bool, Error &) { return true; }
    bool on_null(Error &) { return true; }
    bool on_comment_part(View, Error &) { return true; }
    bool on_comment(View, Error &) { return true; }

    std::size_t depth = 0; // of objects and arrays around the current place
    bool inPaths = false;
    std::string key;
    std::vector<std::string> versions;
};

struct ApiVersionSearch::Parser
{
    boost::json::basic_parser<Handler> json{boost::json::parse_options()};
    Handler &handler() { return json.handler(); }
    boost::system::error_code error;
};

ApiVersionSearch::ApiVersionSearch()
    : m_parser(std::make_unique<Parser>())
{}

ApiVersionSearch::~ApiVersionSearch() = default;

bool ApiVersionSearch::feed(std::string_view chunk)
{
    Parser &parser = *m_parser;
    if (!parser.error)
        parser.json.write_some(true, chunk.data(), chunk.size(), parser.error);
    return !parser.error;
}

Result<std::vector<std::string>, PollError> ApiVersionSearch::finish()
{
    Parser &parser = *m_parser;
    if (!parser.error)
        parser.json.write_some(false, nullptr, 0, parser.error);
    if (parser.error)
        return Failure{
            PollError{PollErrorClass::Parse, "the answer to GET /openapi/v3 is not complete JSON"}};
    return std::move(parser.handler().versions);
}

} // namespace slurmsd
