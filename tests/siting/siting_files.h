// SPDX-License-Identifier: MIT
// Readers of siting instances from the literature, as the files are.
#pragma once

#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <numbers>
#include <queue>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "siting/problem.h"

namespace siting_files {

using gapmap::Index;

struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The words of a text file, one after the other, with the line each stands in.
class Words {
 public:
  explicit Words(const std::string& path) : path_(path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    if (!file || !(all << file.rdbuf())) throw Wrong(fmt::format("{}: cannot be read", path));
    text_ = all.str();
  }

  [[noreturn]] void fail(const std::string& what) const { throw Wrong(fmt::format("{}:{}: {}", path_, line_, what)); }
  bool at_end() {
    skip();
    return place_ == text_.size();
  }
  std::string_view word(const char* meaning) {
    if (at_end()) fail(fmt::format("the file ends where {} was expected", meaning));
    const std::size_t begin = place_;
    while (place_ < text_.size() && !blank(text_[place_])) ++place_;
    return std::string_view(text_).substr(begin, place_ - begin);
  }
  double number(const char* meaning) {
    const std::string_view digits = word(meaning);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
      fail(fmt::format("'{}' is not a number ({} was expected)", digits, meaning));
    }
    return value;
  }
  std::size_t count(const char* meaning, double least, double most) {
    const double value = number(meaning);
    if (value != std::floor(value) || value < least || value > most) {
      fail(fmt::format("{} must be a whole number from {} to {}, not {}", meaning, least, most, value));
    }
    return static_cast<std::size_t>(value);
  }
  void skip_line() {
    while (place_ < text_.size() && text_[place_] != '\n') ++place_;
  }
  void rewind() { place_ = 0, line_ = 1; }

 private:
  static bool blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
  void skip() {
    while (place_ < text_.size() && blank(text_[place_])) line_ += text_[place_++] == '\n';
  }

  std::string path_, text_;
  std::size_t place_ = 0;
  int line_ = 1;
};

constexpr double most_points = 1e6;
constexpr double most_edges = 1e8;

/// A graph in which a repeated edge replaces the earlier one; all vertices are demand and candidate.
inline gapmap::Median read_pmed(const std::string& path) {
  Words words(path);
  const std::size_t n = words.count("the number of vertices", 1, 30000);
  const std::size_t edges = words.count("the number of edges", 0, most_edges);
  const std::size_t p = words.count("p", 1, static_cast<double>(n));
  std::vector<std::vector<std::pair<Index, double>>> arcs(n);
  const auto join = [&](std::size_t a, std::size_t b, double length) {
    for (auto& [head, old] : arcs[a]) {
      if (head != b) continue;
      old = length;
      return;
    }
    arcs[a].emplace_back(static_cast<Index>(b), length);
  };
  for (std::size_t e = 0; e < edges; ++e) {
    const std::size_t a = words.count("a vertex", 1, static_cast<double>(n)) - 1;
    const std::size_t b = words.count("a vertex", 1, static_cast<double>(n)) - 1;
    const double length = words.number("the cost of an edge");
    if (length < 0) words.fail("the cost of an edge is negative");
    if (a == b) continue;
    join(a, b, length);
    join(b, a, length);
  }
  if (!words.at_end()) words.fail("more words than edges were announced");
  gapmap::Median problem;
  problem.candidates = n;
  problem.sites = p;
  for (std::size_t source = 0; source < n; ++source) {
    std::vector<double> distance(n, std::numeric_limits<double>::infinity());
    using Entry = std::pair<double, Index>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    distance[source] = 0;
    queue.emplace(0.0, static_cast<Index>(source));
    while (!queue.empty()) {
      const auto [reached, v] = queue.top();
      queue.pop();
      if (reached > distance[v]) continue;
      for (const auto& [head, length] : arcs[v]) {
        if (reached + length < distance[head]) queue.emplace(distance[head] = reached + length, head);
      }
    }
    for (std::size_t v = 0; v < n; ++v) {
      if (std::isinf(distance[v])) continue;
      problem.near.item.push_back(static_cast<Index>(v));
      problem.distance.push_back(distance[v]);
    }
    problem.near.close();
  }
  return problem;
}

inline gapmap::Center read_pcenter(const std::string& path) {
  gapmap::Median median = read_pmed(path);
  return {median.candidates, std::move(median.near), std::move(median.distance), median.sites, {}};
}

/// One reading of a set cover file: after the sizes come all costs and the rows, or (rail) the columns.
inline gapmap::SetCover read_scp_as(Words& words, bool by_columns) {
  words.rewind();
  const std::size_t m = words.count("the number of rows", 1, most_points);
  const std::size_t n = words.count("the number of columns", 1, 1e7);
  gapmap::SetCover problem;
  problem.rows = m;
  const auto cost = [&] {
    const double value = words.number("the cost of a column");
    if (value < 0) words.fail("the cost of a column is negative");
    problem.cost.push_back(value);
  };
  const auto list = [&](gapmap::Sparse& lists, const char* length, const char* item, std::size_t items) {
    const std::size_t count = words.count(length, 0, static_cast<double>(items));
    for (std::size_t k = 0; k < count; ++k) {
      lists.item.push_back(static_cast<Index>(words.count(item, 1, static_cast<double>(items)) - 1));
    }
    lists.close();
  };
  if (by_columns) {
    for (std::size_t j = 0; j < n; ++j) {
      cost();
      list(problem.covers, "the number of rows of a column", "a row", m);
    }
  } else {
    for (std::size_t j = 0; j < n; ++j) cost();
    gapmap::Sparse rows;
    for (std::size_t i = 0; i < m; ++i) list(rows, "the number of columns of a row", "a column", n);
    problem.covers = gapmap::transpose(rows, n);
  }
  if (!words.at_end()) words.fail("more words than rows and columns need");
  return problem;
}

inline gapmap::SetCover read_scp(const std::string& path) {
  Words words(path);
  std::string by_rows;
  try {
    return read_scp_as(words, false);
  } catch (const Wrong& wrong) {
    by_rows = wrong.what();
  }
  try {
    return read_scp_as(words, true);
  } catch (const Wrong& wrong) {
    throw Wrong(fmt::format("{} (read as rows); {} (read as rail columns)", by_rows, wrong.what()));
  }
}

struct Points {
  std::vector<double> x, y, demand;
  bool spherical = false;
};

inline Points read_points(const std::string& path) {
  Words words(path);
  Points points;
  const auto point = [&](double x, double y) {
    points.x.push_back(x);
    points.y.push_back(y);
  };
  const auto demand = [&](double value) {
    if (value < 0) words.fail("a demand is negative");
    points.demand.push_back(value);
  };
  const std::string_view first = words.word("the number of points or NAME");
  words.rewind();
  if (std::isdigit(static_cast<unsigned char>(first[0]))) {
    const std::size_t n = words.count("the number of points", 1, most_points);
    words.skip_line();
    for (std::size_t i = 0; i < n; ++i) {
      const double x = words.number("x"), y = words.number("y");
      point(x, y);
      demand(words.number("a demand"));
    }
    if (!words.at_end()) words.fail("more words than points were announced");
    return points;
  }
  points.spherical = true;
  std::string_view word;
  while ((word = words.word("NODE_COORD_SECTION")) != "NODE_COORD_SECTION") {
    if (word == "DEMAND_SECTION") words.fail("DEMAND_SECTION before NODE_COORD_SECTION");
  }
  const auto starts_number = [](std::string_view w) {
    return !w.empty() && (std::isdigit(static_cast<unsigned char>(w[0])) || w[0] == '-' || w[0] == '.');
  };
  const auto parse = [&](std::string_view digits) {
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size())
      words.fail(fmt::format("'{}' is not a number", digits));
    return value;
  };
  while ((word = words.word("DEMAND_SECTION")) != "DEMAND_SECTION") {
    if (!starts_number(word)) words.fail(fmt::format("'{}' is neither a coordinate nor DEMAND_SECTION", word));
    const double latitude = parse(word);
    point(words.number("a longitude"), latitude);
  }
  while (points.demand.size() < points.x.size()) demand(words.number("a demand"));
  if (!words.at_end() && words.word("EOF") != "EOF") words.fail("more demands than points");
  return points;
}

inline gapmap::MaxCover read_mclp(const std::string& path, double radius, std::size_t p) {
  const Points points = read_points(path);
  const std::size_t n = points.x.size();
  gapmap::MaxCover problem;
  problem.demands = n;
  problem.weight = points.demand;
  problem.sites = p;
  constexpr double degree = std::numbers::pi / 180, earth = 6378100;
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = 0; i < n; ++i) {
      double distance;
      if (!points.spherical) {
        distance = std::hypot(points.x[i] - points.x[j], points.y[i] - points.y[j]);
      } else if (i == j) {
        distance = 0;
      } else {
        const double a = points.y[i] * degree, b = points.y[j] * degree;
        const double c =
            std::sin(a) * std::sin(b) + std::cos(a) * std::cos(b) * std::cos((points.x[i] - points.x[j]) * degree);
        distance = earth * std::acos(std::min(1.0, c));
      }
      if (distance <= radius) problem.covers.item.push_back(static_cast<Index>(i));
    }
    problem.covers.close();
  }
  return problem;
}

}  // namespace siting_files
