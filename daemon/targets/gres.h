// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace slurmsd {

// A node's generic resources as Slurm gives them, "gpu:a100:4(S:0-1),lustre:1", as a joined list of
// "name[:type][:count]" that forEachItem() can walk: without what stands in parentheses (the sockets that a
// device belongs to, which may hold commas) and without empty items, so that "(null)" is an empty list. Items
// with a count of 0 are left out: "gpu:0" is how some sites write that a node has no GPU.
std::string gresItems(std::string_view gres);

// Their names alone, each once, in the order of their first item: "gpu,lustre".
std::string gresTypes(std::string_view gres);

// Is this item of gresItems() what `wanted`, "name" or "name:type", asks for? "gpu:a100:4" is both "gpu" and
// "gpu:a100", but not "gpu:a10".
bool isGres(std::string_view item, std::string_view wanted);

} // namespace slurmsd
