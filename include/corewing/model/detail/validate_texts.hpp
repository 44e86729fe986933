#pragma once

#include "corewing/model/detail/fault_list.hpp"
#include "corewing/model/tables.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace corewing::model::detail {

/// Checks the texts of all tables that are shown one day.
template <class = void>
class TextValidation : public FaultList<> {
protected:
    void check_texts(const Tables& tables) {
        at("region", 0);
        const RegionInfo& info = tables.info;
        check_text("name", info.name);
        check_text("name_local", info.name_local);
        check_text("currency", info.currency);
        check_text("notes", info.notes);
        check_text("source", info.source);
        check_column_texts("places", tables.places,
                           {{"name", &Place::name},
                            {"name_local", &Place::name_local},
                            {"cluster", &Place::cluster},
                            {"source", &Place::source}});
        check_column_texts("hosts", tables.hosts, {{"source", &Host::source}});
        check_column_texts("layers", tables.layers,
                           {{"name", &Layer::name},
                            {"name_local", &Layer::name_local},
                            {"theme", &Layer::theme},
                            {"unit", &Layer::unit},
                            {"source", &Layer::source}});
        check_column_texts("layouts", tables.layouts, {{"focus", &Assignment::focus}, {"source", &Assignment::source}});
        check_column_texts("industries", tables.industries,
                           {{"name", &Industry::name},
                            {"name_local", &Industry::name_local},
                            {"chain", &Industry::chain},
                            {"stage", &Industry::stage},
                            {"source", &Industry::source}});
        check_column_texts("output", tables.output, {{"unit", &Output::unit}, {"source", &Output::source}});
        check_column_texts("indicators", tables.indicators,
                           {{"name", &Indicator::name},
                            {"name_local", &Indicator::name_local},
                            {"unit", &Indicator::unit},
                            {"formula", &Indicator::formula},
                            {"fill", &Indicator::fill},
                            {"source", &Indicator::source}});
        check_column_texts("observations", tables.observations, {{"source", &Observation::source}});
        check_column_texts("resources", tables.resources,
                           {{"name", &Resource::name},
                            {"name_local", &Resource::name_local},
                            {"unit", &Resource::unit},
                            {"source", &Resource::source}});
        check_column_texts("projects", tables.projects,
                           {{"name", &Project::name},
                            {"name_local", &Project::name_local},
                            {"theme", &Project::theme},
                            {"state", &Project::state},
                            {"source", &Project::source}});
        check_column_texts("tasks", tables.tasks,
                           {{"name", &Task::name},
                            {"name_local", &Task::name_local},
                            {"action", &Task::action},
                            {"lead", &Task::lead},
                            {"source", &Task::source}});
        check_column_texts("targets", tables.targets, {{"source", &Target::source}});
        check_column_texts("clusters", tables.clusters,
                           {{"name", &Cluster::name},
                            {"name_local", &Cluster::name_local},
                            {"focus", &Cluster::focus},
                            {"source", &Cluster::source}});
        check_column_texts("budgets", tables.budgets, {{"source", &Budget::source}});
        check_column_texts("rules", tables.rules, {{"source", &DivisionRule::source}});
        check_column_texts("changes", tables.changes, {{"note", &Change::note}});
        check_column_texts("plan", tables.plan,
                           {{"value", &Choice::value}, {"note", &Choice::note}, {"note_local", &Choice::note_local}});
    }

private:
    template <class Row>
    struct TextColumn {
        std::string_view name;
        std::string Row::*text;
    };

    template <class Row>
    void check_column_texts(std::string_view table, const std::vector<Row>& rows,
                            std::initializer_list<TextColumn<std::type_identity_t<Row>>> columns) {
        each(table, rows, [&](const Row& row) {
            for (const auto& column : columns) check_text(column.name, row.*column.text);
        });
    }
};

} // namespace corewing::model::detail
