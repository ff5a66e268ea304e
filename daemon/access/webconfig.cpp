// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webconfig.h"

#include "common/configyaml.h"
#include "common/enumnames.h"
#include "common/wording.h"
#include "common/yamlreader.h"
#include "daemon/access/bcrypthash.h"
#include "daemon/access/tlsnames.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

constexpr std::string_view fileSuffix = "_file";

ValueResult<TlsVersion> parseTlsVersion(std::string_view text)
{
    constexpr EnumNames<TlsVersion::Tls13> names{"TLS12", "TLS13"};
    if (const auto version = names.find(text))
        return *version;
    const bool isOld = text == "TLS10" || text == "TLS11";
    return Failure{"expected TLS12 or TLS13, got " + inQuotes(text) + (isOld ? ", which is not safe" : "")};
}

ValueResult<ClientAuth> parseClientAuth(std::string_view text)
{
    constexpr EnumNames<ClientAuth::RequireAndVerifyClientCert> names{
        "NoClientCert", "RequestClientCert", "RequireAnyClientCert", "VerifyClientCertIfGiven",
        "RequireAndVerifyClientCert"};
    if (text.empty())
        return ClientAuth::NoClientCert;
    if (text == "RequireClientCert") // the toolkit's first name of it
        return ClientAuth::RequireAnyClientCert;
    if (const auto type = names.find(text))
        return *type;
    return Failure{"unknown type " + inQuotes(text) + "; " + suggestion(text, names.all())};
}

struct AllowedHeader
{
    std::string_view name;
    std::vector<std::string_view> values; // empty: any
};

// As in the toolkit, so that a file means the same to each of its programs.
const std::array<AllowedHeader, 5> &allowedHeaders()
{
    static const std::array<AllowedHeader, 5> headers{{
        {"Content-Security-Policy", {}},
        {"Strict-Transport-Security", {}},
        {"X-Content-Type-Options", {"nosniff"}},
        {"X-Frame-Options", {"deny", "sameorigin"}},
        {"X-XSS-Protection", {}},
    }};
    return headers;
}

ValueResult<std::string> parseAllowedHeader(const AllowedHeader &header, std::string_view text)
{
    auto value = parseHeaderValue(text);
    if (!value || text.empty() || header.values.empty() ||
        std::ranges::find(header.values, text) != header.values.end())
        return value;
    std::string expected;
    for (const std::string_view allowed : header.values)
        expected += (expected.empty() ? "" : " or ") + std::string(allowed);
    return Failure{"expected " + expected + ", got " + inQuotes(text)};
}

// A hash or a key as a map's key would be repeated by every problem below it: by mistake a name and its hash
// may have changed places, or a key's text may not be indented.
void dropSecretKeys(YamlNode &node, const YamlPath &path, ProblemList &problems)
{
    std::erase_if(node.entries, [&](const YamlEntry &entry) {
        const bool isSecret =
            entry.key.starts_with("$2") || entry.key.find("PRIVATE KEY") != std::string::npos;
        if (isSecret)
            problems.add(entry.keyMark, path.toString(),
                         "a hash or private key stands where a name is expected");
        return isSecret;
    });
    for (YamlEntry &entry : node.entries)
        dropSecretKeys(entry.value, YamlPath(path, entry.key), problems);
    for (std::size_t i = 0; i < node.items.size(); ++i)
        dropSecretKeys(node.items[i], YamlPath(path, i), problems);
}

// Reads a whole web config from its tree.
class WebConfigReader
{
public:
    WebConfigReader(ProblemList &problems, std::string_view directory)
        : m_problems(problems)
        , m_directory(directory)
    {}

    WebConfigFile read(const YamlNode &root)
    {
        const YamlPath path;
        MapReader keys(root, root.mark, path, m_problems);
        readSection(keys, "tls_server_config", [this](MapReader &tls, const YamlEntry &entry) {
            // All that is given in it would be ignored without a certificate.
            if (!entry.value.entries.empty())
                readTls(tls, entry.keyMark);
        });
        readSection(keys, "http_server_config",
                    [this](MapReader &http, const YamlEntry &) { readHttp(http); });
        if (const YamlEntry *entry = keys.take("basic_auth_users"))
            readUsers(*entry, YamlPath(path, entry->key));
        refuse(keys, "rate_limit", "is not supported; a proxy before this server can limit rates");
        keys.finish();
        return std::move(m_config);
    }

private:
    // Calls `visit` (MapReader &, const YamlEntry &) with the section when it is there.
    template <typename Visit>
    void readSection(MapReader &parent, std::string_view key, Visit visit)
    {
        const YamlEntry *entry = parent.take(key);
        if (!entry)
            return;
        const YamlPath path(parent.path(), key);
        MapReader section(entry->value, entry->mark(), path, m_problems);
        visit(section, *entry);
        section.finish();
    }

    static void refuse(MapReader &keys, std::string_view key, std::string message)
    {
        if (const YamlEntry *entry = keys.takeUnlisted(key))
            keys.problem(*entry, std::move(message));
    }

    void readTls(MapReader &keys, YamlMark mark)
    {
        TlsServerConfig tls;
        tls.certificate = readPem(keys, "cert_file");
        tls.key = readPem(keys, "key_file");
        tls.clientCa = readPem(keys, "client_ca_file");
        readClientAuth(keys, tls);
        keys.read("min_version", tls.minVersion, parseTlsVersion);
        keys.read("max_version", tls.maxVersion, parseTlsVersion);
        keys.readSet("cipher_suites", tls.cipherSuites, parseGoCipherSuite);
        keys.readSet("curve_preferences", tls.curves, parseGoCurve);
        keys.read("prefer_server_cipher_suites", tls.prefersServerCiphers, parseBool);
        refuse(keys, "client_allowed_sans",
               "is not supported; a CA of its own for those who may enter does the same");
        for (const std::string_view fileKey : {"cert_file", "key_file"}) {
            if (!givenPem(keys, fileKey))
                m_problems.add(mark, keys.path().toString(), "needs " + std::string(fileKey));
        }
        checkVersions(keys, tls);
        m_config.tls = std::move(tls);
    }

    // "cert_file", or "cert" with the text itself.
    PemSource readPem(MapReader &keys, std::string_view fileKey)
    {
        const std::string_view textKey = fileKey.substr(0, fileKey.size() - fileSuffix.size());
        PemSource pem;
        keys.read(fileKey, pem.file, parseHeaderValue);
        keys.read(textKey, pem.text, parseAnyText);
        if (!pem.file.empty() && !pem.text.empty())
            keys.problem(*keys.find(textKey),
                         "given as " + std::string(fileKey) + " too; leave one of them out");
        if (!pem.file.empty() && !pem.file.starts_with('/') && !m_directory.empty())
            pem.file = std::string(m_directory) + '/' + pem.file;
        return pem;
    }

    // An empty text counts as none, as in the toolkit.
    static const YamlEntry *given(const MapReader &keys, std::string_view key)
    {
        const YamlEntry *entry = keys.find(key);
        return entry && (entry->value.kind != YamlNode::Kind::Scalar || !entry->value.text.empty()) ? entry
                                                                                                    : nullptr;
    }

    static const YamlEntry *givenPem(const MapReader &keys, std::string_view fileKey)
    {
        const YamlEntry *entry = given(keys, fileKey);
        return entry ? entry : given(keys, fileKey.substr(0, fileKey.size() - fileSuffix.size()));
    }

    static void readClientAuth(MapReader &keys, TlsServerConfig &tls)
    {
        std::optional<ClientAuth> auth;
        keys.read("client_auth_type", auth, parseClientAuth);
        const YamlEntry *authEntry = given(keys, "client_auth_type");
        const YamlEntry *caEntry = givenPem(keys, "client_ca_file");
        tls.clientAuth = auth.value_or(ClientAuth::NoClientCert);
        // The toolkit would take the system's CAs.
        if (tls.clientAuth == ClientAuth::RequireAndVerifyClientCert && !caEntry)
            keys.problem(*authEntry, "needs client_ca_file: else any certificate of any public CA would do");
        // Where the type is wrong, that is said already.
        if (caEntry && tls.clientAuth == ClientAuth::NoClientCert && (auth || !authEntry))
            keys.problem(*caEntry, "needs a client_auth_type: without, no client is asked for a certificate");
    }

    static void checkVersions(MapReader &keys, const TlsServerConfig &tls)
    {
        if (tls.minVersion > tls.maxVersion)
            keys.problem(*keys.find("max_version"), "is below min_version");
        const bool hasOnlyTls13Suites =
            !tls.cipherSuites.empty() && std::ranges::all_of(tls.cipherSuites, isTls13CipherSuite);
        if (hasOnlyTls13Suites && tls.minVersion == TlsVersion::Tls12)
            keys.problem(*keys.find("cipher_suites"),
                         "has none for TLS 1.2: add one, or set min_version to TLS13");
    }

    void readHttp(MapReader &http)
    {
        // This server speaks HTTP/1.1 to every client, who cannot tell the difference from a server that was
        // asked to.
        bool offersHttp2 = true;
        http.read("http2", offersHttp2, parseBool);
        readSection(http, "headers", [this](MapReader &headers, const YamlEntry &) {
            for (const AllowedHeader &header : allowedHeaders()) {
                std::string value;
                headers.read(header.name, value,
                             [&header](std::string_view text) { return parseAllowedHeader(header, text); });
                if (!value.empty())
                    m_config.headers.emplace_back(header.name, value);
            }
        });
    }

    void readUsers(const YamlEntry &section, const YamlPath &path)
    {
        // Any name is known, so finish() would find none that is not.
        MapReader users(section.value, section.mark(), path, m_problems);
        for (const YamlEntry &entry : section.value.entries) {
            if (const std::string problem = nameProblem(entry.key); !problem.empty())
                m_problems.add(entry.keyMark, path.toString(), problem);
            else if (auto hash = users.value(entry, parseBcryptHash))
                m_config.users.emplace(entry.key, *std::move(hash));
        }
    }

    // RFC 7617, section 2.
    static std::string nameProblem(std::string_view name)
    {
        if (name.empty())
            return "expected a user name, got \"\"";
        if (name.find(':') != std::string_view::npos)
            return "a user name cannot have a colon; is there a space missing after it?";
        return parseHeaderValue(name) ? "" : "a user name cannot have control characters";
    }

    ProblemList &m_problems;
    std::string_view m_directory;
    WebConfigFile m_config;
};

} // namespace

Result<WebConfigFile, std::vector<ConfigProblem>> parseWebConfig(std::string_view yaml, std::string_view file,
                                                                 std::string_view directory)
{
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    if (yaml.starts_with(byteOrderMark))
        yaml.remove_prefix(byteOrderMark.size());

    ProblemList problems(yaml, file);
    if (yaml.size() > maxConfigBytes) {
        problems.add("expected at most " + std::to_string(maxConfigBytes) + " bytes, got " +
                     std::to_string(yaml.size()));
        return Failure{std::move(problems).take()};
    }
    std::optional<YamlNode> root = parseYaml(yaml, problems);
    if (!root)
        return Failure{std::move(problems).take()};
    dropSecretKeys(*root, {}, problems);
    reportRepeatedKeys(*root, {}, problems);
    WebConfigFile config = WebConfigReader(problems, directory).read(*root);
    if (!problems.isEmpty())
        return Failure{std::move(problems).take()};
    return config;
}

} // namespace slurmsd
