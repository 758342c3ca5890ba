// SPDX-License-Identifier: MIT
#include "plan/read_layers.h"

#include "plan/keys.h"

namespace gapmap {
namespace {

constexpr std::size_t most_letters = 100;  // bytes of a layer's name, which tables of the result bear

void read_partition(Reader& reader, const toml::node& node, std::vector<UnitsSpec>& all) {
  const auto* keys = reader.table(node, "units");
  if (!keys) return;
  reader.check_keys(*keys, {units_keys()}, same("units"), Reader::position_of(node));
  UnitsSpec units;
  units.position = Reader::position_of(node);
  with(*keys, "layer", [&](const toml::node& n, const std::string& key) {
    units.layer = reader.text(n, key);
    units.position = Reader::position_of(n);
  });
  with(*keys, "code", [&](const toml::node& n, const std::string& key) { units.code = reader.text(n, key); });
  with(*keys, "name", [&](const toml::node& n, const std::string& key) { units.name = reader.text(n, key); });
  all.push_back(std::move(units));
}

void read_unit_fields(Reader& reader, const toml::node& node, const std::string& key, LayerSpec& spec) {
  if (node.is_string()) return void(spec.unit_name = reader.text(node, key));
  static const std::vector<Parameter> keys{
      {"name", ValueKind::field, false, "单元名称字段", "field of the unit's name", "", {}},
      {"code", ValueKind::field, false, "单元代码字段", "field of the unit's code", "", {}}};
  const auto* fields = reader.table(node, key);
  if (!fields) return;
  reader.check_keys(*fields, {keys}, same(key), Reader::position_of(node));
  with(*fields, "name", [&](const toml::node& n, const std::string& k) { spec.unit_name = reader.text(n, k); });
  with(*fields, "code", [&](const toml::node& n, const std::string& k) { spec.unit_code = reader.text(n, k); });
}

LayerSpec read_layer(Reader& reader, const std::string& role, const toml::node& node, bool has_units) {
  const auto* keys = reader.table(node, "layers." + role);
  LayerSpec spec;
  spec.role = role;
  spec.position = Reader::position_of(node);
  if (!keys) return spec;
  reader.check_keys(*keys, {layer_keys()}, say("图层“{}”", "layer \"{}\"", role), spec.position);
  const auto text = [&](std::string_view name, std::string& into) {
    with(*keys, name, [&](const toml::node& n, const std::string& key) { into = reader.text(n, key); });
  };
  text("source", spec.source);
  text("layer", spec.layer);
  text("sql", spec.sql);
  text("where", spec.where);
  text("crs", spec.crs);
  text("encoding", spec.encoding);
  text("x", spec.x);
  text("y", spec.y);
  text("weight", spec.weight);
  with(*keys, "unit", [&](const toml::node& n, const std::string& key) { read_unit_fields(reader, n, key, spec); });
  with(*keys, "at", [&](const toml::node& n, const std::string& key) {
    for (const Parameter& parameter : layer_keys())
      if (parameter.name == key) spec.at_point = reader.choice(n, parameter) == "point";
  });
  with(*keys, "clip", [&](const toml::node& n, const std::string& key) {
    spec.clip = reader.length(n, key);
    if (!has_units) reader.complain(n, {"clip 需要方案有 units", "clip needs units in the plan"});
  });
  with(*keys, "year", [&](const toml::node& n, const std::string& key) { spec.year = reader.task(n, key); });
  with(*keys, "title", [&](const toml::node& n, const std::string& key) { spec.title = reader.bilingual(n, key); });
  with(*keys, "fields", [&](const toml::node& n, const std::string& key) {
    if (const auto* fields = reader.table(n, key))
      for (const auto& [name, column] : *fields) spec.fields[std::string(name.str())] = reader.text(column, key);
  });
  if (!spec.sql.empty() && !spec.layer.empty())
    reader.complain(node, say("图层“{}”同时写了 layer 和 sql", "layer \"{}\" has both layer and sql", role),
                    {"两者留一", "keep one of them"});
  const bool says_how = !spec.layer.empty() || !spec.sql.empty() || !spec.x.empty() || !spec.crs.empty();
  if (!spec.is_bound() && says_how)
    reader.complain(spec.position, say("图层“{}”缺少“source”", "layer \"{}\" lacks \"source\"", role));
  if (spec.x.empty() != spec.y.empty())
    reader.complain(node, say("图层“{}”的 x 和 y 要一起写", "layer \"{}\": x and y go together", role));
  return spec;
}

}  // namespace

std::vector<UnitsSpec> read_units(Reader& reader, const toml::node& node) {
  std::vector<UnitsSpec> all;
  if (const auto* list = node.as_array())
    for (const toml::node& item : *list) read_partition(reader, item, all);
  else
    read_partition(reader, node, all);
  return all;
}

std::optional<NetworkSpec> read_network(Reader& reader, const toml::node& node) {
  const auto* keys = reader.table(node, "network");
  if (!keys) return std::nullopt;
  reader.check_keys(*keys, {network_keys()}, same("network"), Reader::position_of(node));
  NetworkSpec network;
  network.position = Reader::position_of(node);
  const auto choice = [&](std::string_view name, std::string& into) {
    with(*keys, name, [&](const toml::node& n, const std::string& key) {
      for (const Parameter& parameter : network_keys())
        if (parameter.name == key) into = reader.choice(n, parameter);
    });
  };
  const auto metres = [&](std::string_view name, double& into) {
    with(*keys, name, [&](const toml::node& n, const std::string& key) { into = reader.length(n, key); });
  };
  const auto text = [&](std::string_view name, std::string& into) {
    with(*keys, name, [&](const toml::node& n, const std::string& key) { into = reader.text(n, key); });
  };
  text("layer", network.layer);
  text("level", network.level);
  text("barriers", network.barriers);
  text("links", network.links);
  text("elevation", network.elevation);
  metres("snap", network.snap);
  metres("tolerance", network.tolerance);
  metres("entry", network.entry);
  choice("crossings", network.crossings);
  choice("islands", network.islands);
  choice("profile", network.profile);
  with(*keys, "walk_kmh", [&](const toml::node& n, const std::string& key) {
    network.walk_kmh = reader.number(n, key);
    if (network.walk_kmh <= 0) reader.complain(n, {"walk_kmh 必须大于 0", "walk_kmh must be above 0"});
  });
  return network;
}

std::map<std::string, LayerSpec> read_layers(Reader& reader, const toml::node& node, bool has_units) {
  std::map<std::string, LayerSpec> layers;
  std::map<std::string, std::string> folded;  // in lower case -> as written
  if (const auto* keys = reader.table(node, "layers"))
    for (const auto& [role, spec] : *keys) {
      const std::string name(role.str());
      if (name.empty() || name.size() > most_letters || printable(name) != name)
        reader.complain(spec, say("图层名“{}”须为 1 至 {} 个字节的可见文字",
                                  "the layer's name \"{}\" must be 1 to {} bytes of visible text",
                                  printable(shorten(name, most_letters)), most_letters));
      const auto [earlier, is_new] = folded.emplace(lower(name), name);
      if (!is_new)
        reader.complain(spec, say("图层名“{}”与“{}”只差大小写，结果里的表会同名",
                                  "the layers \"{}\" and \"{}\" differ in case only: their tables of the result "
                                  "would have one name",
                                  printable(name), printable(earlier->second)));
      layers[name] = read_layer(reader, name, spec, has_units);
    }
  return layers;
}

}  // namespace gapmap
