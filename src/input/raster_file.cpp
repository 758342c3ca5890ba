// SPDX-License-Identifier: MIT
#include "input/raster_file.h"

#include <cpl_string.h>

#include "base/error.h"

namespace gapmap {

std::unique_ptr<GDALDatasetUniquePtr> RasterFile::open() const {
  GdalMessages messages;
  CPLStringList driver;
  driver.AddString(driver_.c_str());
  auto opened = std::make_unique<GDALDatasetUniquePtr>(GDALDataset::Open(
      description_.c_str(), static_cast<unsigned>(GDAL_OF_RASTER) | GDAL_OF_READONLY, driver.List(), nullptr));
  if (!*opened)
    throw Error(Fault::input, say("{}：打不开", "{}: cannot be opened", place_),
                same(printable(messages.most_important())));
  return opened;
}

}  // namespace gapmap
