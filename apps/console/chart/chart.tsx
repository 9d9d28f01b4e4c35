import { BarChart, HeatmapChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([
  BarChart,
  HeatmapChart,
  SankeyChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

/** What was clicked in a chart. */
export interface Clicked {
  readonly data: unknown;
  readonly dataType?: string | undefined;
}

interface Props {
  /** What the picture shows, in one sentence: whoever cannot see it has the table beside it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly onClick?: (clicked: Clicked) => void;
}

/** One picture drawn by ECharts; it follows the width of its place. */
export default function Chart({ label, option, height, onClick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<ReturnType<typeof init>>(null);
  useEffect(() => {
    const chart = init(place.current);
    drawn.current = chart;
    // An observer calls at once for the size that the chart was made with: to draw everything again would cost a frame.
    const watching = new ResizeObserver(([entry]) => {
      const { width = 0, height: tall = 0 } = entry?.contentRect ?? {};
      if (Math.round(width) !== chart.getWidth() || Math.round(tall) !== chart.getHeight()) chart.resize();
    });
    if (place.current) watching.observe(place.current);
    return () => {
      watching.disconnect();
      chart.dispose();
    };
  }, []);
  // Drawn in the next frame, so that a key or a click may come between the page and its picture.
  useEffect(() => drawn.current?.setOption(option, { notMerge: true, lazyUpdate: true }), [option]);
  useEffect(() => {
    if (!onClick) return undefined;
    const chart = drawn.current;
    const clicked = ({ data, dataType }: { data?: unknown; dataType?: string }) => onClick({ data, dataType });
    chart?.on('click', clicked);
    return () => {
      chart?.off('click', clicked);
    };
  }, [onClick]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
