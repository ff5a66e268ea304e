// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/responsereader.h"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <array>
#include <string>

namespace slurmsd {

namespace {

namespace beast = boost::beast::http;

// Real heads have some 100 bytes; a proxy may add cookies and policies.
constexpr std::uint32_t lineLimit = 64 * 1024;

} // namespace

struct ResponseReader::Parser
{
    Parser()
    {
        http.header_limit(lineLimit);
        http.body_limit(boost::none); // the transport has one
    }

    Step readHead();
    Step readBody();
    // What there is to do when the parser takes no more of the input.
    Step starve();
    // True when it took some.
    bool put(boost::system::error_code &error);

    beast::response_parser<beast::buffer_body> http;
    std::string input; // what the parser did not take yet
    bool ended = false;
    HttpHead head;
    std::array<char, std::size_t{64} * 1024> piece{};
    std::size_t pieceSize = 0;
};

bool ResponseReader::Parser::put(boost::system::error_code &error)
{
    if (input.empty())
        return false;
    const std::size_t used = http.put(boost::asio::buffer(input), error);
    input.erase(0, used);
    if (error == beast::error::need_more || error == beast::error::need_buffer)
        error = {};
    return used > 0;
}

ResponseReader::Step ResponseReader::Parser::readHead()
{
    boost::system::error_code error;
    while (!http.is_header_done() && put(error) && !error) {
    }
    if (error)
        return Step::Bad;
    if (!http.is_header_done())
        return starve();
    const auto &message = http.get();
    head.status = static_cast<int>(message.result_int());
    head.contentType = message[beast::field::content_type];
    head.location = message[beast::field::location];
    if (const auto length = http.content_length())
        head.contentLength = *length;
    return Step::Head;
}

ResponseReader::Step ResponseReader::Parser::readBody()
{
    boost::system::error_code error;
    while (!http.is_done()) {
        http.get().body().data = piece.data();
        http.get().body().size = piece.size();
        http.get().body().more = true;
        const bool progress = put(error);
        if (error)
            return Step::Bad;
        pieceSize = piece.size() - http.get().body().size;
        if (pieceSize > 0)
            return Step::Body;
        if (!progress)
            return starve();
    }
    return Step::End;
}

ResponseReader::Step ResponseReader::Parser::starve()
{
    if (input.size() > lineLimit)
        return Step::Bad;
    if (!ended)
        return Step::NeedMore;
    boost::system::error_code error;
    if (http.is_header_done())
        http.put_eof(error);
    return http.is_done() && !error ? Step::End : Step::Torn;
}

ResponseReader::ResponseReader()
    : m_parser(std::make_unique<Parser>())
{}

ResponseReader::~ResponseReader() = default;

void ResponseReader::feed(std::string_view bytes) { m_parser->input.append(bytes); }

void ResponseReader::feedEnd() { m_parser->ended = true; }

ResponseReader::Step ResponseReader::next()
{
    return m_parser->http.is_header_done() ? m_parser->readBody() : m_parser->readHead();
}

const HttpHead &ResponseReader::head() const { return m_parser->head; }

std::string_view ResponseReader::body() const { return {m_parser->piece.data(), m_parser->pieceSize}; }

} // namespace slurmsd
