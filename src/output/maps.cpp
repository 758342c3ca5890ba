// SPDX-License-Identifier: MIT
#include "output/maps.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"
#include "output/canvas.h"
#include "output/palette.h"
#include "output/words.h"

namespace gapmap {
namespace {

// A4 lying down, in mm: the frames stand left of the column with legend and notes.
constexpr double sheet_width = 297, sheet_height = 210, margin = 10, head = 26, side = 58;
constexpr double dots_per_inch = 200;

/// The largest of 1, 2, 5 times a power of ten that is not above `value`.
double round_below(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {5.0, 2.0})
    if (step * power <= value) return step * power;
  return power;
}

/// The smallest number of two digits and zeros that is not below `value`.
double round_scale(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::ceil(value / power) * power;
}

/// Where a piece of the ground lies on the sheet.
struct View {
  double mm_per_metre, left, top;
  Box ground;
  Point at(Point p) const {
    return {left + (p.x - ground.low.x) * mm_per_metre, top + (ground.high.y - p.y) * mm_per_metre};
  }
};

class Sheet {
 public:
  Sheet(const ResultView& view, const Scene& scene, Language language)
      : view_(view), scene_(scene), language_(language), canvas_(sheet_width, sheet_height, dots_per_inch) {}

  void draw(const std::vector<const StandardResult*>& results) {
    heading(results);
    const Box ground = ground_of(results);
    const std::size_t columns = best_columns(results.size(), ground), rows = (results.size() + columns - 1) / columns;
    const double width = (sheet_width - 2 * margin - side) / static_cast<double>(columns),
                 height = (sheet_height - margin - head - 6) / static_cast<double>(rows);
    for (std::size_t i = 0; i < results.size(); ++i)
      frame(*results[i], ground, margin + static_cast<double>(i % columns) * width,
            head + static_cast<double>(i / columns) * height, width - 4, height - 4);
    notes(results);
  }

  void write(const std::filesystem::path& path) { canvas_.write_png(path); }

 private:
  static constexpr double frame_head = 12;

  const Standard& standard_of(const StandardResult& result) const { return view_.plan.standards[result.standard]; }

  void heading(const std::vector<const StandardResult*>& results) {
    const Standard& standard = standard_of(*results.front());
    canvas_.text(say("任务 {}", "Task {}", standard.task).in(language_), margin, 7, {7, true, "#111111", 0, 0, 0});
    canvas_.text(shorten(view_.plan.title.in(language_), 110), margin, 16.5, {3.6, false, "#444444", 0, 0, 0});
  }

  Box ground_of(const std::vector<const StandardResult*>& results) const {
    Box ground = view_.partitions.front().areas().box();
    if (ground.empty())
      for (const StandardResult* result : results) ground.add(result->reading.gap->geometries.box());
    const double room = 0.02 * std::max(ground.high.x - ground.low.x, ground.high.y - ground.low.y) + 1;
    return ground.grown(room);
  }

  /// The number of columns that lets the ground be drawn largest.
  static std::size_t best_columns(std::size_t count, const Box& ground) {
    std::size_t best = 1;
    double largest = 0;
    for (std::size_t columns = 1; columns <= count; ++columns) {
      const double rows = std::ceil(static_cast<double>(count) / static_cast<double>(columns));
      const double width = (sheet_width - 2 * margin - side) / static_cast<double>(columns) - 4,
                   height = (sheet_height - margin - head - 6) / rows - 4 - frame_head;
      const double scale = std::min(width / (ground.high.x - ground.low.x), height / (ground.high.y - ground.low.y));
      if (scale <= largest) continue;
      largest = scale;
      best = columns;
    }
    return best;
  }

  void frame(const StandardResult& result, const Box& ground, double x, double y, double width, double height) {
    const Score& score = result.whole();
    const Reading& reading = result.reading;
    one_line(standard_of(result).title.in(language_), x, y, width, {3.8, true, "#111111", 0, 0, 0});
    std::string headline = value_words(score, reading.value_unit, language_);
    const std::string target = target_words(score.target, reading.value_unit),
                      missing = missing_words(score, reading.amount_unit, language_);
    if (!target.empty()) headline += say("，目标 {}", ", target {}", target).in(language_);
    if (!missing.empty())
      headline +=
          (score.missing > 0 ? say("，缺 {}", ", {} missing", missing) : say("，{}", ", {}", missing)).in(language_);
    const bool is_unmet = score.verdict == Verdict::unmet;
    one_line(verdict_words(score.verdict).in(language_) + "  " + headline, x, y + 5.6, width,
             {3.2, false, is_unmet ? "#a63603" : "#08519c", 0, 0, 0});

    const double top = y + frame_head, room = height - frame_head;
    const double fit = std::min(width / (ground.high.x - ground.low.x), room / (ground.high.y - ground.low.y));
    denominator_ = round_scale(1000 / fit);
    const double scale = 1000 / denominator_;
    const double drawn = (ground.high.y - ground.low.y) * scale;
    View view{scale, x + (width - (ground.high.x - ground.low.x) * scale) / 2, top, ground};
    canvas_.clip(x, top, width, drawn);
    background(result, view);
    gaps(*result.reading.gap, view);
    supply(result, view);
    unit_borders(view);
    labels(view);
    canvas_.unclip();
    canvas_.colour("#666666");
    canvas_.rectangle(x, top, width, drawn);
    canvas_.stroke(0.25);
  }

  /// A line of text in smaller type, and cut at the last, where it would be wider than its place.
  void one_line(std::string words, double x, double y, double width, Canvas::Lettering lettering) {
    while (lettering.size > 2.2 && canvas_.measure(words, lettering).width > width) lettering.size -= 0.1;
    while (canvas_.measure(words, lettering).width > width && display_width(words) > 4)
      words = shorten(words, display_width(words) - 2);
    canvas_.text(words, x, y, lettering);
  }

  void trace(const Geometries& geometries, std::size_t feature, const View& view) {
    for (std::size_t i = 0; i < geometries.parts_of(feature); ++i) {
      std::vector<Point> vertices;
      for (const Point p : geometries.part(feature, i)) vertices.push_back(view.at(p));
      canvas_.path(vertices, geometries.shape() == Shape::area);
    }
  }

  void trace_all(const Geometries& geometries, const View& view) {
    for (std::size_t i = 0; i < geometries.size(); ++i) trace(geometries, i, view);
  }

  void background(const StandardResult& result, const View& view) {
    trace_all(view_.partitions.front().areas(), view);
    canvas_.colour("#fafafa");
    canvas_.fill();
    const Requirement& way = standard_of(result).ways[result.way];
    const Selection* demand = way.find<Selection>("demand");
    if (demand) {
      const Features features = scene_.features(*demand);
      if (features.geometries().shape() == Shape::line) {
        for (const std::uint32_t row : features.rows) trace(features.geometries(), row, view);
        canvas_.colour(palette::street);
        canvas_.stroke(0.15);
      }
    }
    if (!result.reading.served) return;
    trace_all(result.reading.served->geometries, view);
    canvas_.colour(palette::served_area, 0.6);
    canvas_.fill();
  }

  void gaps(const PlaceList& gap, const View& view) {
    const Shape shape = gap.geometries.shape();
    double most = 0;
    for (const double amount : gap.amount) most = std::max(most, std::abs(amount));
    for (std::size_t i = 0; i < gap.size(); ++i) {
      if (gap.geometries.is_null(i)) continue;
      canvas_.colour(palette::gap, shape == Shape::area ? 0.55 : 0.8);
      if (shape == Shape::point) {
        const Point p = view.at(gap.geometries.part(i, 0)[0]);
        canvas_.circle(p.x, p.y, 0.15 + 0.3 * std::sqrt(most > 0 ? std::abs(gap.amount[i]) / most : 0));
        canvas_.fill();
      } else {
        trace(gap.geometries, i, view);
        if (shape == Shape::line)
          canvas_.stroke(0.45);
        else
          canvas_.fill();
      }
    }
  }

  void supply(const StandardResult& result, const View& view) {
    for (const auto& [key, selection] : standard_of(result).ways[result.way].selections())
      if (key == "supply") facilities(scene_.features(*selection), view);
  }

  void facilities(const Features& features, const View& view) {
    const Geometries& geometries = features.geometries();
    for (const std::uint32_t row : features.rows) {
      if (!features.is_placed(row)) continue;
      if (geometries.shape() == Shape::point) {
        const Point p = view.at(geometries.part(row, 0)[0]);
        canvas_.circle(p.x, p.y, 0.55);
        canvas_.colour(palette::supply);
        canvas_.fill(true);
        canvas_.colour("#ffffff");
        canvas_.stroke(0.12);
      } else {
        trace(geometries, row, view);
        canvas_.colour(palette::supply, 0.75);
        if (geometries.shape() == Shape::area)
          canvas_.fill();
        else
          canvas_.stroke(0.3);
      }
    }
  }

  void unit_borders(const View& view) {
    trace_all(view_.partitions.front().areas(), view);
    canvas_.colour("#4d4d4d");
    canvas_.stroke(0.22);
  }

  /// Names of units, largest unit first; one that would run over another is left out.
  void labels(const View& view) {
    const Partition& partition = view_.partitions.front();
    std::vector<std::size_t> order;
    for (std::size_t unit = 0; unit < partition.units().size(); ++unit) order.push_back(unit);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return area_of(partition.areas(), a) > area_of(partition.areas(), b);
    });
    std::vector<Box> used;
    for (const std::size_t unit : order) {
      const Canvas::Lettering lettering{2.4, false, "#222222", 0.45, 0, 0.5};
      const std::string name = shorten(partition.units()[unit].name, 24);
      const Canvas::Extent extent = canvas_.measure(name, lettering);
      const Point p = view.at(label_point(partition.areas(), unit));
      const Box box{{p.x - extent.width / 2, p.y - extent.height / 2},
                    {p.x + extent.width / 2, p.y + extent.height / 2}};
      if (std::any_of(used.begin(), used.end(), [&](const Box& other) { return other.intersects(box); })) continue;
      used.push_back(box);
      canvas_.text(name, p.x, box.low.y, lettering);
    }
  }

  void legend_row(double& y, const char* colour, double opacity, bool is_point, const Text& words) {
    const double x = sheet_width - margin - side + 6;
    canvas_.colour(colour, opacity);
    if (is_point)
      canvas_.circle(x + 3, y + 2, 0.9);
    else
      canvas_.rectangle(x, y + 0.4, 6, 3.2);
    canvas_.fill();
    canvas_.text(words.in(language_), x + 9, y, {3, false, "#222222", 0, side - 16, 0});
    y += 6;
  }

  void notes(const std::vector<const StandardResult*>& results) {
    const double x = sheet_width - margin - side + 6, width = side - 6;
    double y = head;
    north_arrow(sheet_width - margin - 6, 8);
    y += canvas_.text(language_ == Language::zh ? "图例" : "Legend", x, y, {4, true, "#111111", 0, 0, 0}).height + 1;
    legend_row(y, palette::gap, 0.8, false, {"缺口（点按人数大小）", "gap (points by people)"});
    legend_row(y, palette::supply, 1, true, {"设施", "facilities"});
    legend_row(y, palette::served_area, 0.6, false, {"已服务的面积", "area served"});
    legend_row(y, palette::street, 1, false, {"街道", "streets"});
    y += 3;
    const double bar = round_below(34 * denominator_ / 1000), length = bar * 1000 / denominator_;
    canvas_.colour("#222222");
    canvas_.rectangle(x, y, length / 2, 1.6);
    canvas_.fill();
    canvas_.colour("#222222");
    canvas_.rectangle(x, y, length, 1.6);
    canvas_.stroke(0.2);
    canvas_.text(bar >= 1000 ? grouped(bar / 1000, bar < 2000 ? 1 : 0) + (language_ == Language::zh ? " 公里" : " km")
                             : grouped(bar) + (language_ == Language::zh ? " 米" : " m"),
                 x + length + 1.5, y - 1, {2.8, false, "#222222", 0, 0, 0});
    canvas_.text(fmt::format("1 : {}", grouped(denominator_)), x, y + 2.5, {2.8, false, "#222222", 0, 0, 0});
    y += 11;
    std::set<std::string> said;
    for (const StandardResult* result : results) {
      const Standard& standard = standard_of(*result);
      if (!standard.clause.empty() && said.insert(standard.clause).second)
        y +=
            canvas_.text("“" + shorten(standard.clause, 120) + "”", x, y, {2.8, false, "#333333", 0, width, 0}).height +
            1.5;
      const std::string& assumption = standard.assumption.in(language_);
      if (!assumption.empty() && said.insert(assumption).second)
        y += canvas_
                 .text(say("假定：{}", "Assumed: {}", shorten(assumption, 140)).in(language_), x, y,
                       {2.6, false, "#666666", 0, width, 0})
                 .height +
             1.5;
      if (y > sheet_height - 62) break;
    }
    const Standard& standard = standard_of(*results.front());
    y += 2;
    if (!standard.lead.empty())
      y += canvas_
               .text(say("牵头：{}", "Lead: {}", join(standard.lead, "、")).in(language_), x, y,
                     {2.8, true, "#222222", 0, width, 0})
               .height +
           1;
    if (!standard.responsible.empty())
      canvas_.text(say("责任：{}", "Responsible: {}", shorten(join(standard.responsible, "、"), 150)).in(language_), x,
                   y, {2.6, false, "#444444", 0, width, 0});
    const std::string foot =
        say("依据：{} {}　坐标系：{}　制图：gapmap {}", "Source: {} {}   CRS: {}   drawn by gapmap {}",
            view_.plan.document, view_.plan.date, view_.crs.label(), view_.run.version)
            .in(language_);
    canvas_.text(shorten(foot, 170), margin, sheet_height - 7.5, {2.6, false, "#555555", 0, 0, 0});
  }

  void north_arrow(double x, double y) {
    canvas_.colour("#222222");
    canvas_.path({{x, y}, {x + 2.6, y + 8}, {x, y + 6}, {x - 2.6, y + 8}}, true);
    canvas_.fill();
    canvas_.text(language_ == Language::zh ? "北" : "N", x, y + 8.5, {3.2, true, "#222222", 0, 0, 0.5});
  }

  const ResultView& view_;
  const Scene& scene_;
  Language language_;
  Canvas canvas_;
  double denominator_ = 1;
};

/// "5" -> "05", "3(1)" -> "03-1": sorts well and is safe as a file name.
std::string file_name(const std::string& task) {
  std::string name;
  for (const char c : task) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  return "task-" + (digits == 1 ? "0" + name : name) + ".png";
}

}  // namespace

std::vector<std::filesystem::path> write_maps(const ResultView& view, const Scene& scene,
                                              const std::filesystem::path& folder, bool overwrite, Language language) {
  constexpr std::size_t most_frames = 6;
  std::vector<std::string> tasks;
  std::map<std::string, std::vector<const StandardResult*>> by_task;
  for (const StandardResult& result : view.assessment.results) {
    if (!result.reading.gap || result.reading.gap->geometries.shape() == Shape::none) continue;
    auto& results = by_task[view.plan.standards[result.standard].task];
    if (results.empty()) tasks.push_back(view.plan.standards[result.standard].task);
    if (results.size() < most_frames) results.push_back(&result);
  }
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  std::vector<std::filesystem::path> written;
  for (const std::string& task : tasks) {
    const std::filesystem::path path = folder / file_name(task);
    if (!overwrite && std::filesystem::exists(path))
      throw Error(Fault::usage, say("图片 {} 已存在", "the picture {} exists", printable(path.string())),
                  {"换个文件夹，或加 --overwrite", "choose another folder, or add --overwrite"});
    Sheet sheet(view, scene, language);
    sheet.draw(by_task[task]);
    sheet.write(path);
    written.push_back(path);
  }
  return written;
}

}  // namespace gapmap
