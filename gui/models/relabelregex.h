// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <QRegularExpression>
#include <QString>

namespace slurmsd {

// A regular expression of relabel_configs: RE2's syntax as Go has it
// (https://github.com/google/re2/wiki/Syntax), anchored at both ends, as one for QRegularExpression. Both
// take the first alternative that matches. What PCRE knows and RE2 refuses is refused: look-around,
// back-references, possessive and nested counts, counts over 1000, atomic groups, conditions, recursion,
// verbs, \h, \R, \K and other escapes. What both know but read in two ways is written for PCRE: $ (the very
// end), \v, \s (without \v), octal numbers, {,n} (as it stands). One difference is left: an expression that
// takes PCRE too many steps, where RE2 takes linear time, matches nothing. The error says in words what
// Prometheus would refuse.
Result<QRegularExpression, QString> relabelRegex(const QString &pattern);

// "$1", "${1}" or "$name" in `pattern` replaced with what the match captured, "$$" with "$"; names of no
// group are empty. Of a `replacement` or `target_label`.
QString expandTemplate(const QString &pattern, const QRegularExpressionMatch &match);

} // namespace slurmsd
