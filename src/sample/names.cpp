// SPDX-License-Identifier: MIT
#include "sample/names.h"

#include <array>

#include "sample/random.h"

namespace gapmap::sample {
namespace {

constexpr std::array<UnitSeed, 16> units{{
    {1, "淮河路街道", 0.28, 0.780},
    {2, "解放路街道", 0.66, 0.985},
    {3, "铭功路街道", 0.50, 0.990},
    {4, "一马路街道", 0.87, 0.950},
    {5, "蜜蜂张街道", 0.50, 0.920},
    {6, "五里堡街道", 0.66, 0.850},
    {7, "大学路街道", 0.29, 0.880},
    {8, "建中街街道", 0.30, 0.975},
    {9, "福华街街道", 0.88, 0.860},
    {10, "德化街街道", 0.69, 0.930},
    {11, "嵩山路街道", 0.22, 0.670},
    {12, "京广路街道", 0.83, 0.740},
    {13, "长江路街道", 0.55, 0.730},
    {15, "人和路街道", 0.60, 0.560},
    {100, "马寨镇", 0.16, 0.330},
    {201, "侯寨乡", 0.64, 0.230},
}};

constexpr std::array grand_words{"长江", "淮河",   "航海", "郑密", "鼎盛",     "嵩山",   "大学", "京广",
                                 "兴华", "碧云",   "政通", "汉江", "漓江",     "龙岗",   "樱桃", "侯寨",
                                 "人和", "金水源", "豫一", "豫州", "南四环辅", "绕城辅", "同盛", "工业",
                                 "学院", "明晖",   "东方", "文德", "贾鲁",     "盛岗"};
constexpr std::array first_words{"兴", "康", "祥", "荣", "永", "安", "合", "建", "陇", "福", "华", "新", "德", "同",
                                 "金", "银", "春", "锦", "瑞", "和", "庆", "丰", "中", "祝", "嵩", "淮", "云", "杏"};
constexpr std::array second_words{"华", "平", "云", "业", "秀", "康", "盛", "源", "中", "乐", "顺", "民", "园", "溪",
                                  "林", "桥", "和", "安", "泰", "阳", "宁", "达", "苑", "柏", "岗", "坡", "新", "德"};

template <typename Words>
const char* one_of(const Words& words, std::uint64_t number) {
  return words[number % words.size()];
}

}  // namespace

std::span<const UnitSeed> unit_seeds() { return units; }

std::string street_name(std::uint64_t seed, std::int64_t number, bool north_south, bool grand) {
  const std::uint64_t pick = hashed({seed, static_cast<std::uint64_t>(number), north_south, grand});
  if (grand) {
    // Great streets keep their own name; where the list is used up they are told apart as south or west.
    const auto round = static_cast<std::uint64_t>(number) / grand_words.size();
    const char* part = round % 2 == 0 ? "" : (north_south ? "南" : "西");
    return std::string(one_of(grand_words, static_cast<std::uint64_t>(number) * 7 + (north_south ? 3 : 0))) + part +
           (north_south ? "路" : "大道");
  }
  constexpr std::array endings{"街", "路", "东街", "南街", "北街", "西街", "中街", "一街", "二街", "三街"};
  return std::string(one_of(first_words, pick)) + one_of(second_words, pick >> 16) + one_of(endings, pick >> 32);
}

std::string place_word(std::uint64_t seed) {
  const std::uint64_t pick = mixed(seed);
  return std::string(one_of(first_words, pick)) + one_of(second_words, pick >> 20);
}

}  // namespace gapmap::sample
