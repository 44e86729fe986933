#pragma once

#include "corewing/briefing/words.hpp"

#include "corewing/briefing/map_data.hpp"
#include "corewing/report/mark_sign.hpp"

#include <string>

namespace corewing::briefing {

COREWING_BODY
Words chinese() {
    return {.contents = "目录",
            .marks = {.imputed = "缺失数据的估算值，或由估算值算得",
                      .synthetic = "示例用的虚构数据，或由其算得",
                      .missing = "数据未知"},
            .map = {.core = "核",
                    .wing = "翼",
                    .point = "点",
                    .other = "其他地区",
                    .outside = "区域外合作方",
                    .estimated = "规模为估算、虚构或未知",
                    .size = "规模",
                    .strength = "联系强度",
                    .inset = "放大",
                    .km = "公里",
                    .drawn = "所绘联系（最强者，以及各地区最强的一条）",
                    .unnamed = "因空间不足未标名"},
            .division = {.place = "地区", .amount = "金额", .share = "占比", .reason = "理由", .total = "合计"},
            .targets = {.indicator = "指标",
                        .unit = "单位",
                        .baseline = "基期",
                        .target = "目标",
                        .outcome = "结果",
                        .status = "状态",
                        .note = "说明"},
            .data = {.data = "数据",
                     .observed = "有来源",
                     .derived = "计算值",
                     .imputed = "估算",
                     .synthetic = "虚构",
                     .missing = "缺失",
                     .findings = "数据疑点",
                     .severity = "类别",
                     .about = "对象",
                     .text = "发现与处理",
                     .warning = "注意",
                     .note = "提示",
                     .sources = "资料来源"}};
}

} // namespace corewing::briefing
