// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/searchexpression.h"
#include "gui/models/searchlexer.h"

namespace slurmsd {

// The expression of one term of a search. The error is its field's or its value's, with the place in the
// search.
Result<SearchExpression, SearchError> makeSearchTerm(const SearchToken &token,
                                                     const SearchVocabulary &vocabulary);

} // namespace slurmsd
