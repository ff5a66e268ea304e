// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodesparser.h"
#include "tests/support/nodetext.h"

#include <string>

// Short ways to parse what a person writes in a test.
namespace slurmsd {

using namespace Qt::StringLiterals;

using ParseResult = Result<std::shared_ptr<NodeSnapshot>, PollError>;

inline ParseResult parse(const QString &text)
{
    NodesParser parser;
    parser.feed(text.toStdString());
    return parser.finish();
}

// The nodes, one a line; or the error.
inline QString parsed(const QString &text)
{
    const ParseResult result = parse(text);
    if (!result)
        return u"error: "_s + toQString(result.error().message);
    return nodeTexts(**result).join(u'\n');
}

// What a node with the name n1 and these fields (JSON) is parsed to, without "name=n1 ".
inline QString parsedNode(const QString &fields)
{
    const QString text = parsed(u"{\"nodes\": [{%1}]}"_s.arg(
        u"\"name\": \"n1\""_s + (fields.isEmpty() ? QString() : u", "_s + fields)));
    const QString name = u"name=n1 "_s;
    return text.startsWith(name) ? text.mid(name.size()) : text;
}

inline QString field(const char *key, const QString &value)
{
    return u"\"%1\": %2"_s.arg(QLatin1String(key), value);
}

} // namespace slurmsd
