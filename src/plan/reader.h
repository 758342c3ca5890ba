// SPDX-License-Identifier: MIT
#pragma once

#include <set>

#include <toml++/toml.h>

#include "plan/parameter.h"
#include "plan/plan.h"

namespace gapmap {

/// Calls `read` with the value of a key and its name, where the key is there.
template <typename Read>
void with(const toml::table& keys, std::string_view key, Read&& read) {
  if (const toml::node* node = keys.get(key)) read(*node, std::string(key));
}

/// Reads typed values out of TOML nodes and collects what is wrong with them, so that one pass over a
/// file finds every problem. A reading function returns a harmless value after a problem.
class Reader {
 public:
  std::vector<Problem>& problems() { return problems_; }
  void complain(const Position& position, Text message, Text hint = {});
  void complain(const toml::node& node, Text message, Text hint = {});

  /// The node as a table, or nullptr after a problem.
  const toml::table* table(const toml::node& node, const std::string& what);
  /// Complains of keys that no list allows and of required keys that are absent.
  void check_keys(const toml::table& table, std::initializer_list<std::span<const Parameter>> allowed, const Text& what,
                  Position where);

  std::string text(const toml::node& node, const std::string& key);
  Text bilingual(const toml::node& node, const std::string& key);
  double number(const toml::node& node, const std::string& key);
  double length(const toml::node& node, const std::string& key);
  bool flag(const toml::node& node, const std::string& key);
  std::string date(const toml::node& node, const std::string& key);
  std::string task(const toml::node& node, const std::string& key);
  std::vector<std::string> words(const toml::node& node, const std::string& key);
  std::vector<double> numbers(const toml::node& node, const std::string& key);
  std::string choice(const toml::node& node, const Parameter& parameter);

  Selection selection(const toml::node& node, const std::string& key);
  std::vector<Selection> selections(const toml::node& node, const std::string& key);
  Limit limit(const toml::node& node, const std::string& key);
  Amount amount(const toml::node& node, const std::string& key);
  Target target(const toml::node& node, const std::string& key);
  std::vector<GradeRule> rules(const toml::node& node, const std::string& key);
  Value value(const toml::node& node, const Parameter& parameter);

  static Position position_of(const toml::node& node);

 private:
  Range range(const toml::node& node, const std::string& key);
  void expect(const toml::node& node, const std::string& key, std::string_view zh, std::string_view en);

  std::vector<Problem> problems_;
};

}  // namespace gapmap
