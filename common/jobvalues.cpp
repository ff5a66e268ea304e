// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobvalues.h"

#include "common/asciitext.h"
#include "common/enumnames.h"
#include "common/hostlist.h"
#include "common/wording.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace slurmsd {

namespace {

constexpr EnumNames<AddressSource::Name> addressSources{"address", "hostname", "name"};

bool isControlOrSpace(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Failure<std::string> unexpected(std::string_view expected, std::string_view text)
{
    return {"expected " + std::string(expected) + ", got " + inQuotes(text)};
}

// What word processors make of quotes: a part of no name in Slurm, and easy to overlook.
ValueResult<std::string> withoutTypographicQuotes(ValueResult<std::string> value)
{
    constexpr std::array<std::string_view, 9> quotes{"“", "”", "„", "‟", "‘", "’", "‚", "«", "»"};
    const auto isIn = [&value](std::string_view quote) { return value->find(quote) != std::string::npos; };
    const auto quote = value ? std::ranges::find_if(quotes, isIn) : quotes.end();
    if (quote == quotes.end())
        return value;
    return Failure{inQuotes(*value) + " has a typographic quote, " + std::string(*quote) +
                   ", in it; YAML's quotes are \" and '"};
}

// "[gpu, mig]" for "gpu,mig".
std::string asYamlList(std::string_view text, char separator)
{
    std::string list = "[";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (const std::string_view item = trimmed(text.substr(0, end)); !item.empty())
            (list += list.size() > 1 ? ", " : "") += item;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return list + ']';
}

// "gpu[001-128]" for "gpu{001..128}", as a shell writes it.
std::string asHostlist(std::string text)
{
    std::ranges::replace(text, '{', '[');
    std::ranges::replace(text, '}', ']');
    for (std::size_t at = text.find(".."); at != std::string::npos; at = text.find("..", at))
        text.replace(at, 2, "-");
    return text;
}

// What makes a hostlist one that no node could be in; nothing when there is no such thing.
std::optional<std::string> hostlistSlip(std::string_view text)
{
    if (text == "ALL")
        return "no node has the name ALL; without match.nodes, the job is for all nodes";
    const std::size_t at = text.find_first_of("*?{}!&()@/|;^$\\");
    if (at == std::string_view::npos)
        return text.find("..") == std::string_view::npos
                   ? std::nullopt
                   : std::optional<std::string>("a range is written as in gpu[001-128]");
    switch (text[at]) {
    case '*':
    case '?':
    case '^':
    case '$':
    case '\\':
        return "a hostlist has no patterns; name the nodes, as in gpu[001-128], or choose by "
               "match.partitions";
    case '{':
    case '}':
        return "did you mean " + inQuotes(asHostlist(std::string(text))) + '?';
    case '!':
    case '&':
        return "a hostlist cannot leave out nodes; name those that are meant, as in gpu[001-004,006-010]";
    case '/':
        return "no node has a / in its name, and files are not read";
    case '|':
    case ';':
        return "names are parted by commas";
    default:
        return std::string("no node has a ") + text[at] + " in its name";
    }
}

// What was probably meant by a text that is no GRES: the end of a message.
std::string gresSuggestion(std::string_view text)
{
    if (text.find(',') != std::string_view::npos)
        return "; did you mean " + asYamlList(text, ',') + '?';
    constexpr std::string_view tresPrefix = "gres/"; // as in TRES: gres/gpu:a100=4
    std::string meant(text.substr(asciiLower(text).starts_with(tresPrefix) ? tresPrefix.size() : 0));
    meant.erase(std::min(meant.find_first_of("=("), meant.size())); // a count, the sockets
    std::erase(meant, '*');
    std::ranges::replace(meant, '/', ':');
    const std::size_t colon = meant.find(':');
    if (colon != std::string::npos)
        meant.erase(std::min(meant.find(':', colon + 1), meant.size())); // a count
    while (meant.ends_with(':'))
        meant.pop_back();
    const std::string name = asciiLower(std::string_view(meant).substr(0, meant.find(':')));
    meant.replace(0, name.size(), name);
    return meant.empty() || meant == text ? std::string() : "; did you mean " + inQuotes(meant) + '?';
}

// Slurm's own names of GRES, which tell upper from lower case.
bool isMiscasedGres(std::string_view text)
{
    constexpr std::array<std::string_view, 4> known{"gpu", "mps", "nic", "shard"};
    const std::string_view name = text.substr(0, text.find(':'));
    return std::ranges::find(known, asciiLower(name)) != known.end() &&
           std::ranges::find(known, name) == known.end();
}

// Does a regular expression have a comma that is no part of {1,3} or of [a,b]?
bool hasBareComma(std::string_view pattern)
{
    int depth = 0;
    for (const char c : pattern) {
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        else if (c == ',' && depth <= 0)
            return true;
    }
    return false;
}

// What is within the brackets or parentheses around all of it: "a100|h100" of "[a100|h100]".
std::string_view withoutBrackets(std::string_view text) { return trimmed(text, "[]()"); }

} // namespace

ValueResult<std::string> parseJobName(std::string_view text)
{
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || !parseHeaderValue(text))
        return unexpected("a job's name", text);
    return std::string(text);
}

ValueResult<AddressSource> parseAddressSource(std::string_view text)
{
    if (const auto source = addressSources.find(text))
        return *source;
    return unexpected("address, hostname or name", text);
}

std::string_view toString(AddressSource source) { return addressSources[source]; }

ValueResult<std::string> parseAddressTemplate(std::string_view text)
{
    constexpr std::string_view what = "a host name with {node}, {hostname} or {address} in it";
    constexpr std::size_t maxBytes = 255;
    bool hasPlace = false;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t begin = rest.find_first_of("{}");
        if (begin == std::string_view::npos)
            break;
        const std::size_t end = rest.find('}', begin);
        const std::string_view place =
            rest.substr(begin, end == std::string_view::npos ? end : end - begin + 1);
        if (place != "{node}" && place != "{hostname}" && place != "{address}")
            return unexpected(what, text);
        hasPlace = true;
        rest.remove_prefix(begin + place.size());
    }
    if (!hasPlace || text.size() > maxBytes)
        return unexpected(what, text);
    if (text.find_first_of("/:[]@?#,") != std::string_view::npos ||
        std::ranges::any_of(text, isControlOrSpace))
        return unexpected("a host name alone, without scheme, port and path", text);
    return std::string(text);
}

ValueResult<FieldLabel> parseFieldSource(std::string_view text)
{
    const std::size_t dot = text.find('.');
    const std::string_view field = text.substr(0, dot);
    const std::string_view key = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    const bool isKey =
        !key.empty() && key.front() != '.' && key.back() != '.' && key.find("..") == std::string_view::npos &&
        std::ranges::none_of(key, isControlOrSpace) && key.find_first_of("=,;\"") == std::string_view::npos;
    if ((field != "extra" && field != "comment") || !isKey)
        return Failure{unexpected("a key of a node's extra or comment, such as extra.rack", text).error};
    return FieldLabel{{}, field == "extra" ? LabelKind::Extra : LabelKind::Comment, std::string(key)};
}

ValueResult<LabelKind> parseLabelKind(std::string_view text)
{
    if (const auto kind = labelKindFromString(text))
        return *kind;
    return Failure{unexpected("a label", text).error + "; " +
                   (slurmJobLabelFromString(text) ? "it is one of role: job; " : "") +
                   suggestion(text, labelKindNames())};
}

ValueResult<StateClass> parseStateClass(std::string_view text)
{
    if (const auto stateClass = stateClassFromString(text))
        return *stateClass;
    std::array<std::string_view, allStateClasses.size()> names;
    std::ranges::transform(allStateClasses, names.begin(), [](StateClass known) { return toString(known); });
    return Failure{unexpected("a state", text).error + "; " + suggestion(text, names)};
}

ValueResult<std::string> parsePattern(std::string_view text)
{
    const QString pattern = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (const QString &form : {pattern, QRegularExpression::anchoredPattern(pattern)}) {
        const QRegularExpression expression(form);
        if (!expression.isValid())
            return Failure{unexpected("a regular expression", text).error + ": " +
                           expression.errorString().toStdString()};
    }
    return text.empty() ? ValueResult<std::string>(unexpected("a regular expression", text))
                        : std::string(text);
}

ValueResult<std::string> parsePartitionPattern(std::string_view text)
{
    auto pattern = withoutTypographicQuotes(parsePattern(text));
    if (!pattern && text.starts_with('*'))
        return Failure{pattern.error() + "; did you mean " + inQuotes('.' + std::string(text)) + '?'};
    if (!pattern && text.find('[') != std::string_view::npos)
        return Failure{pattern.error() + "; partitions are chosen by regular expressions, not by hostlists"};
    if (pattern && hasBareComma(text))
        return Failure{unexpected("a regular expression for the name of a partition", text).error +
                       "; no partition has a comma in its name: did you mean " + asYamlList(text, ',') + '?'};
    return pattern;
}

ValueResult<std::string> parseFeature(std::string_view text)
{
    auto feature = withoutTypographicQuotes(parseItemName(text));
    if (!feature && text.find_first_of(", ") != std::string_view::npos)
        return Failure{feature.error() + "; did you mean " +
                       asYamlList(text, text.find(',') == std::string_view::npos ? ' ' : ',') + '?'};
    const std::size_t sign = feature ? text.find_first_of("&|") : std::string_view::npos;
    if (sign == std::string_view::npos)
        return feature;
    const std::string message = unexpected("the name of a feature", text).error;
    if (text[sign] == '|')
        return Failure{message + "; did you mean " + asYamlList(withoutBrackets(text), '|') +
                       ", which is for nodes with one of them?"};
    return Failure{message +
                   "; that a node has both cannot be asked for here: name one, and keep the other with "
                   "relabel_configs on __meta_slurm_features"};
}

ValueResult<std::string> parseItemName(std::string_view text)
{
    if (text.empty() || text.find(',') != std::string_view::npos ||
        std::ranges::any_of(text, isControlOrSpace))
        return unexpected("a name without commas and spaces", text);
    return std::string(text);
}

ValueResult<std::string> parseGres(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const bool isName =
        parseItemName(text) && colon != 0 && colon + 1 != text.size() &&
        (colon == std::string_view::npos || text.find(':', colon + 1) == std::string_view::npos);
    if (!isName || text.find_first_of("/*=()") != std::string_view::npos || isMiscasedGres(text))
        return Failure{unexpected("a GRES such as gpu or gpu:a100", text).error + gresSuggestion(text)};
    return withoutTypographicQuotes(std::string(text));
}

ValueResult<std::string> parseHostlist(std::string_view text)
{
    if (const auto slip = hostlistSlip(text))
        return Failure{"hostlist " + inQuotes(text) + ": " + *slip};
    if (const auto count = countHostlist(text); !count)
        return Failure{count.error()};
    return withoutTypographicQuotes(std::string(text));
}

ValueResult<std::string> parseExtraHostlist(std::string_view text)
{
    auto hostlist = parseHostlist(text);
    if (!hostlist)
        return hostlist;
    const auto hosts = expandHostlist(*hostlist);
    for (const std::string &host : *hosts) {
        if (std::ranges::count(host, ':') == 1)
            return unexpected("hosts without ports, which are those of the job", host);
        if (host.find_first_of("@?#=") != std::string::npos)
            return unexpected("hosts", host);
    }
    return hostlist;
}

ValueResult<std::string> parseScheme(std::string_view text)
{
    return text == "http" || text == "https" ? ValueResult<std::string>(std::string(text))
                                             : unexpected("http or https", text);
}

ValueResult<std::string> parseMetricsPath(std::string_view text)
{
    if (!text.starts_with('/') || text.find_first_of("?#") != std::string_view::npos ||
        std::ranges::any_of(text, isControlOrSpace))
        return unexpected("a path such as /metrics", text);
    return std::string(text);
}

ValueResult<std::chrono::milliseconds> parseScrapeTime(std::string_view text) { return parseTimeout(text); }

std::optional<std::string> scrapeTimesProblem(const JobConfig &job)
{
    if (job.scrapeInterval.count() == 0 || job.scrapeTimeout <= job.scrapeInterval)
        return {};
    return "expected at most scrape_interval, " + formatDuration(job.scrapeInterval) + ", got " +
           formatDuration(job.scrapeTimeout);
}

ValueResult<std::string> parseStaticLabelName(std::string_view text)
{
    const bool isName = !text.empty() && std::ranges::all_of(text, isWordCharacter) &&
                        !(text.front() >= '0' && text.front() <= '9');
    if (!isName)
        return unexpected("a label name of letters, digits and _, not starting with a digit", text);
    constexpr std::array<std::string_view, 5> reserved{"__address__", "__scheme__", "__metrics_path__",
                                                       "__meta_state", "__meta_architecture"};
    if (std::ranges::find(reserved, text) != reserved.end() || text.starts_with("__meta_slurm_") ||
        text.starts_with("__param_"))
        return Failure{"the label " + inQuotes(text) + " is made from other settings and cannot be set here"};
    return std::string(text);
}

ValueResult<std::string> parseParamName(std::string_view text)
{
    if (text.empty() || !std::ranges::all_of(text, isWordCharacter))
        return unexpected("a parameter name of letters, digits and _", text);
    return std::string(text);
}

} // namespace slurmsd
