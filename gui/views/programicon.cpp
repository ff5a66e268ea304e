// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/programicon.h"

namespace slurmsd {

using namespace Qt::StringLiterals;

// PNG: Qt reads SVG by a plugin that may not be installed.
QIcon programIcon()
{
    QIcon icon;
    for (const int size : {16, 32, 48, 128, 256})
        icon.addFile(u":/icons/prometheus-slurm-sd-admin-%1.png"_s.arg(size), {size, size});
    return icon;
}

} // namespace slurmsd
