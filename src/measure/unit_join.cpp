// SPDX-License-Identifier: MIT
#include "measure/unit_join.h"

#include <string_view>

namespace gapmap {
namespace {

constexpr std::size_t most_notes = 20;  // records named one by one

/// Without blanks (ASCII and ideographic), and without the words for the office of a subdistrict or town.
std::string stem_of(std::string_view name) {
  std::string stem;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name.substr(i, 3) == "\u3000")
      i += 2;
    else if (name[i] != ' ' && name[i] != '\t')
      stem += name[i];
  }
  for (const std::string_view office : {"街道办事处", "街道办", "办事处", "街道", "人民政府", "政府"}) {
    if (stem.size() <= office.size() || !stem.ends_with(office)) continue;
    stem.resize(stem.size() - office.size());
    break;
  }
  return stem;
}

const Column* find_field(const Layer& layer, const std::string& field) {
  return field.empty() ? nullptr : layer.find(field);
}

}  // namespace

UnitJoin::UnitJoin(const Features& features, const Partition& partition) : features_(features), partition_(partition) {
  const LayerSpec& spec = *features.role->spec;
  name_ = find_field(features.layer(), spec.unit_name);
  code_ = find_field(features.layer(), spec.unit_code);
  if (!name_ && !code_) return;
  for (std::size_t unit = 0; unit < partition.units().size(); ++unit) {
    codes_.emplace(partition.units()[unit].code, unit);
    // Two units of one name are told apart by code only.
    const auto [place, is_new] = names_.emplace(stem_of(partition.units()[unit].name), unit);
    if (!is_new) place->second = partition.unplaced();
  }
}

std::size_t UnitJoin::by_name(std::uint32_t row) const {
  if (!name_) return partition_.unplaced();
  const auto found = names_.find(stem_of(name_->text(row)));
  return found == names_.end() ? partition_.unplaced() : found->second;
}

std::size_t UnitJoin::by_code(std::uint32_t row) const {
  const auto found = codes_.find(std::string(trimmed((code_ ? code_ : name_)->text(row))));
  return found == codes_.end() ? partition_.unplaced() : found->second;
}

std::size_t UnitJoin::bucket_of(std::uint32_t row) const {
  if (features_.is_placed(row)) return partition_.locate(label_point(features_.geometries(), row));
  if (!name_ && !code_) return partition_.unplaced();
  const std::size_t named = by_name(row);
  if (named != partition_.unplaced()) return named;
  // A name that is no unit's must not be overruled by a code that may have been another unit's.
  const bool has_name = code_ && name_ && !trimmed(name_->text(row)).empty();
  return has_name ? partition_.unplaced() : by_code(row);
}

void UnitJoin::note(Issues& issues) const {
  if ((!name_ && !code_) || partition_.is_whole()) return;
  const LayerSpec& spec = *features_.role->spec;
  std::size_t unknown = 0, notes = 0;
  const auto add = [&](std::string code, std::string feature, Text message) {
    issues.push_back(
        {std::move(code), Severity::warning, spec.role, spec.source, std::move(feature), std::move(message), {}});
  };
  for (const std::uint32_t row : features_.rows) {
    if (features_.is_placed(row)) continue;
    const std::size_t named = by_name(row), coded = code_ ? by_code(row) : named;
    if (bucket_of(row) == partition_.unplaced()) ++unknown;
    if (!name_ || coded == partition_.unplaced() || coded == named) continue;
    if (trimmed(name_->text(row)).empty() || ++notes > most_notes) continue;
    add("U301", std::to_string(features_.layer().ids[row]),
        say("单元代码“{}”是“{}”（{}），记录写的却是“{}”：以名称为准",
            "the unit code \"{}\" is that of \"{}\" ({}), but the record says \"{}\": the name decides",
            printable(code_->text(row)), printable(partition_.units()[coded].name), partition_.role(),
            printable(name_->text(row))));
  }
  if (notes > most_notes)
    add("U301", "",
        say("另有 {} 条记录的单元代码与名称不符", "{} more records have a code that disagrees with the name",
            notes - most_notes));
  if (unknown > 0)
    add("U302", "",
        say("{} 条记录没有写明 {} 里的单元：只计入整个评价范围",
            "{} records name no unit of {}: they count for the whole plan area only", unknown, partition_.role()));
}

void note_units(const Features& features, const Scene& scene, Issues& issues) {
  for (const Partition& partition : scene.partitions) UnitJoin(features, partition).note(issues);
}

}  // namespace gapmap
