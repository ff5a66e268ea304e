// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/lineicon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QXmlStreamReader>

#include <utility>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr double units = 16;
constexpr double lineWidth = 1.3;

// The numbers and commands of a path's `d`.
class PathReader
{
public:
    explicit PathReader(QStringView text)
        : m_text(text)
    {}

    // False: it is none.
    bool read(QPainterPath &path)
    {
        while (skipBlanks()) {
            if (m_text.front().isLetter())
                m_command = take().toLatin1();
            if (!readCommand(path))
                return false;
        }
        return true;
    }

private:
    bool skipBlanks()
    {
        while (!m_text.isEmpty() && (m_text.front().isSpace() || m_text.front() == u','))
            take();
        return !m_text.isEmpty();
    }
    QChar take()
    {
        const QChar first = m_text.front();
        m_text = m_text.sliced(1);
        return first;
    }
    double number()
    {
        skipBlanks();
        qsizetype end = 0;
        while (end < m_text.size() && (m_text[end].isDigit() || m_text[end] == u'.' || m_text[end] == u'-'))
            ++end;
        bool isNumber = false;
        const double value = m_text.first(end).toDouble(&isNumber);
        m_isGood = m_isGood && isNumber;
        m_text = m_text.sliced(end);
        return value;
    }
    QPointF point()
    {
        const double x = number();
        return {x, number()};
    }
    bool readCommand(QPainterPath &path)
    {
        const QPointF at = path.currentPosition();
        switch (std::exchange(m_command, m_command == 'M' ? 'L' : m_command)) {
        case 'M':
            path.moveTo(point());
            break;
        case 'L':
            path.lineTo(point());
            break;
        case 'H':
            path.lineTo(number(), at.y());
            break;
        case 'V':
            path.lineTo(at.x(), number());
            break;
        case 'C': {
            const QPointF first = point();
            const QPointF second = point();
            path.cubicTo(first, second, point());
            break;
        }
        case 'Z':
            path.closeSubpath();
            m_command = 0; // what follows is a command
            break;
        default:
            return false;
        }
        return m_isGood;
    }

    QStringView m_text;
    char m_command = 0;
    bool m_isGood = true;
};

class LineIconEngine : public QIconEngine
{
public:
    explicit LineIconEngine(QPainterPath lines)
        : m_lines(std::move(lines))
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::WindowText;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / units, rect.height() / units);
        painter->setPen(
            QPen(palette.color(group, role), lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(m_lines);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }
    QIconEngine *clone() const override { return new LineIconEngine(m_lines); }

private:
    QPainterPath m_lines;
};

} // namespace

QPainterPath readLines(QIODevice &svg)
{
    QXmlStreamReader xml(&svg);
    QPainterPath lines;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        const auto number = [&attributes](const char *name) {
            return attributes.value(QLatin1String(name)).toDouble();
        };
        if (xml.name() == u"path"_s) {
            if (!PathReader(attributes.value("d"_L1)).read(lines))
                return {};
        } else if (xml.name() == u"rect"_s) {
            lines.addRect(number("x"), number("y"), number("width"), number("height"));
        } else if (xml.name() == u"circle"_s) {
            lines.addEllipse(QPointF(number("cx"), number("cy")), number("r"), number("r"));
        }
    }
    return xml.hasError() ? QPainterPath() : lines;
}

QIcon lineIcon(const QString &name)
{
    QFile file(u":/icons/line/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new LineIconEngine(readLines(file)));
}

} // namespace slurmsd
