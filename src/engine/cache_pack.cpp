// SPDX-License-Identifier: MIT
#include "engine/cache_pack.h"

#include <cstring>
#include <stdexcept>

namespace gapmap {
namespace {

template <typename T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, Point> || std::is_same_v<T, Place> ||
    std::is_same_v<T, PartWhole> || std::is_same_v<T, Detour> || std::is_same_v<T, DetourSquare>;

/// Appends values to bytes.
class Packer {
 public:
  static constexpr bool is_reading = false;
  std::string bytes;

  void raw(const void* from, std::size_t size) { bytes.append(static_cast<const char*>(from), size); }
  std::size_t count(std::size_t value) {
    raw(&value, sizeof value);
    return value;
  }
};

/// Takes the same values back, in the same order.
class Unpacker {
 public:
  static constexpr bool is_reading = true;
  explicit Unpacker(const std::string& bytes) : left_(bytes) {}

  void raw(void* into, std::size_t size) {
    if (size > left_.size()) throw std::runtime_error("a cache entry ends too early");
    if (size > 0) std::memcpy(into, left_.data(), size);
    left_.remove_prefix(size);
  }
  std::size_t count(std::size_t) {
    std::size_t value = 0;
    raw(&value, sizeof value);
    if (value > left_.size()) throw std::runtime_error("a cache entry holds a wrong count");
    return value;
  }
  std::size_t left() const { return left_.size(); }

 private:
  std::string_view left_;
};

// One function a type, for both ways. The bindings name every member, so that one that is added to a type
// does not compile until it is passed here too.

template <typename Archive, Plain T>
void pass(Archive& archive, T& value) {
  archive.raw(&value, sizeof value);
}

template <typename Archive>
void pass(Archive& archive, std::string& words) {
  words.resize(archive.count(words.size()));
  archive.raw(words.data(), words.size());
}

template <typename Archive, typename... Members>
void pass_all(Archive& archive, Members&... members);

template <typename Archive>
void pass(Archive& archive, Text& text) {
  auto& [zh, en] = text;
  pass_all(archive, zh, en);
}

template <typename Archive, typename T>
void pass(Archive& archive, std::vector<T>& values);

template <typename Archive, typename T>
void pass(Archive& archive, std::optional<T>& value) {
  if (archive.count(value ? 1 : 0) == 0) return;
  if constexpr (Archive::is_reading) value.emplace();
  pass(archive, *value);
}

template <typename Archive>
void pass(Archive& archive, Issue& issue) {
  auto& [code, severity, role, source, feature, message, place] = issue;
  pass_all(archive, code, severity, role, source, feature, message, place);
}

template <typename T>
void pass_values(Packer& packer, const std::vector<T>& values) {
  packer.count(values.size());
  packer.raw(values.data(), values.size() * sizeof(T));
}

template <typename Archive>
void pass(Archive& archive, Geometries& geometries) {
  Shape shape = geometries.shape();
  pass(archive, shape);
  if constexpr (Archive::is_reading) {
    std::vector<Point> vertices;
    std::vector<std::uint32_t> parts, features;
    pass_all(archive, vertices, parts, features);
    std::optional<Geometries> whole =
        Geometries::from(shape, std::move(vertices), std::move(parts), std::move(features));
    if (!whole) throw std::runtime_error("a cache entry holds geometries that contradict themselves");
    geometries = std::move(*whole);
  } else {
    pass_values(archive, geometries.vertices());
    pass_values(archive, geometries.part_begins());
    pass_values(archive, geometries.feature_begins());
  }
}

template <typename Archive>
void pass(Archive& archive, Tally& tally) {
  std::size_t buckets = tally.buckets();
  pass(archive, buckets);
  std::vector<std::string> classes = tally.classes();
  pass(archive, classes);
  if constexpr (Archive::is_reading) {
    if (!classes.empty() && buckets > archive.left() / sizeof(PartWhole))
      throw std::runtime_error("a cache entry holds fewer amounts than buckets");
    tally = Tally(buckets);
  }
  for (const std::string& name : classes) {
    tally.know(name);
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
      PartWhole amount = tally.of(bucket, name);
      pass(archive, amount);
      if constexpr (Archive::is_reading) tally.add(bucket, name, amount);
    }
  }
}

template <typename Archive>
void pass(Archive& archive, Column& column) {
  auto& [name, values, missing] = column;
  pass(archive, name);
  const std::size_t kind = archive.count(values.index());
  if constexpr (Archive::is_reading) {
    if (kind == 1) values = Numbers();
    if (kind == 2) values = Texts();
  }
  std::visit([&](auto& all) { pass(archive, all); }, values);
  std::vector<char> marks(missing.begin(), missing.end());
  pass(archive, marks);
  missing.assign(marks.begin(), marks.end());
}

template <typename Archive>
void pass(Archive& archive, PlaceList& places) {
  auto& [geometries, feature, bucket, class_name, amount, distance, more] = places;
  pass_all(archive, geometries, feature, bucket, class_name, amount, distance, more);
}

template <typename Archive>
void pass(Archive& archive, ReachedStreets& streets) {
  auto& [lines, feature, nearest, least, most, within] = streets;
  pass_all(archive, lines, feature, nearest, least, most, within);
}

template <typename Archive>
void pass(Archive& archive, WalkReading& walk) {
  auto& [streets, detours, squares, hidden] = walk;
  pass_all(archive, streets, detours, squares, hidden);
}

template <typename Archive>
void pass(Archive& archive, OneByOne& things) {
  auto& [kept, share, beyond, beyond_breaks] = things;
  pass_all(archive, kept, share, beyond, beyond_breaks);
}

template <typename Archive>
void pass(Archive& archive, Reading& reading) {
  auto& [tallies, one_by_one, together, factor, is_sum, is_counted, amount_unit, value_unit, error_bound, dropped, gap,
         served, walk, issues] = reading;
  pass_all(archive, tallies, one_by_one, together, factor, is_sum, is_counted, amount_unit, value_unit, error_bound,
           dropped, gap, served, walk, issues);
}

template <typename Archive>
void pass(Archive& archive, InputRecord& record) {
  auto& [role, source, files, driver, crs, transformation, accuracy, features] = record;
  pass_all(archive, role, source, files, driver, crs, transformation, accuracy, features);
}

template <typename Archive, typename T>
void pass(Archive& archive, std::map<std::string, T>& values) {
  std::size_t count = archive.count(values.size());
  if constexpr (Archive::is_reading) {
    for (; count > 0; --count) {
      std::string name;
      pass(archive, name);
      pass(archive, values[name]);
    }
  } else {
    for (auto& [name, value] : values) {
      std::string copy = name;
      pass(archive, copy);
      pass(archive, value);
    }
  }
}

template <typename Archive>
void pass(Archive& archive, Layer& layer) {
  auto& [name, ids, geometries, columns] = layer;
  pass_all(archive, name, ids, geometries, columns);
}

template <typename Archive>
void pass(Archive& archive, ReadLayer& read) {
  // Streams and heights are not kept: reading them is all there is to do.
  auto& [layer, rows, place, is_raster, issues, record, cells, heights] = read;
  pass_all(archive, layer, rows, place, is_raster, issues, record);
}

template <typename Archive, typename T>
void pass(Archive& archive, std::vector<T>& values) {
  const std::size_t count = archive.count(values.size());
  if constexpr (std::is_same_v<T, Tally>)
    values.resize(count, Tally(0));
  else
    values.resize(count);
  if constexpr (Plain<T>)
    archive.raw(values.data(), values.size() * sizeof(T));
  else
    for (T& value : values) pass(archive, value);
}

template <typename Archive, typename... Members>
void pass_all(Archive& archive, Members&... members) {
  (pass(archive, members), ...);
}

}  // namespace

std::string pack(const StandardResult& result) {
  Packer packer;
  // Packing changes nothing; the functions are shared with unpacking, which does.
  auto& whole = const_cast<StandardResult&>(result);
  pass(packer, whole.way);
  pass(packer, whole.reading);
  return std::move(packer.bytes);
}

StandardResult unpack_result(const std::string& bytes) {
  Unpacker unpacker(bytes);
  StandardResult result;
  pass(unpacker, result.way);
  pass(unpacker, result.reading);
  return result;
}

std::string pack(const ReadLayer& layer) {
  Packer packer;
  pass(packer, const_cast<ReadLayer&>(layer));
  return std::move(packer.bytes);
}

ReadLayer unpack_layer(const std::string& bytes) {
  Unpacker unpacker(bytes);
  ReadLayer layer;
  pass(unpacker, layer);
  return layer;
}

}  // namespace gapmap
