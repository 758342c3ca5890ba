// SPDX-License-Identifier: MIT
#include "output/condition_words.h"

#include <cctype>
#include <map>
#include <vector>

#include "base/error.h"
#include "output/words.h"
#include "plan/roles.h"

namespace gapmap {
namespace {

struct Token {
  enum class Kind { word, value, sign } kind = Kind::sign;
  std::string words;  ///< of a quoted value without its quotes
  bool is_quoted = false;

  bool is(std::string_view keyword) const { return kind == Kind::word && !is_quoted && lower(words) == keyword; }
};

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) || c == '_';
}

/// Nothing where a quote stays open.
std::optional<std::vector<Token>> tokens_of(const std::string& where) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < where.size();) {
    const char c = where[at];
    if (std::isspace(static_cast<unsigned char>(c))) {
      ++at;
      continue;
    }
    Token token;
    if (c == '\'' || c == '"') {
      // A quote inside is written twice.
      for (++at;; ++at) {
        if (at >= where.size()) return std::nullopt;
        if (where[at] == c && (at + 1 >= where.size() || where[++at] != c)) break;
        token.words += where[at];
      }
      if (at < where.size() && where[at] == c) ++at;
      token.kind = c == '"' ? Token::Kind::word : Token::Kind::value;
      token.is_quoted = true;
    } else if (is_letter(c)) {
      while (at < where.size() && (is_letter(where[at]) || where[at] == '.')) token.words += where[at++];
      token.kind = std::isdigit(static_cast<unsigned char>(c)) ? Token::Kind::value : Token::Kind::word;
    } else {
      const std::string two = where.substr(at, 2);
      token.words = two == "<=" || two == ">=" || two == "<>" || two == "!=" || two == "==" ? two : std::string(1, c);
      at += token.words.size();
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

const RoleField* known_field(const std::string& role, const std::string& field) {
  const Role* const known = find_role(role);
  return known ? known->find(field) : nullptr;
}

std::string before(const std::string& words, std::string_view mark) { return words.substr(0, words.find(mark)); }

/// Reads conditions joined by AND, OR, NOT and brackets, and writes them in words. Anything else is not understood.
class Reader {
 public:
  Reader(const std::string& role, std::vector<Token> tokens) : role_(role), tokens_(std::move(tokens)) {}

  std::optional<Text> words() {
    const std::optional<Text> all = either();
    return at_ == tokens_.size() ? all : std::nullopt;
  }

 private:
  const Token& next() const {
    static const Token end;
    return at_ < tokens_.size() ? tokens_[at_] : end;
  }
  bool take(std::string_view keyword) {
    if (!next().is(keyword)) return false;
    ++at_;
    return true;
  }
  bool take_sign(std::string_view sign) {
    if (next().kind != Token::Kind::sign || next().words != sign) return false;
    ++at_;
    return true;
  }

  std::optional<Text> either() {
    std::optional<Text> words = both();
    while (words && take("or")) {
      const std::optional<Text> more = both();
      words = more ? std::optional(say("{} 或 {}", "{} or {}", *words, *more)) : std::nullopt;
    }
    return words;
  }

  std::optional<Text> both() {
    std::optional<Text> words = one();
    while (words && take("and")) {
      const std::optional<Text> more = one();
      words = more ? std::optional(say("{} 且 {}", "{} and {}", *words, *more)) : std::nullopt;
    }
    return words;
  }

  std::optional<Text> one() {
    if (take("not")) {
      const std::optional<Text> words = one();
      return words ? std::optional(say("并非 {}", "not {}", *words)) : std::nullopt;
    }
    if (take_sign("(")) {
      const std::optional<Text> words = either();
      return words && take_sign(")") ? std::optional(say("（{}）", "({})", *words)) : std::nullopt;
    }
    return comparison();
  }

  std::optional<Text> comparison() {
    if (next().kind != Token::Kind::word || next().words.empty()) return std::nullopt;
    field_ = tokens_[at_++].words;
    const Text name = field_words(role_, field_).value_or(same(field_));
    const Text given = say("{}已填写", "{} is given", name), open = say("{}未填写", "{} is not given", name);
    if (take("is")) {
      const bool is_not = take("not");
      return take("null") ? std::optional(is_not ? given : open) : std::nullopt;
    }
    const bool is_not = take("not");
    if (take("in")) return listed(name, is_not);
    if (take("between")) {
      const std::optional<Text> low = value();
      const std::optional<Text> high = low && take("and") ? value() : std::nullopt;
      if (!high) return std::nullopt;
      return is_not ? say("{} 不在 {} 至 {} 之间", "{} not between {} and {}", name, *low, *high)
                    : say("{} 在 {} 至 {} 之间", "{} between {} and {}", name, *low, *high);
    }
    if (is_not) return std::nullopt;
    return compared(name, given, open);
  }

  /// "kind IN ('station', 'square')": 类别 属于 车站、广场.
  std::optional<Text> listed(const Text& name, bool is_not) {
    if (!take_sign("(")) return std::nullopt;
    std::optional<Text> all = value();
    while (all && take_sign(",")) {
      const std::optional<Text> more = value();
      all = more ? std::optional(say("{}、{}", "{}, {}", *all, *more)) : std::nullopt;
    }
    if (!all || !take_sign(")")) return std::nullopt;
    return is_not ? say("{} 不属于 {}", "{} not in {}", name, *all) : say("{} 属于 {}", "{} in {}", name, *all);
  }

  std::optional<Text> compared(const Text& name, const Text& given, const Text& open) {
    static const std::map<std::string, std::string> signs{{"=", "="}, {"==", "="}, {"<>", "≠"}, {"!=", "≠"},
                                                          {"<", "<"}, {">", ">"},  {"<=", "≤"}, {">=", "≥"}};
    const auto known = next().kind == Token::Kind::sign ? signs.find(next().words) : signs.end();
    if (known == signs.end()) return std::nullopt;
    ++at_;
    const std::string& sign = known->second;
    const bool is_empty = next().kind == Token::Kind::value && next().is_quoted && next().words.empty();
    if (is_empty && (sign == "=" || sign == "≠")) {
      ++at_;
      return sign == "=" ? open : given;
    }
    const RoleField* const field = known_field(role_, field_);
    const std::optional<Text> what = value();
    if (!what) return std::nullopt;
    if (field && field->type == "flag" && sign == "=") return say("{}：{}", "{}: {}", name, *what);
    return say("{} {} {}", "{} {} {}", name, sign, *what);
  }

  std::optional<Text> value() {
    const std::string sign = take_sign("-") ? "-" : "";
    if (next().kind != Token::Kind::value || (next().is_quoted && next().words.empty())) return std::nullopt;
    const Token& token = tokens_[at_++];
    return field_value_words(role_, field_, sign + token.words);
  }

  std::string role_, field_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Text> field_words(const std::string& role, const std::string& field) {
  const RoleField* const known = known_field(role, field);
  if (!known) return std::nullopt;
  // "类别：kindergarten 幼儿园、…", "code, unique in the layer"
  return Text{before(known->title.zh, "："), before(before(known->title.en, ":"), ",")};
}

Text field_value_words(const std::string& role, const std::string& field, const std::string& value) {
  const RoleField* const known = known_field(role, field);
  if (!known) return same(value);
  if (known->type == "flag" && (value == "1" || value == "0"))
    return value == "1" ? Text{"是", "yes"} : Text{"否", "no"};
  return known->type == "text" ? class_words(role, value) : same(value);
}

Text condition_words(const std::string& role, const std::string& where) {
  std::optional<std::vector<Token>> tokens = tokens_of(where);
  if (!tokens || tokens->empty()) return same(where);
  return Reader(role, *std::move(tokens)).words().value_or(same(where));
}

}  // namespace gapmap
