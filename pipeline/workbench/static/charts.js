// Charts: data stands in the page as JSON, the kind in data-chart. Every chart has one unit.
"use strict";

// Told apart on light and on dark paper, in the order of the series.
const COLOURS = {
  light: ["#0b5cad", "#c77700", "#2e7d32", "#b3261e", "#7048c6", "#0f8b8d", "#7a5c00", "#ad1457"],
  dark: ["#79b8ff", "#f0c05a", "#a3d977", "#ff8f87", "#c5a5ff", "#5fd3bc", "#e6d96b", "#f48fb1"],
};
const PAPER = { light: "#ffffff", dark: "#161b22" };
const narrow = () => window.innerWidth < 760;
// Names begin with their regions, which are often the same: what is cut is their beginning.
const short = (name) => (narrow() && name.length > 10 ? `…${name.slice(-9)}` : name);
const shown = (value) => value.toLocaleString("zh-CN", { maximumFractionDigits: 2 });

const CHARTS = {
  bands: (data) => ({
    legend: { top: 4 }, grid: { top: 44, left: 46, right: 40, bottom: 32 }, tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: data.bands, name: "%" }, yAxis: { type: "value", minInterval: 1 },
    series: Object.entries(data.years).map(([year, counts]) => ({
      name: year, type: "bar",
      data: counts.map((count, band) => ({ value: count, place: `/execution?year=${year}&band=${band}` })),
    })),
  }),
  line: (data) => ({
    legend: { type: "scroll", top: 4, left: 10, right: 10, formatter: short },
    tooltip: { trigger: "item", formatter: (point) => `${escaped(point.seriesName)}<br>${point.name}：${shown(point.value)} ${data.unit}` },
    grid: { top: 64, left: 16, right: 24, bottom: 12, containLabel: true },
    xAxis: { type: "category", data: data.categories, boundaryGap: true },
    yAxis: { type: "value", name: data.unit, scale: true },
    series: data.series.map((one) => ({
      name: one.name, type: "line", data: one.data, symbolSize: 9, showAllSymbol: true, connectNulls: false,
    })),
  }),
  bar: (data) => ({
    legend: data.series.length > 1 ? { type: "scroll", top: 4, left: 10, right: 10 } : undefined,
    tooltip: { trigger: "item", formatter: (point) => `${escaped(point.name)}<br>${escaped(point.seriesName)}：${shown(point.value)} ${data.unit}` },
    grid: { top: data.series.length > 1 ? 40 : 12, left: 16, right: 64, bottom: 12, containLabel: true },
    xAxis: { type: "value", name: data.unit, axisLabel: { hideOverlap: true } },
    yAxis: { type: "category", data: data.categories, inverse: true, axisLabel: { formatter: short, width: narrow() ? 130 : 260, overflow: "truncate" } },
    series: data.series.map((one) => ({ name: one.name, type: "bar", data: one.data, barMaxWidth: 22, barMinHeight: 2 })),
  }),
  scatter: (data) => {
    const all = data.series.flatMap((one) => one.data.flatMap((point) => point.value));
    const low = Math.floor(Math.min(...all, 100)), high = Math.ceil(Math.max(...all, 0));
    const axis = (name) => ({ type: "value", name, nameLocation: "middle", min: low, max: high === low ? low + 1 : high });
    return {
      legend: { top: 4 }, grid: { top: 40, left: 30, right: 24, bottom: 34, containLabel: true },
      tooltip: { trigger: "item", formatter: (point) => `${escaped(point.name)}<br>所列 ${shown(point.value[0])}%，重算 ${shown(point.value[1])}%` },
      xAxis: { ...axis("报告所列（%）"), nameGap: 28 }, yAxis: { ...axis("重算（%）"), nameGap: 40 },
      series: data.series.map((one, index) => ({
        name: one.name, type: "scatter", data: one.data, symbolSize: 11,
        markLine: index ? undefined : { silent: true, symbol: "none", label: { show: false }, lineStyle: { type: "dashed" }, data: [[{ coord: [low, low] }, { coord: [high, high] }]] },
      })),
    };
  },
};

// Tooltips are HTML: names come from reports.
function escaped(words) {
  const element = document.createElement("span");
  element.textContent = words;
  return element.innerHTML;
}

function drawChart(place, scheme) {
  const source = place.querySelector("script[type='application/json']");
  const data = JSON.parse(source.textContent);
  const kind = place.dataset.chart;
  if (kind === "bar") {
    const rows = data.categories.length * Math.max(1, data.series.length * 0.7);
    place.style.height = `${Math.max(180, 70 + rows * 24)}px`;
  }
  const chart = echarts.init(place, scheme === "dark" ? "dark" : null);
  const colours = data.colours ? data.colours.map((at) => COLOURS[scheme][at % COLOURS[scheme].length]) : COLOURS[scheme];
  chart.setOption({ backgroundColor: "transparent", animation: false, color: colours, ...CHARTS[kind](data) });
  window.addEventListener("resize", () => chart.resize());
  chart.on("click", (point) => { if (point.data && point.data.place) window.location.href = point.data.place; });
  const save = place.parentElement.querySelector("[data-save-chart]");
  if (save) save.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = chart.getDataURL({ pixelRatio: 2, backgroundColor: PAPER[scheme] });
    link.download = save.dataset.saveChart;
    link.click();
  });
}

document.addEventListener("DOMContentLoaded", () => {
  if (typeof echarts === "undefined") return;
  const scheme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  for (const place of document.querySelectorAll(".chart")) drawChart(place, scheme);
});
