// SPDX-License-Identifier: MIT
#include "input/decoding.h"

#include "base/error.h"

namespace gapmap {
namespace {

constexpr int most_features = 20'000;  // that are looked at to find an encoding

std::string metadata(OGRLayer& layer, const char* name) {
  const char* value = layer.GetMetadataItem(name, "SHAPEFILE");
  return value ? value : "";
}

/// The bytes of field names and texts of the first features.
EncodingGuess guess_of(OGRLayer& layer) {
  EncodingGuess guess;
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  std::vector<int> texts;
  for (int field = 0; field < definition.GetFieldCount(); ++field) {
    guess.add(definition.GetFieldDefn(field)->GetNameRef());
    if (definition.GetFieldDefn(field)->GetType() == OFTString) texts.push_back(field);
  }
  const char* no_geometry[] = {"OGR_GEOMETRY", nullptr};
  layer.SetIgnoredFields(no_geometry);
  layer.ResetReading();
  for (int count = 0; count < most_features; ++count) {
    const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
    if (!feature) break;
    for (const int field : texts)
      if (feature->IsFieldSetAndNotNull(field)) guess.add(feature->GetFieldAsString(field));
  }
  layer.SetIgnoredFields(nullptr);
  layer.ResetReading();
  return guess;
}

}  // namespace

TextDecoder::TextDecoder(const Source& source, const LayerSpec& spec) : spec_(spec) {
  if (!spec.encoding.empty()) {
    encoding_ = encoding_name(spec.encoding);
    if (!is_known_encoding(encoding_))
      throw Error(
          Fault::plan,
          say("图层“{}”：不认识编码“{}”", "layer \"{}\": unknown encoding \"{}\"", spec.role, printable(spec.encoding)),
          {"例如 GBK、GB18030、BIG5、UTF-8", "such as GBK, GB18030, BIG5, UTF-8"});
  } else if (source.driver() == "ESRI Shapefile" && !source.is_raster()) {
    choose_for_shapefile(source);
  } else if (const CsvLook* look = source.csv(); look && look->wide.empty()) {
    detect(look->texts, false);
  }
  if (encoding_ != "UTF-8") decoder_ = std::make_unique<Decoder>(encoding_);
}

void TextDecoder::note(std::string code, Severity severity, Text message) {
  issues_.push_back({std::move(code), severity, spec_.role, spec_.source, {}, std::move(message), {}});
}

void TextDecoder::detect(const EncodingGuess& guess, bool is_certain) {
  encoding_ = guess.best();
  if (guess.is_plain() || (encoding_ == "UTF-8" && !is_certain)) return;
  note("E101", Severity::warning,
       say("文件没有写明文字编码，按 {} 读取；如有乱码请写 encoding",
           "the file does not say how its texts are encoded; they were read as {}: if they are garbled, write encoding",
           encoding_));
}

void TextDecoder::choose_for_shapefile(const Source& source) {
  OGRLayer& layer = source.layer();
  GdalMessages messages;
  const EncodingGuess guess = guess_of(layer);
  const std::string page = metadata(layer, "ENCODING_FROM_CPG"), driver = metadata(layer, "ENCODING_FROM_LDID");
  const std::string declared = encoding_name(page.empty() ? driver : page);
  if (declared.empty() || !is_known_encoding(declared)) return detect(guess, true);
  const bool proves_nothing = is_single_byte(declared);
  const bool is_borne_out =
      guess.is_plain() ||
      (guess.fits(declared) && !(proves_nothing && (guess.looks_chinese() || guess.best() == "UTF-8")));
  if (is_borne_out) {
    encoding_ = declared;
    return;
  }
  // A name cut in the middle of a character spoils a file's proof, not its encoding.
  encoding_ = guess.best() == "CP1252" && !proves_nothing ? declared : guess.best();
  if (encoding_ == declared) return;
  note("E103", Severity::warning,
       say("{} 写的编码是 {}，但文字像是 {}，按后者读取", "{} says {}, but the texts look like {} and were read so",
           Text{page.empty() ? ".dbf 的语言字节" : ".cpg", page.empty() ? "the language byte of the .dbf" : "the .cpg"},
           declared, encoding_));
}

std::string TextDecoder::decode(const char* bytes, long long feature) {
  const std::string_view text(bytes);
  if (is_ascii(text)) return std::string(text);
  if (!decoder_) {
    if (is_utf8(text)) return std::string(text);
    if (faults_++ == 0) first_fault_ = feature;
    if (auto chinese = strict_utf8(text, "GB18030")) return *chinese;
    return lenient_utf8(text, "UTF-8");
  }
  std::size_t faults = 0;
  std::string decoded = decoder_->decode(text, faults);
  if (faults > 0 && faults_++ == 0) first_fault_ = feature;
  return decoded;
}

Issues TextDecoder::issues() const {
  Issues all = issues_;
  if (faults_ > 0)
    all.push_back({"E102",
                   Severity::warning,
                   spec_.role,
                   spec_.source,
                   first_fault_ < 0 ? std::string() : std::to_string(first_fault_),
                   say("{} 个文字值不是有效的 {}（截断或混用编码）；UTF-8 文件里的按 GB18030 读取",
                       "{} texts are not valid {} (cut off, or encodings mixed); where UTF-8 was expected they were "
                       "read as GB18030",
                       faults_, encoding_),
                   {}});
  return all;
}

}  // namespace gapmap
