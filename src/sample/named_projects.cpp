// SPDX-License-Identifier: MIT
#include "sample/named_projects.h"

#include <array>

#include "sample/calendar.h"

namespace gapmap::sample {
namespace {

using enum Stage;
using enum Due;

constexpr auto projects = std::to_array<NamedProject>({
    {"1.1", "老旧片区建设提质规划", "plan", done},
    {"1.8", "百年德化片区城市设计", "plan", done},
    {"1.2", "专项规划和城市设计", "plan", started},
    {"1.4", "兑周", "development", approved},
    {"1.4", "华侨城", "development", approved},
    {"1.5", "王立砦", "development", approved},
    {"1.5", "华润二期", "development", approved},
    {"1.6", "孙八砦", "development", submitted},
    {"1.6", "贾砦", "development", submitted},
    {"1.6", "中央商务区", "development", submitted},
    {"1.6", "绿地双塔", "development", submitted},
    {"1.7", "中铁十五局改造", "renewal", started},
    {"1.7", "油漆厂家属院改造", "renewal", started},
    {"1.7", "郑州铁路材料厂改造", "renewal", started},
    {"1.7", "台胞小区改造", "renewal", started},
    {"2.2", "下一年度项目谋划", "plan", done, november},
    {"2.3", "项目库动态管理", "plan", started},
    {"2.4", "省属市属单位排查", "plan", done, march},
    {"3.14", "公共停车场规划和差异化收费", "plan", started},
    {"4.4", "水源地保护和水质公开", "water", started},
    {"4.5", "侯寨水厂", "water", done},
    {"4.5", "马寨中途提升泵站", "water", done},
    {"4.5", "二七新城自来水 1 号泵站", "water", done},
    {"4.5", "二七新城自来水 2 号泵站", "water", done},
    {"4.6", "侯寨水厂配水干管", "water", started},
    {"4.7", "荆胡沟防洪影响处理", "water", started},
    {"4.7", "杏园西北沟防洪影响处理", "water", started},
    {"4.12", "大学南路隔压换热站", "energy", done},
    {"4.13", "杏园路燃气调压站", "energy", done},
    {"4.13", "同德路燃气调压站", "energy", done},
    {"4.14", "芦河变电站", "energy", started},
    {"4.15", "市政道路配套管线", "energy", started},
    {"4.18", "椰风路综合管廊", "tunnel", started},
    {"4.18", "景中路综合管廊", "tunnel", started},
    {"4.18", "二七商业区综合管廊", "tunnel", started},
    {"4.19", "数字化城管升级", "plan", started},
    {"5.12", "郑州沪华国庆学校", "school", contracted},
    {"6.5", "嵩山路社区卫生服务中心", "health", done},
    {"6.5", "樱桃沟社区卫生服务中心", "health", done},
    {"6.5", "侯寨社区卫生服务中心", "health", done},
    {"6.7", "家庭医生签约服务", "health", started},
    {"7.7", "影院建设", "culture", started},
    {"7.8", "曲剧艺术保护传承中心剧场", "culture", started},
    {"7.8", "话剧艺术中心剧场", "culture", started},
    {"8.4", "全龄智能体育公园", "sports", started},
    {"10.3", "老建筑维护加固措施", "plan", done},
    {"10.4", "老旧片区实施范围", "plan", done, march},
    {"10.6", "老旧片区实施方案", "plan", done, march},
    {"10.7", "示范区建设", "renewal", done, june},
    {"10.15", "标志性楼顶景观工程一", "renewal", done, august},
    {"10.15", "标志性楼顶景观工程二", "renewal", done, august},
    {"10.15", "标志性楼顶景观工程三", "renewal", done, august},
    {"11.4", "贾鲁河（二七段）治理", "water", done},
    {"11.4", "金水河源治理", "water", done},
    {"11.6", "贾鲁河综合治理", "water", started},
    {"11.6", "纱厂明沟生态圈", "water", started},
    {"11.8", "雨污分流和污泥处理", "water", started},
    {"12.9", "南水北调生态文化公园", "green", done},
    {"12.10", "京沙快速路南延廊道", "green", done},
    {"12.10", "长江西路廊道", "green", done},
    {"12.11", "南三环区段整治", "green", done},
    {"12.11", "郑尧连接线区段整治", "green", done},
    {"12.12", "园林城市创建", "green", started},
    {"13.2", "广告牌匾和立面整治", "street", done},
    {"13.6", "重要节点公共空间整治", "street", started},
    {"14.1", "建业小镇", "culture", started},
    {"14.1", "华侨城项目", "culture", started},
    {"14.1", "瑞光文创基地", "culture", started},
    {"14.1", "足球文化产业园", "culture", started},
    {"14.1", "西岗建筑艺术体验园", "culture", started},
    {"14.1", "美丽乡村", "culture", started},
    {"14.2", "老家印象休闲旅游度假区", "culture", contracted},
    {"14.2", "悦榕庄", "culture", contracted},
    {"14.2", "樱桃沟文化旅游小镇", "culture", contracted},
    {"14.3", "历史文化遗产保护", "culture", started},
    {"14.4", "文化品牌扶持", "culture", started},
    {"14.5", "百年德化片区改造提升", "culture", done},
    {"14.5", "亚星茶城特色街改造", "culture", done},
    {"15.13", "垃圾分类和收运", "cleaning", started},
    {"15.15", "道路清扫保洁", "cleaning", started},
    {"16.1", "高端服务业集聚", "business", started},
    {"16.2", "地铁经济", "business", started},
    {"17.1", "德化特色商业街区", "business", started},
    {"18.1", "田园小镇", "business", started},
    {"19.2", "非目录代步车整治", "traffic", done},
    {"20.3", "卫生死角整治", "cleaning", started},
    {"20.4", "专业市场提升", "business", started},
    {"21.3", "清洁能源替代", "air", started},
    {"22.1", "放管服改革", "service", started},
    {"M1.2", "“1+n”实施方案", "plan", done},
    {"M3.1", "多渠道融资", "service", started},
    {"M4.1", "用地保障", "service", started},
    {"M5.1", "观摩考核", "service", started},
});

}  // namespace

std::span<const NamedProject> named_projects() { return projects; }

std::int64_t day_number(Due due) {
  switch (due) {
    case march: return end_of_march;
    case june: return end_of_june;
    case august: return end_of_august;
    case november: return end_of_november;
    default: return end_of_year;
  }
}

}  // namespace gapmap::sample
