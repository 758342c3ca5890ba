// SPDX-License-Identifier: MIT
#include "input/read.h"

#include <algorithm>
#include <cmath>

#include <cpl_string.h>

#include "base/cancel.h"
#include "base/error.h"
#include "geo/crossings.h"
#include "geo/overlay.h"
#include "input/columns.h"
#include "input/condition.h"
#include "input/coordinate_columns.h"
#include "input/decoding.h"
#include "input/gpkg_scan.h"
#include "input/heights.h"
#include "input/ill_typed.h"
#include "input/intake.h"
#include "input/placing.h"
#include "input/projection.h"
#include "input/raster.h"
#include "input/source.h"
#include "input/usual_fields.h"

namespace gapmap {
namespace {

constexpr std::size_t most_crossings = 20'000;  // of one polygon: mending takes a second

class LayerReader {
 public:
  LayerReader(const ReadRequest& request, const ReadOptions& options)
      : request_(request),
        spec_(request.spec),
        options_(options),
        source_(spec_, options.folder, options.allow_network, options.sources.get()) {
    read_.place = source_.place();
    read_.layer.name = spec_.role;
    read_.record = {spec_.role, spec_.source, source_.files(), source_.driver(), {}, {}, {}, 0};
    read_.issues = source_.issues();
  }

  ReadLayer read() {
    read_.is_raster = source_.is_raster();
    if (request_.as_heights) return read_heights();
    if (read_.is_raster)
      read_pixels();
    else
      read_features();
    read_.record.features = read_.cells ? static_cast<std::size_t>(read_.cells->size()) : read_.layer.size();
    if (read_.layer.size() == 0 && !read_.cells && !has_more_elsewhere())
      throw Error(Fault::input, say("{}：图层是空的", "{}: the layer is empty", read_.place),
                  {"检查 source、layer 和 where；空图层无法检查",
                   "check source, layer and where; nothing can be checked on an empty layer"});
    for (Column& column : read_.layer.columns)
      if (request_.numbers.contains(column.name))
        note_dressed(column.name, require_numbers(column, read_.layer.ids, read_.place));
    choose_rows();
    if (read_.layer.has_geometry() && !read_.cells) {
      carry();
      mend();
      crop();
    }
    return std::move(read_);
  }

 private:
  void issue(std::string code, Severity severity, std::string feature, Text message, std::optional<Place> place = {}) {
    read_.issues.push_back(
        {std::move(code), severity, spec_.role, spec_.source, std::move(feature), std::move(message), place});
  }

  /// Whether the layer is empty only within the extent asked for; a wrong datum often looks like that.
  bool has_more_elsewhere() {
    if (!request_.extent || source_.is_raster()) return false;
    source_.layer().SetSpatialFilter(nullptr);
    if (source_.layer().GetFeatureCount() == 0) return false;
    issue("L102", Severity::warning, "",
          {"评价范围及其周边没有任何要素，坐标系可能写错",
           "no feature lies in or near the plan area; its coordinate system may be wrong"});
    return true;
  }

  ReadLayer read_heights() {
    if (!source_.is_raster())
      throw Error(Fault::input,
                  say("{}：高程须为栅格（如 GeoTIFF），这是矢量图层",
                      "{}: heights must be a raster, such as a GeoTIFF; this is a layer of features", read_.place),
                  {"用 gdal_rasterize 或 gdal_grid 先转成栅格", "make a raster of it by gdal_rasterize or gdal_grid"});
    const OGRSpatialReference* found = source_.dataset().GetSpatialRef();
    if (!Projection::is_known(spec_, found))
      throw Error(Fault::input, say("{}：栅格没有坐标系", "{}: the raster has no coordinate system", read_.place),
                  say("在图层“{}”里写明 crs", "say crs in the layer \"{}\"", spec_.role));
    projection_.emplace(spec_, found, options_.crs, read_.place);
    read_.heights = open_heights(source_, *projection_, options_.allow_network);
    read_.layer.geometries = Geometries(Shape::point);
    for (const std::string& condition : request_.conditions) read_.rows[condition];
    read_.record.features = static_cast<std::size_t>(source_.dataset().GetRasterXSize()) *
                            static_cast<std::size_t>(source_.dataset().GetRasterYSize());
    note_projection();
    return std::move(read_);
  }

  void read_pixels() {
    const OGRSpatialReference* found = source_.dataset().GetSpatialRef();
    if (Projection::is_known(spec_, found)) projection_.emplace(spec_, found, options_.crs, read_.place);
    for (const auto* asked : {&request_.columns, &request_.numbers})
      for (const std::string& name : *asked)
        if (name != "value" && name != spec_.weight)
          throw Error(Fault::input, say("{}：栅格只有字段 value（每像元人数），没有“{}”",
                                        "{}: a raster has the field value only (people in a pixel), not \"{}\"",
                                        read_.place, printable(name)));
    const auto blocks = std::make_shared<const RasterBlocks>(
        source_, options_.allow_network,
        request_.extent && projection_ ? std::optional(projection_->back(*request_.extent)) : std::nullopt);
    // What was unpacked into memory goes when it is read.
    const bool may_stream = request_.may_stream && spec_.where.empty() &&
                            !std::string_view(source_.dataset().GetDescription()).starts_with("/vsimem/");
    if (may_stream && blocks->size() > options_.raster_as_points)
      stream_pixels(blocks);
    else
      read_.layer = read_raster(*blocks, spec_.role, read_.place, options_.most_pixels);
    // A plan may call the people of a raster by the name that its layers use.
    if (request_.numbers.contains(spec_.weight) && spec_.weight != "value") {
      Column people = read_.layer.columns.front();
      people.name = spec_.weight;
      read_.layer.columns.push_back(std::move(people));
    }
  }

  void stream_pixels(const std::shared_ptr<const RasterBlocks>& blocks) {
    // What is said of a layer's place is said of cells all over the raster.
    std::vector<Point> sample = blocks->sample(33);
    Layer somewhere;
    somewhere.geometries = Geometries(Shape::point);
    for (const Point p : sample) {
      somewhere.ids.push_back(static_cast<std::int64_t>(somewhere.ids.size()));
      somewhere.geometries.add_point(p);
    }
    Issues issues;
    place_layer(somewhere, projection_, {spec_, options_.crs, read_.place}, issues);
    for (Issue& about : issues)
      if (about.code != "G105" && about.code != "G106") read_.issues.push_back(std::move(about));
    note_projection();
    read_.layer.geometries = Geometries(Shape::point);
    read_.layer.columns.push_back({"value", Numbers(), {}});
    read_.cells = stream_raster(blocks, *projection_, std::move(sample), request_.extent);
  }

  void read_features() {
    OGRLayer& layer = source_.layer();
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    TextDecoder decoder(source_, spec_);
    const auto fields = usual_fields(spec_, FieldNames(definition, {}, decoder, read_.place).names());
    const FieldNames names(definition, fields, decoder, read_.place);
    ColumnReader columns(definition, decoder);
    std::vector<char> wanted(static_cast<std::size_t>(definition.GetFieldCount()), 0);
    const auto want = [&](const std::string& name) {
      const int field = names.index_of(name);
      columns.want(name, field);
      wanted[static_cast<std::size_t>(field)] = 1;
    };
    for (const std::string& name : columns_to_read(names)) want(name);

    std::optional<CoordinateColumns> coordinates;
    if (!spec_.x.empty() || (request_.needs_geometry && layer.GetGeomType() == wkbNone))
      coordinates = CoordinateColumns::find(spec_, names, read_.place, read_.issues);
    for (const int field : coordinates ? coordinates->fields() : std::vector<int>())
      wanted[static_cast<std::size_t>(field)] = 1;
    const bool has_geometry = coordinates || layer.GetGeomType() != wkbNone;
    if (request_.needs_geometry && !has_geometry)
      throw NoGeometry(Fault::input, say("{}：表里没有几何", "{}: the table has no geometry", read_.place),
                       {"表格请用 x 和 y 写明坐标字段", "for a table, name the coordinate columns by x and y"});
    const bool takes_geometry = has_geometry;
    const OGRSpatialReference* found = coordinates ? nullptr : layer.GetSpatialRef();
    if (takes_geometry && Projection::is_known(spec_, found))
      projection_.emplace(spec_, found, options_.crs, read_.place);

    CPLStringList ignored;
    // By name: a field that shares its name with a wanted one must be read.
    std::set<std::string> wanted_names;
    for (int i = 0; i < definition.GetFieldCount(); ++i)
      if (wanted[static_cast<std::size_t>(i)]) wanted_names.insert(lower(definition.GetFieldDefn(i)->GetNameRef()));
    for (int i = 0; i < definition.GetFieldCount(); ++i)
      if (const char* const name = definition.GetFieldDefn(i)->GetNameRef(); !wanted_names.contains(lower(name)))
        ignored.AddString(name);
    if (!takes_geometry || coordinates) ignored.AddString("OGR_GEOMETRY");
    GdalMessages messages;
    if (layer.TestCapability(OLCIgnoreFields)) layer.SetIgnoredFields(const_cast<const char**>(ignored.List()));
    if (takes_geometry && !coordinates && projection_ && request_.extent)
      if (const Box box = projection_->back(*request_.extent); !box.empty())
        layer.SetSpatialFilterRect(box.low.x, box.low.y, box.high.x, box.high.y);

    GeometryIntake intake;
    layer.ResetReading();
    const std::size_t most_rows = source_.most_rows();
    const bool is_plain = source_.driver() == "GPKG" && !coordinates && !request_.extent && spec_.sql.empty() &&
                          spec_.encoding.empty() && !options_.through_ogr;
    std::optional<GpkgScan> scan;
    if (is_plain) scan = scan_geopackage(source_.dataset(), layer, columns.columns(), columns.fields(), takes_geometry);
    if (scan) {
      read_.layer.ids = std::move(scan->ids);
      intake = std::move(scan->intake);
    } else {
      while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        const auto id = feature->GetFID();
        read_.layer.ids.push_back(id);
        stop_if_cancelled();
        if (!messages.errors().empty()) break;
        if (read_.layer.ids.size() > most_rows) refuse_endless();
        columns.add(*feature);
        if (!takes_geometry) continue;
        if (coordinates)
          intake.add_point(coordinates->point(*feature, decoder), id);
        else
          intake.add(feature->GetGeometryRef(), id, read_.place);
      }
    }
    note_messages(messages);
    if (!scan && source_.driver() == "GPKG" && spec_.sql.empty()) refuse_ill_typed(definition, columns);
    if (source_.driver() == "GPKG" && !spec_.sql.empty()) note_ill_typed_behind_query();
    read_.layer.columns = scan ? std::move(scan->columns) : columns.take();
    // Cells of these formats have no types, or the types of whoever typed them.
    if (const std::string driver = source_.driver();
        driver == "CSV" || driver == "XLSX" || driver == "ODS" || driver == "XLS")
      for (Column& column : read_.layer.columns) note_dressed(column.name, infer_numbers(column));
    for (const Column& column : read_.layer.columns) note_words(column);
    for (Issue& about : check_usual_fields(spec_, fields, read_.layer)) read_.issues.push_back(std::move(about));
    if (takes_geometry) take_geometry(intake);
    for (const std::string& name : names.doubled())
      issue("F106", Severity::warning, "",
            say("字段“{}”出现多次，只读第一个", "the field \"{}\" stands more than once; the first is read",
                printable(name)));
    has_coordinate_columns_ = coordinates.has_value();
    if (coordinates) coordinates->note(read_.issues);
    const Issues texts = decoder.issues();
    read_.issues.insert(read_.issues.end(), texts.begin(), texts.end());
  }

  void refuse_ill_typed(const OGRFeatureDefn& definition, const ColumnReader& columns) {
    std::vector<std::string> numeric;
    std::map<std::string, std::string> names;  // the file's name to that of the column
    for (std::size_t i = 0; i < columns.columns().size(); ++i) {
      if (columns.columns()[i].is_text()) continue;
      numeric.emplace_back(definition.GetFieldDefn(columns.fields()[i])->GetNameRef());
      names.emplace(numeric.back(), columns.columns()[i].name);
    }
    for (const IllTyped& cells : find_ill_typed(source_.dataset(), source_.layer(), numeric)) {
      const std::string value = printable(cells.value);
      if (request_.numbers.contains(names[cells.field]))
        throw Error(Fault::input,
                    say("{}：要素 {} 的字段“{}”应为数值，实为“{}”",
                        "{}: feature {}: the field \"{}\" must hold a number, not \"{}\"", read_.place, cells.first,
                        printable(cells.field), value),
                    {"改正该值，或用 where 排除该要素", "correct the value, or leave the feature out by where"});
      note_ill_typed(cells);
    }
  }

  /// A query shows numbers where its tables hold words, so that the tables themselves are looked at.
  void note_ill_typed_behind_query() {
    const std::string sql = lower(spec_.sql);
    for (auto* const table : source_.dataset().GetLayers()) {
      if (sql.find(lower(table->GetName())) == std::string::npos) continue;
      std::vector<std::string> numeric;
      const OGRFeatureDefn& definition = *table->GetLayerDefn();
      for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        const bool is_number =
            field.GetType() == OFTInteger || field.GetType() == OFTInteger64 || field.GetType() == OFTReal;
        const bool is_asked =
            sql.find('*') != std::string::npos || sql.find(lower(field.GetNameRef())) != std::string::npos;
        if (is_number && is_asked) numeric.emplace_back(field.GetNameRef());
      }
      for (const IllTyped& cells : find_ill_typed(source_.dataset(), *table, numeric)) note_ill_typed(cells);
    }
  }

  void note_ill_typed(const IllTyped& cells) {
    issue("N104", Severity::error, std::to_string(cells.first),
          say("数值字段“{}”里有 {} 个值不是数值，如“{}”",
              "the number field \"{}\" holds {} values that are no numbers, such as \"{}\"", printable(cells.field),
              cells.count, printable(cells.value)));
  }

  void note_words(const Column& column) {
    if (const auto words = find_words_among_numbers(column, read_.layer.ids))
      issue("N104", Severity::warning, std::to_string(words->first),
            say("字段“{}”全是数值，唯有 {} 个不是，如“{}”：整个字段按文本读取，大小比较不可靠",
                "the field \"{}\" holds numbers but for {}, such as \"{}\": all of it is read as text, and > and < "
                "compare "
                "letters",
                printable(column.name), words->count, printable(words->value)));
  }

  [[noreturn]] void refuse_endless() const {
    throw Error(
        Fault::input,
        say("{}：视图或查询给出的行比文件的字节还多", "{}: the view or query yields more rows than the file has bytes",
            read_.place),
        {"检查视图或 sql 是否漏写了连接条件", "check whether the view or sql lacks a condition that joins its tables"});
  }

  void note_messages(const GdalMessages& messages) {
    if (!messages.errors().empty()) {
      const std::string words = printable(messages.errors().front());
      if (read_.layer.ids.empty())
        throw Error(Fault::input, say("{}：读取中断：{}", "{}: reading stopped: {}", read_.place, words));
      throw Error(Fault::input,
                  say("{}：读到要素 {} 时中断：{}", "{}: reading stopped at feature {}: {}", read_.place,
                      read_.layer.ids.back(), words),
                  {"文件在该处损坏：请换一份完好的文件，或删去、重画该要素",
                   "the file is damaged there: get a whole one, or delete or redraw that feature"});
    }
    // A broken file can warn of every feature in the same words.
    const std::set<std::string> distinct(messages.warnings().begin(), messages.warnings().end());
    constexpr std::size_t most = 5;
    std::size_t count = 0;
    for (const std::string& warning : distinct)
      if (count++ < most)
        issue("I101", Severity::warning, "",
              say("读取时 GDAL 提示：{}", "GDAL warned while reading: {}", printable(warning)));
  }

  void note_dressed(const std::string& column, std::size_t count) {
    if (count > 0)
      issue("N101", Severity::note, "",
            say("字段“{}”有 {} 个数写有千分位或全角数字，已按数值读取",
                "the field \"{}\" has {} numbers with thousands separators or full-width digits, read as numbers",
                printable(column), count));
  }

  std::vector<std::string> columns_to_read(const FieldNames& names) {
    if (request_.all_columns) return names.names();
    std::set<std::string> needed = request_.columns;
    needed.insert(request_.numbers.begin(), request_.numbers.end());
    for (const std::string& condition : request_.conditions) add_columns_of(condition, names, needed);
    add_columns_of(spec_.where, names, needed);
    return {needed.begin(), needed.end()};
  }

  void add_columns_of(const std::string& condition, const FieldNames& names, std::set<std::string>& needed) {
    if (condition.empty()) return;
    for (std::string& name : conditions_.columns_of(condition, names.names(), read_.place))
      needed.insert(std::move(name));
  }

  void take_geometry(GeometryIntake& intake) {
    read_.layer.geometries = intake.take();
    const Shape shape = read_.layer.geometries.shape();
    if (shape == Shape::none && read_.layer.size() > 0 && request_.needs_geometry)
      throw NoGeometry(Fault::input, say("{}：所有要素都没有几何", "{}: no feature has a geometry", read_.place));
    if (!request_.shapes.empty() && shape != Shape::none &&
        std::find(request_.shapes.begin(), request_.shapes.end(), shape) == request_.shapes.end()) {
      Text usable;
      for (const Shape good : request_.shapes) {
        usable.zh += (usable.zh.empty() ? "" : "、") + std::string(shape_name_zh(good));
        usable.en += (usable.en.empty() ? "" : " or ") + std::string(shape_name_en(good));
      }
      throw Error(Fault::input,
                  say("{}：要素 {} 是{}，这里需要{}", "{}: feature {} has {}, but {} are needed here", read_.place,
                      read_.layer.ids.front(),
                      Text{std::string(shape_name_zh(shape)), std::string(shape_name_en(shape))}, usable));
    }
    if (const auto& nulls = intake.nulls(); !nulls.empty() && !request_.needs_geometry)
      issue("R101", Severity::note, "",
            say("{} 条记录没有几何：计入整个评价范围；没有注明单元的不计入任何单元",
                "{} records have no geometry: they count for the whole plan area, and for no unit unless they name it",
                nulls.size()));
    else if (!nulls.empty())
      issue("G101", Severity::warning, nulls.size() == 1 ? std::to_string(nulls.front()) : "",
            say("{} 个要素没有几何，不参与计算（要素 {}）",
                "{} features have no geometry and do not count (features {})", nulls.size(), first_ids(nulls)));
    if (intake.lost_parts() > intake.nulls().size())
      issue("G108", Severity::warning, "",
            say("{} 个几何部分坐标无效或顶点太少，已略去",
                "{} parts of geometries have unusable coordinates or too few vertices and were left out",
                intake.lost_parts()));
    if (intake.with_height() > 0)
      issue("G107", Severity::note, "",
            say("{} 个要素带高程或里程值，只用平面坐标",
                "{} features carry heights or measures; only the plane coordinates are used", intake.with_height()));
    if (intake.curves() > 0)
      issue("G103", Severity::note, "",
            say("{} 个要素含曲线，按短弦读取", "{} features hold curves, read as short chords", intake.curves()));
    if (intake.opened_rings() > 0)
      issue("G104", Severity::warning, "",
            say("{} 个环没有闭合，已补上", "{} rings were not closed and have been", intake.opened_rings()));
  }

  /// Keeps the rows that some standard asks for, and notes which rows each condition selects.
  void choose_rows() {
    Layer& layer = read_.layer;
    if (!spec_.where.empty()) layer = select(layer, conditions_.rows(spec_.where, layer, read_.place));
    const std::set<std::string> asked = request_.conditions.empty() ? std::set<std::string>{""} : request_.conditions;
    std::vector<char> is_kept(layer.size(), 0);
    for (const std::string& condition : asked) {
      std::vector<std::uint32_t>& rows = read_.rows[condition];
      if (condition.empty()) {
        rows.resize(layer.size());
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
      } else {
        rows = conditions_.rows(condition, layer, read_.place);
        if (rows.empty())
          issue("L103", Severity::warning, "",
                say("没有要素满足条件“{}”", "no feature satisfies the condition \"{}\"", printable(condition)));
      }
      for (const std::uint32_t row : rows) is_kept[row] = 1;
    }
    keep(is_kept);
  }

  void keep(const std::vector<char>& is_kept) {
    std::vector<std::uint32_t> kept, place(is_kept.size(), 0);
    for (std::size_t row = 0; row < is_kept.size(); ++row) {
      place[row] = static_cast<std::uint32_t>(kept.size());
      if (is_kept[row]) kept.push_back(static_cast<std::uint32_t>(row));
    }
    if (kept.size() == is_kept.size()) return;
    read_.layer = select(read_.layer, kept);
    for (auto& [condition, rows] : read_.rows) {
      std::erase_if(rows, [&](std::uint32_t row) { return !is_kept[row]; });
      for (std::uint32_t& row : rows) row = place[row];
    }
  }

  void carry() {
    const bool is_table = has_coordinate_columns_;
    place_layer(read_.layer, projection_,
                {spec_, options_.crs, read_.place, !is_table || options_.assume_crs_of_tables}, read_.issues);
    note_projection();
  }

  void note_projection() {
    read_.record.crs = projection_->label();
    read_.record.transformation = projection_->transformation();
    read_.record.accuracy = projection_->accuracy();
  }

  void mend() {
    const Geometries& found = read_.layer.geometries;
    if (found.shape() != Shape::area) return;
    Geometries mended(Shape::area);
    std::vector<Invalidity> invalid(found.size());
    bool is_mended = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      invalid[i] = find_invalidity(found, i);
      is_mended = is_mended || !invalid[i].reason.empty();
    }
    if (!is_mended) return;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (invalid[i].reason.empty()) {
        mended.add_feature(found, i);
        continue;
      }
      if (count_crossings(found, i, most_crossings) >= most_crossings) {
        mended.end_feature();
        issue("G109", Severity::error, std::to_string(read_.layer.ids[i]),
              say("面的边界自交 {} 次以上，无法修复，不参与计算",
                  "the polygon's border crosses itself {} times or more; it cannot be mended and does not count",
                  grouped(static_cast<double>(most_crossings))),
              Place{invalid[i].place.x, invalid[i].place.y});
        continue;
      }
      make_valid(found, i, mended);
      const double before = area_of(found, i), after = area_of(mended, i);
      issue("G102", Severity::warning, std::to_string(read_.layer.ids[i]),
            say("面无效（{}），已修复，面积 {} → {} 平方米", "invalid polygon ({}), mended, area {} -> {} m2",
                invalid[i].reason, grouped(before, 1), grouped(after, 1)),
            Place{invalid[i].place.x, invalid[i].place.y});
    }
    read_.layer.geometries = std::move(mended);
  }

  /// The source's filter works on boxes in another system; this one is exact.
  void crop() {
    if (!request_.extent) return;
    const Geometries& geometries = read_.layer.geometries;
    std::vector<char> is_kept(geometries.size());
    for (std::size_t i = 0; i < geometries.size(); ++i)
      is_kept[i] = geometries.is_null(i) ? !request_.needs_geometry : request_.extent->intersects(geometries.box(i));
    keep(is_kept);
  }

  const ReadRequest& request_;
  const LayerSpec& spec_;
  const ReadOptions& options_;
  Source source_;
  Conditions conditions_;
  std::optional<Projection> projection_;
  bool has_coordinate_columns_ = false;
  ReadLayer read_;
};

}  // namespace

ReadLayer read_layer(const ReadRequest& request, const ReadOptions& options) {
  return LayerReader(request, options).read();
}

}  // namespace gapmap
