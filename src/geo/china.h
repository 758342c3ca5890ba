// SPDX-License-Identifier: MIT
#pragma once

#include "geo/geometry.h"

namespace gapmap::china {

// The offset datums of Chinese web maps. All points are degrees, longitude in x and latitude in y.
//
// GCJ-02 moves WGS 84 by 20 to 700 m with a published polynomial and sine series on the Krasovsky 1940
// ellipsoid; BD-09 turns and shifts GCJ-02 once more. Neither has a closed inverse: here both are inverted
// by five fixed-point steps, which leaves an error of nanometres where one step leaves metres. The formula
// is the widely published re-creation, not an official text. Outside 72.004–137.8347 E, 0.8293–55.8271 N
// GCJ-02 is the identity, as published.

Point wgs84_to_gcj02(Point wgs84);
Point gcj02_to_wgs84(Point gcj02);
Point gcj02_to_bd09(Point gcj02);
Point bd09_to_gcj02(Point bd09);

}  // namespace gapmap::china
