// SPDX-License-Identifier: MIT
#include "plan/read_document.h"

#include <algorithm>

#include "plan/keys.h"

namespace gapmap {
namespace {

/// Calls `read` for every table of a [[list]].
template <typename Read>
void each_table(Reader& reader, const toml::node& node, const std::string& name, std::span<const Parameter> keys,
                Read&& read) {
  const auto* list = node.as_array();
  if (!list) {
    reader.complain(node, say("{0} 应写成 [[{0}]]", "{0} must be written [[{0}]]", name));
    return;
  }
  for (const toml::node& item : *list)
    if (const auto* table = reader.table(item, name)) {
      reader.check_keys(*table, {keys}, same("[[" + name + "]]"), Reader::position_of(item));
      read(*table, Reader::position_of(item));
    }
}

Task read_task(Reader& reader, const toml::table& keys, const Position& position) {
  Task task;
  task.position = position;
  with(keys, "number", [&](const toml::node& n, const std::string& key) { task.number = reader.task(n, key); });
  with(keys, "title", [&](const toml::node& n, const std::string& key) { task.title = reader.bilingual(n, key); });
  with(keys, "lead", [&](const toml::node& n, const std::string& key) { task.lead = reader.words(n, key); });
  with(keys, "responsible",
       [&](const toml::node& n, const std::string& key) { task.responsible = reader.words(n, key); });
  with(keys, "deadline", [&](const toml::node& n, const std::string& key) { task.deadline = reader.date(n, key); });
  return task;
}

Consistency read_consistency(Reader& reader, const toml::table& keys, const Position& position) {
  Consistency figures;
  figures.position = position;
  with(keys, "title", [&](const toml::node& n, const std::string& key) { figures.title = reader.bilingual(n, key); });
  with(keys, "clause", [&](const toml::node& n, const std::string& key) { figures.clause = reader.text(n, key); });
  with(keys, "note", [&](const toml::node& n, const std::string& key) { figures.note = reader.bilingual(n, key); });
  int operations = 0, relations = 0;
  const auto terms = [&](const char* name, Consistency::Operation operation) {
    with(keys, name, [&](const toml::node& n, const std::string& key) {
      ++operations;
      figures.operation = operation;
      figures.terms = reader.numbers(n, key);
    });
  };
  terms("sum", Consistency::Operation::sum);
  terms("product", Consistency::Operation::product);
  const auto relation = [&](const char* name, Consistency::Relation of) {
    with(keys, name, [&](const toml::node& n, const std::string& key) {
      ++relations;
      figures.relation = of;
      figures.stated = reader.number(n, key);
    });
  };
  relation("equals", Consistency::Relation::equals);
  relation("at_least", Consistency::Relation::at_least);
  relation("at_most", Consistency::Relation::at_most);
  if (operations != 1)
    reader.complain(position, {"一致性要有 sum 或 product 之一", "a consistency needs one of sum and product"});
  if (relations != 1)
    reader.complain(position, {"一致性要有 equals、at_least、at_most 之一",
                               "a consistency needs one of equals, at_least and at_most"});
  return figures;
}

}  // namespace

std::vector<Task> read_tasks(Reader& reader, const toml::node& node) {
  std::vector<Task> tasks;
  each_table(reader, node, "task", task_keys(), [&](const toml::table& keys, const Position& position) {
    Task task = read_task(reader, keys, position);
    for (const Task& earlier : tasks)
      if (earlier.number == task.number)
        reader.complain(position, say("任务“{}”重复，先见于第 {} 行", "task \"{}\" is listed twice, first in line {}",
                                      task.number, earlier.position.line));
    tasks.push_back(std::move(task));
  });
  return tasks;
}

std::vector<Consistency> read_consistencies(Reader& reader, const toml::node& node) {
  std::vector<Consistency> all;
  each_table(reader, node, "consistency", consistency_keys(), [&](const toml::table& keys, const Position& position) {
    all.push_back(read_consistency(reader, keys, position));
  });
  return all;
}

void inherit_from_tasks(Reader& reader, Plan& plan) {
  if (plan.tasks.empty()) return;
  for (Standard& standard : plan.standards) {
    const Task* task = plan.find_task(standard.task);
    if (!task) {
      std::vector<std::string> known;
      for (const Task& one : plan.tasks) known.push_back(one.number);
      reader.complain(standard.position,
                      say("标准“{}”的任务“{}”不在 [[task]] 里",
                          "the task \"{1}\" of standard \"{0}\" is not in [[task]]", standard.id, standard.task),
                      say("已有任务：{}", "known tasks: {}", join(known, ", ")));
      continue;
    }
    if (standard.lead.empty()) standard.lead = task->lead;
    if (standard.responsible.empty()) standard.responsible = task->responsible;
    if (standard.deadline.empty()) standard.deadline = task->deadline;
    for (Requirement& way : standard.ways) way.deadline = standard.deadline;
  }
}

}  // namespace gapmap
