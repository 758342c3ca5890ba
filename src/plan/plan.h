// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "plan/consistency.h"
#include "plan/standard.h"

namespace gapmap {

/// Where a role's features are read from, and how the file is to be understood.
struct LayerSpec {
  std::string role;
  std::string source;                ///< a path (absolute, or from the plan's folder) or a GDAL connection
  std::string layer;                 ///< the layer in the source; empty where there is one only
  std::string sql;                   ///< in place of `layer`: SQLite dialect with SpatiaLite functions
  std::string where;                 ///< features to keep
  std::string crs;                   ///< overrides the file's; "gcj02" and "bd09" are the offset Chinese datums
  std::string encoding;              ///< overrides the file's, such as "GBK"
  std::string x, y;                  ///< columns that hold the coordinates of a table without geometry
  std::string weight;                ///< a field (people), or area, length, count
  std::string unit_name, unit_code;  ///< columns that name the unit of a record without geometry
  bool at_point = false;             ///< an area's weight sits at a point inside it
  std::optional<double> clip;        ///< metres around the units' box; features farther away are not read
  std::string year;                  ///< printed beside figures
  Text title;
  std::map<std::string, std::string> fields;  ///< name used by standards -> the file's own
  Position position;

  /// Whether it is known where to read; standards on other layers get no data.
  bool is_bound() const { return !source.empty(); }
};

/// A partition of the plan area that scores are given for.
struct UnitsSpec {
  std::string layer;
  std::string code = "code";
  std::string name = "name";
  Position position;
};

/// The streets that `along = "walk"` goes along.
struct NetworkSpec {
  std::string layer;
  double snap = 100;  ///< metres
  double walk_kmh = 4.8;
  double tolerance = 1;   ///< metres
  double entry = 20;      ///< metres from a supply area or line to the streets that lead into it
  std::string crossings;  ///< "join", "bridge", or empty for the profile's own
  std::string islands = "keep";
  std::string profile;          ///< "drawn", "osm", or empty to tell by the layer's source
  std::string level;            ///< field that lifts bridges and lowers tunnels; empty for none
  std::string barriers, links;  ///< roles of layers, or empty
  std::string elevation;        ///< role of a raster of heights, by which minutes count slopes; empty for level ground
  Position position;

  /// The layers that it reads.
  std::vector<std::string> roles() const;
};

/// A numbered item of the document. Its standards have its departments and deadline unless they state their own.
struct Task {
  std::string number;  ///< as standards name it: "5", "3(1)", "M1"
  Text title;
  std::vector<std::string> lead;
  std::vector<std::string> responsible;
  std::string deadline;  ///< ISO date, or empty
  Position position;
};

/// One document's checkable standards, the layers they read, the units they are scored for.
struct Plan {
  std::string id;
  Text title;
  std::string document;  ///< the source document's own name or number
  std::string date;      ///< ISO date of the document
  std::string crs;       ///< projected, in metres; "auto" for the system that fits the place
  std::vector<UnitsSpec> units;
  std::optional<NetworkSpec> network;
  std::map<std::string, LayerSpec> layers;
  std::vector<Task> tasks;  ///< in the order of the document; empty where the plan lists none
  std::vector<Standard> standards;
  std::vector<Consistency> consistencies;
  std::string path;      ///< the file it was read from; messages begin with it
  std::string folder;    ///< relative sources start here
  std::string text;      ///< the file's bytes
  std::string settings;  ///< all keys but title, layers and standards, in one way of writing

  const Task* find_task(const std::string& number) const;
};

/// Something wrong in a plan file.
struct Problem {
  Position position;
  Text message;
  Text hint;
};

}  // namespace gapmap
