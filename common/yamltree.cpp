// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/yamltree.h"

#include "common/wording.h"

#include <QByteArrayView>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <sstream>

namespace slurmsd {

namespace {

constexpr std::string_view noAliases =
    "YAML aliases (*name) are not supported; a value that begins with * needs quotes";

// Leaves the parser when there is no point in reading on.
struct StopReading
{};

YamlMark toMark(const YAML::Mark &mark)
{
    return mark.is_null() ? YamlMark{} : YamlMark{static_cast<std::size_t>(mark.pos), mark.line + 1};
}

// Builds the tree from yaml-cpp's events, without recursion.
class TreeBuilder : public YAML::EventHandler
{
public:
    TreeBuilder(YamlNode &root, ProblemList &problems)
        : m_root(root)
        , m_problems(problems)
    {}

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (m_hasDocument)
            stop(mark, "expected one YAML document, got another");
        m_hasDocument = true;
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        refuseAnchor(mark, anchor);
        if (isKeyNext())
            stop(mark, "expected a key, got nothing");
        add(YamlNode::Kind::Null, mark);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override
    {
        refuse(mark, std::string(noAliases));
        if (isKeyNext())
            takeKey(mark, {});
        else
            add(YamlNode::Kind::Null, mark);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        refuseAnchor(mark, anchor);
        refuseTag(mark, tag);
        if (isKeyNext())
            takeKey(mark, value);
        else
            add(YamlNode::Kind::Scalar, mark).text = value;
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::List, mark, tag, anchor);
    }
    void OnSequenceEnd() override { m_open.pop_back(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::Map, mark, tag, anchor);
    }
    void OnMapEnd() override { m_open.pop_back(); }

private:
    // A list or map that has not ended yet; nothing is added to those around it meanwhile, so the pointer
    // holds.
    struct Open
    {
        YamlNode *node;
        bool isKeyNext;
    };

    bool isKeyNext() const { return !m_open.empty() && m_open.back().isKeyNext; }

    void takeKey(const YAML::Mark &mark, const std::string &key)
    {
        m_open.back().node->entries.push_back({key, toMark(mark), {}});
        m_open.back().isKeyNext = false;
    }

    YamlNode &add(YamlNode::Kind kind, const YAML::Mark &mark)
    {
        YamlNode &node = place();
        node.kind = kind;
        node.mark = toMark(mark);
        return node;
    }

    YamlNode &place()
    {
        if (m_open.empty())
            return m_root;
        Open &parent = m_open.back();
        if (parent.node->kind == YamlNode::Kind::List)
            return parent.node->items.emplace_back();
        parent.isKeyNext = true;
        return parent.node->entries.back().value;
    }

    void open(YamlNode::Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor)
    {
        refuseAnchor(mark, anchor);
        refuseTag(mark, tag);
        if (isKeyNext())
            stop(mark, "a list or map that is a key, or is not closed");
        if (m_open.size() >= maxYamlDepth)
            stop(mark, "lists and maps are nested more than " + std::to_string(maxYamlDepth) + " deep");
        YamlNode &node = add(kind, mark);
        m_open.push_back({&node, kind == YamlNode::Kind::Map});
    }

    void refuseAnchor(const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (anchor != YAML::NullAnchor)
            refuse(mark, "YAML anchors (&name) are not supported");
    }

    void refuseTag(const YAML::Mark &mark, const std::string &tag)
    {
        // yaml-cpp's own tags for plain and quoted scalars.
        if (!tag.empty() && tag != "?" && tag != "!")
            refuse(mark, "YAML tags (!name) are not supported");
    }

    void refuse(const YAML::Mark &mark, std::string message)
    {
        m_problems.add(toMark(mark), {}, std::move(message));
    }

    [[noreturn]] void stop(const YAML::Mark &mark, std::string message)
    {
        refuse(mark, std::move(message));
        throw StopReading();
    }

    YamlNode &m_root;
    ProblemList &m_problems;
    std::vector<Open> m_open;
    bool m_hasDocument = false;
};

// How long the UTF-8 character is that this byte starts.
qsizetype characterLength(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// What is wrong with the first character of `text`; empty when nothing is.
// yaml-cpp takes the byte 4 for the end of the file, and guesses at what is not UTF-8.
std::string_view characterProblem(std::string_view text)
{
    const char c = text.front();
    const bool isLineBreak = c == '\n' || text.starts_with("\r\n");
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t' && !isLineBreak) || c == '\x7f')
        return "a control character";
    const auto length = std::min(characterLength(c), static_cast<qsizetype>(text.size()));
    return QByteArrayView(text.data(), length).isValidUtf8() ? "" : "not UTF-8";
}

bool hasOnlyText(std::string_view text, ProblemList &problems)
{
    YamlMark mark;
    while (mark.offset < text.size()) {
        const std::string_view rest = text.substr(mark.offset);
        if (const std::string_view problem = characterProblem(rest); !problem.empty()) {
            problems.add(mark, {}, std::string(problem));
            return false;
        }
        mark.line += rest.front() == '\n' ? 1 : 0;
        mark.offset += static_cast<std::size_t>(characterLength(rest.front()));
    }
    return true;
}

// Is there a tab among what the line begins with, up to `offset`?
bool isIndentedWithTab(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    const std::string_view line = text.substr(before.rfind('\n') + 1);
    return line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

// Is what stands there within a word, as the bracket of "gpu[1-3]" is?
bool isInWord(std::string_view text, std::size_t offset)
{
    return offset > 0 && std::string_view(" \t\n,[{:").find(text[offset - 1]) == std::string_view::npos;
}

// What the commonest slips are that end in this error of yaml-cpp's; empty where it speaks for itself.
std::string_view syntaxHint(std::string_view error, std::string_view text, std::size_t offset)
{
    const std::string_view rest = text.substr(std::min(offset, text.size()));
    const std::string_view line = text.substr(text.substr(0, offset).rfind('\n') + 1);
    const bool isFlow = error == YAML::ErrorMsg::END_OF_MAP_FLOW || error == YAML::ErrorMsg::END_OF_SEQ_FLOW;
    if (rest.starts_with('[') && isInWord(text, offset))
        return "within {…} and […] a hostlist needs quotes: \"gpu[001-128]\"";
    if (rest.starts_with('{') && isInWord(text, offset))
        return "within {…} and […] a value with a { in it needs quotes";
    if (rest.starts_with(':') && isFlow)
        return "a value that ends with a colon needs quotes";
    if (error == YAML::ErrorMsg::END_OF_MAP || error == YAML::ErrorMsg::END_OF_SEQ)
        return "is the line indented as those beside it?";
    if (error != YAML::ErrorMsg::MAP_VALUE)
        return {};
    // A second one of its line is within a value; the first of a line stands where no key is expected.
    if (line.find(": ") >= static_cast<std::size_t>(rest.data() - line.data()))
        return "is the line indented as those beside it?";
    return rest.starts_with(": ") ? "a value with a colon and a space in it needs quotes"
                                  : "a value that ends with a colon needs quotes";
}

// An alias without an anchor is an error of yaml-cpp's that repeats the name, which may be a secret.
std::string syntaxMessage(const YAML::Exception &exception, std::string_view text)
{
    if (exception.msg.starts_with("the referenced anchor") ||
        exception.msg == YAML::ErrorMsg::ALIAS_NOT_FOUND)
        return std::string(noAliases);
    const std::size_t offset = toMark(exception.mark).offset;
    if (isIndentedWithTab(text, offset))
        return "a tab in the indentation; YAML takes spaces alone";
    const std::string_view hint = syntaxHint(exception.msg, text, offset);
    return "not valid YAML: " + printable(exception.msg) +
           (hint.empty() ? std::string() : " (" + std::string(hint) + ')');
}

} // namespace

const YamlEntry *findEntry(const YamlNode &map, std::string_view key)
{
    const auto found = std::ranges::find(map.entries, key, &YamlEntry::key);
    return found == map.entries.end() ? nullptr : &*found;
}

std::optional<YamlNode> parseYaml(std::string_view text, ProblemList &problems)
{
    if (!hasOnlyText(text, problems))
        return std::nullopt;
    // A quote that is not closed is an error to yaml-cpp only when no line break comes behind it.
    const std::string_view content = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    YamlNode root;
    try {
        std::istringstream stream{std::string(content)};
        YAML::Parser parser(stream);
        TreeBuilder builder(root, problems);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const StopReading &) {
        // The problem is in the list.
    } catch (const YAML::Exception &exception) {
        problems.add(toMark(exception.mark), {}, syntaxMessage(exception, text));
    } catch (const std::exception &exception) {
        problems.add(std::string("cannot be read: ") + exception.what());
    }
    return problems.isEmpty() ? std::optional(std::move(root)) : std::nullopt;
}

} // namespace slurmsd
