// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/httptransport.h"

#include <QtGlobal>

#include <memory>
#include <string_view>

namespace slurmsd {

// Takes one HTTP/1.x answer apart as it arrives, in chunks of any size: by Content-Length, chunked, or until
// the connection closes. What follows the answer is ignored. Pure: no I/O.
//
//     reader.feed(bytes);
//     for (auto step = reader.next(); step != Step::NeedMore; step = reader.next()) …
class ResponseReader
{
public:
    enum class Step : unsigned char {
        NeedMore, // feed() or feedEnd()
        Head,     // head() is known; once
        Body,     // body() is the next piece
        End,      // the answer is complete
        Torn,     // the stream ended before the answer
        Bad,      // not an HTTP answer; the head or another line is over 64 KiB
    };

    ResponseReader();
    ~ResponseReader();
    Q_DISABLE_COPY_MOVE(ResponseReader)

    void feed(std::string_view bytes);
    // No more bytes will come.
    void feedEnd();

    // End, Torn and Bad are final.
    Step next();

    const HttpHead &head() const;
    std::string_view body() const; // valid until next()

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace slurmsd
