// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "network/streets.h"

namespace gapmap::tests {
namespace {

double total(const Graph& graph) {
  Micrometres sum = 0;
  for (const Edge& edge : graph.edges())
    if (!edge.is_mend()) sum += edge.length;
  return to_metres(sum);
}

std::size_t count_degree(const Graph& graph, std::size_t degree) {
  std::size_t count = 0;
  for (std::size_t node = 0; node < graph.node_count(); ++node) count += graph.degree(node) == degree;
  return count;
}

std::size_t mends(const Graph& graph) {
  return static_cast<std::size_t>(
      std::count_if(graph.edges().begin(), graph.edges().end(), [](const Edge& edge) { return edge.is_mend(); }));
}

/// What of a graph must not depend on how its streets were listed and cut: ends, pieces and lengths.
struct Layout {
  std::size_t ends = 0, crossings = 0, gaps = 0;
  std::vector<double> pieces;
};

Layout shape_of(const Graph& graph) {
  Layout shape;
  for (std::size_t node = 0; node < graph.node_count(); ++node) {
    shape.ends += graph.degree(node) == 1;
    shape.crossings += graph.degree(node) > 2;
  }
  shape.gaps = mends(graph);
  for (std::size_t i = 0; i < graph.component_count(); ++i) shape.pieces.push_back(graph.component_length(i).value);
  return shape;
}

void check_same(const Layout& a, const Layout& b) {
  CHECK(a.ends == b.ends);
  CHECK(a.crossings == b.crossings);
  CHECK(a.gaps == b.gaps);
  REQUIRE(a.pieces.size() == b.pieces.size());
  for (std::size_t i = 0; i < a.pieces.size(); ++i) CHECK(a.pieces[i] == Approx(b.pieces[i]).margin(1e-4));
}

}  // namespace

TEST_CASE("lines meet at a shared vertex; a crossing joins or bridges") {
  //        |            Two streets of 200 m that cross in their middles: four edges of 100 m around one node.
  //   -----+-----
  //        |
  Streets town{{{{-100, 0}, {100, 0}}, {{0, -100}, {0, 100}}}};
  const Graph joined = town.graph();
  CHECK(joined.node_count() == 5);
  CHECK(joined.edge_count() == 4);
  CHECK(joined.component_count() == 1);
  CHECK(count_degree(joined, 4) == 1);
  CHECK(count_degree(joined, 1) == 4);
  for (const Edge& edge : joined.edges()) CHECK(edge.length == to_micrometres(100));

  town.options.crossings = Crossings::bridge;
  CHECK(town.graph().edge_count() == 2);
  CHECK(town.graph().component_count() == 2);

  town.lines = {{{-100, 0}, {0, 0}, {100, 0}}, {{0, -100}, {0, 0}, {0, 100}}};
  CHECK(town.graph().edge_count() == 4);
}

TEST_CASE("a bridge passes over what it crosses, and meets the streets at its ends") {
  // The middle street is a bridge: it meets the street that starts where it ends, not the one below.
  Streets town{{{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}, {{50, -50}, {50, 50}}}, {1, 0, 0}};
  const Graph graph = town.graph();
  CHECK(graph.edge_count() == 3);
  CHECK(graph.component_count() == 2);
  CHECK(graph.component_length(0).value == 200);
  // A ramp that comes down onto a street of the ground meets it; a street that ends under a bridge does not.
  town = {{{{0, 0}, {0, 100}}, {{-50, 0}, {50, 0}}}, {1, 0}};
  CHECK(town.graph().component_count() == 1);
  town.level = {0, 1};
  CHECK(town.graph().component_count() == 2);
}

TEST_CASE("an end that misses a street by less than the tolerance is mended by an edge as long as the gap") {
  Streets town{{{{0, 0}, {200, 0}}, {{50, 0.75}, {50, 100}}}};
  const Graph graph = town.graph();
  CHECK(mends(graph) == 1);
  CHECK(graph.component_count() == 1);
  CHECK(graph.component_length(0).value == Approx(200 + 99.25).epsilon(1e-12));
  CHECK(total(graph) == Approx(299.25).epsilon(1e-12));
  for (const Edge& edge : graph.edges())
    if (edge.is_mend()) {
      CHECK(edge.length == to_micrometres(0.75));
      CHECK(edge.feature == 1);
      CHECK(edge.layer_of_end == 0);
    }
  CHECK(count_degree(graph, 1) == 3);

  town.options.tolerance = Metres{0.5};
  CHECK(town.graph().component_count() == 2);
  CHECK(count_degree(town.graph(), 1) == 4);

  // An end that runs 0.3 m past the street crosses it; nothing is to be mended.
  town = {{{{0, 0}, {200, 0}}, {{50, -0.3}, {50, 100}}}};
  CHECK(mends(town.graph()) == 0);
  CHECK(town.graph().component_count() == 1);
}

TEST_CASE("a barrier cuts the streets that it crosses, and nobody walks inside one") {
  Streets town{{{{0, 0}, {100, 0}}, {{0, 50}, {100, 50}}, {{0, 0}, {0, 50}}, {{100, 0}, {100, 50}}}};
  CHECK(town.graph().edge_count() == 4);
  town.barriers.add_feature(std::vector<Point>{{50, -10}, {50, 20}});
  const Graph cut = town.graph();
  CHECK(cut.edge_count() == 5);
  CHECK(cut.component_count() == 1);
  CHECK(count_degree(cut, 1) == 2);
  // Through the very vertex where two streets meet.
  town.barriers = Geometries(Shape::line);
  town.barriers.add_feature(std::vector<Point>{{-10, -10}, {10, 10}});
  CHECK(count_degree(town.graph(), 1) == 2);

  town.barriers = Geometries(Shape::area);
  town.barriers.add_feature(std::vector<Point>{{40, -10}, {60, -10}, {60, 20}, {40, 20}, {40, -10}});
  CHECK(total(town.graph()) == Approx(300 - 20).epsilon(1e-12));
}

TEST_CASE("edges know where they come from, and their pieces give back the street") {
  Streets town{{{{0, 0}, {30, 40}, {30, 140}}, {{0, 90}, {60, 90}}}};
  const Graph graph = town.graph();
  REQUIRE(graph.edge_count() == 4);
  for (std::size_t i = 0; i < graph.edge_count(); ++i) {
    const Edge& edge = graph.edge(i);
    CHECK(edge.to - edge.from == Approx(to_metres(edge.length)).margin(1e-6));
    CHECK(length(graph.path(i)) == Approx(to_metres(edge.length)).margin(1e-6));
    if (edge.feature == 0 && edge.from == 0) {
      CHECK(edge.length == to_micrometres(100));  // 50 m to the bend, 50 m up to the crossing at y = 90
      CHECK(place_on(graph, i, to_micrometres(60)) == Point{30, 50});
      Geometries piece(Shape::line);
      append_stretch(graph, i, to_micrometres(25), to_micrometres(60), piece);
      piece.end_feature();
      CHECK(piece.vertices() == std::vector<Point>{{15, 20}, {30, 40}, {30, 50}});
    }
  }
}

TEST_CASE("broken lines are left out: without length, not finite, drawn twice") {
  Streets town{
      {{{0, 0}, {0, 0}}, {{NAN, 0}, {1, 1}}, {{0, 0}, {0, 0}, {100, 0}}, {{0, 0}, {100, 0}}, {{50, 0}, {50, 9}}}};
  const Graph graph = town.graph();
  CHECK(graph.component_count() == 1);
  CHECK(total(graph) == Approx(209).epsilon(1e-12));
  CHECK(Streets{{}}.graph().node_count() == 0);
}

TEST_CASE("reversing, shuffling, splitting and moving the streets changes nothing") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::vector<Line> lines = random_streets(random, 4 + static_cast<int>(seed % 20), 1000);
    Streets town{lines};
    const Layout before = shape_of(town.graph());
    const double long_ = total(town.graph());

    auto shuffled = lines;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    for (Line& line : shuffled)
      if (random() % 2) std::reverse(line.begin(), line.end());
    check_same(before, shape_of(Streets{shuffled}.graph()));

    std::vector<Line> split;
    for (const Line& line : lines)
      for (std::size_t k = 1; k < line.size(); ++k) split.push_back({line[k - 1], line[k]});
    check_same(before, shape_of(Streets{split}.graph()));

    auto moved = lines;
    for (Line& line : moved)
      for (Point& p : line) p = {p.x + 38453120, p.y + 3840000};
    const Graph far = Streets{moved}.graph();
    CHECK(far.component_count() == before.pieces.size());
    CHECK(total(far) == Approx(long_).margin(1e-4));

    town.options.jobs = 4;
    const Graph four = town.graph();
    town.options.jobs = 1;
    const Graph one = town.graph();
    REQUIRE(one.edge_count() == four.edge_count());
    for (std::size_t i = 0; i < one.edge_count(); ++i) {
      CHECK(one.edge(i).tail == four.edge(i).tail);
      CHECK(one.edge(i).length == four.edge(i).length);
    }
  }
}

TEST_CASE("random streets: as many crossings as asking every pair") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    // Straight streets at random: every crossing is one node of four ways, no two at one place.
    std::vector<Line> lines;
    const auto in = [&] { return 1000 * static_cast<double>(random()) / 4294967296.0; };
    for (int i = 0; i < 30; ++i) lines.push_back({{in(), in()}, {in(), in()}});
    std::size_t crossings = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t j = i + 1; j < lines.size(); ++j) {
        const Point a = lines[i][0], b = lines[i][1], c = lines[j][0], d = lines[j][1];
        const double turn = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
        const double t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / turn;
        const double u = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / turn;
        crossings += t > 0 && t < 1 && u > 0 && u < 1;
      }
    Streets town{lines};
    town.options.tolerance = Metres{0};
    const Graph graph = town.graph();
    CHECK(count_degree(graph, 4) == crossings);
    CHECK(graph.edge_count() == 30 + 2 * crossings);
  }
}

}  // namespace gapmap::tests
