/* Draws the specification the server made; knows how to write a number, and nothing of the business. */
"use strict";
(function () {
  const here = document.currentScript;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || name;
  const painted = (value) => {
    if (typeof value === "string") { return value.startsWith("--") ? colour(value) : value; }
    if (Array.isArray(value)) { return value.map(painted); }
    return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, painted(one)])) : value;
  };
  const written = (spec) => (value) => {
    if (value === null || value === undefined || value === "-" || Number.isNaN(Number(value))) { return "—"; }
    if (spec.unit === "share") { return `${(value * 100).toFixed(1)} %`; }
    const steps = spec.language === "en" ? [[1e9, "B"], [1e6, "M"], [1e3, "K"]] : [[1e8, " 亿"], [1e4, " 万"]];
    const step = Math.abs(value) >= 1e4 ? steps.find(([size]) => Math.abs(value) >= size) : null;
    const digits = { maximumFractionDigits: spec.unit === "count" && !step ? 0 : 2 };
    const size = Math.abs(value);
    const number = step ? (size / step[0]).toLocaleString("en", digits) + step[1] : size.toLocaleString("en", digits);
    return (value < 0 ? "−" : "") + (spec.sign || "") + number;
  };

  const draw = (plot) => {
    const spec = JSON.parse(document.getElementById(plot.dataset.chart).textContent);
    const say = written(spec);
    const option = painted(spec.option);
    for (const axis of [option.xAxis, option.yAxis].flat()) {
      if (axis && axis.type === "value" && axis.show !== false) { axis.axisLabel = { ...axis.axisLabel, formatter: say }; }
    }
    if (spec.axis === "day") { option.xAxis.axisLabel.formatter = (day) => day.slice(5); }
    if (option.tooltip) { option.tooltip.valueFormatter = say; }
    for (const series of option.series) {
      if (series.label && series.label.show && !series.label.formatter) { series.label.formatter = (point) => (point.data.change > 0 ? "+" : "") + say(point.data.change === undefined ? point.value : point.data.change); }
    }
    option.textStyle.fontFamily = getComputedStyle(document.body).fontFamily;
    const chart = window.echarts.getInstanceByDom(plot) || window.echarts.init(plot);
    chart.setOption(option, true);
    chart.off("click");
    chart.on("click", (point) => { if (point.data && point.data.href) { window.location.assign(point.data.href); } });
    return chart;
  };

  const plots = () => document.querySelectorAll("[data-chart]");
  const all = () => { for (const plot of plots()) { draw(plot); } };
  const begin = () => {
    if (!plots().length) { return; }
    if (window.echarts) { all(); return; }
    const library = document.createElement("script");
    library.src = here.dataset.library;
    library.addEventListener("load", all);
    document.head.append(library);
  };

  begin();
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) { begin(); } });
  document.addEventListener("look", all);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", begin);
  window.addEventListener("resize", () => { for (const plot of plots()) { window.echarts && window.echarts.getInstanceByDom(plot) && window.echarts.getInstanceByDom(plot).resize(); } });
})();
