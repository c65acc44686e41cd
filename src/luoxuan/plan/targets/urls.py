"""Addresses of the targets, below /b/<brand>/plan/targets/."""

from django.urls import path

from luoxuan.plan.targets.views import benchmarks, files, pages, trees, writing

app_name = "targets"

urlpatterns = [
    path("", pages.home, name="home"),
    path("new", trees.tree_new, name="tree_new"),
    path("benchmarks/", benchmarks.benchmark_list, name="benchmark_list"),
    path("benchmarks/save", benchmarks.benchmark_save, name="benchmark_save"),
    path("benchmarks/import", benchmarks.benchmark_import, name="benchmark_import"),
    path(
        "benchmarks/<int:benchmark_id>/remove",
        benchmarks.benchmark_remove,
        name="benchmark_remove",
    ),
    path("<int:tree_id>/", pages.tree_page, name="tree"),
    path("<int:tree_id>/grid", pages.grid_page, name="grid"),
    path("<int:tree_id>/grid/save", writing.grid_save, name="grid_save"),
    path("<int:tree_id>/grid.xlsx", files.grid_xlsx, name="grid_xlsx"),
    path("<int:tree_id>/grid/import", files.grid_import, name="grid_import"),
    path("<int:tree_id>/tree.xlsx", files.tree_xlsx, name="tree_xlsx"),
    path("<int:tree_id>/tree.pdf", files.tree_pdf, name="tree_pdf"),
    path("<int:tree_id>/save", trees.tree_save, name="tree_save"),
    path("<int:tree_id>/ask", trees.tree_ask, name="tree_ask"),
    path("<int:tree_id>/revise", trees.tree_revise, name="tree_revise"),
    path("<int:tree_id>/remove", trees.tree_remove, name="tree_remove"),
    path("<int:tree_id>/resplit", trees.tree_resplit, name="tree_resplit"),
    path("<int:tree_id>/nodes/new", trees.node_new, name="node_new"),
    path("nodes/<int:node_id>/", pages.node_page, name="node"),
    path("nodes/<int:node_id>/edit", trees.node_edit, name="node_edit"),
    path("nodes/<int:node_id>/remove", trees.node_remove, name="node_remove"),
    path("nodes/<int:node_id>/year", writing.node_year, name="node_year"),
    path("nodes/<int:node_id>/take-over", writing.node_take_over, name="node_take_over"),
    path("nodes/<int:node_id>/distribute", writing.node_distribute, name="node_distribute"),
]
