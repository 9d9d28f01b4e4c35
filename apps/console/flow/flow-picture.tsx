import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { Picture } from '../chart/picture';
import { type NameOf, type SankeyNode, sankeyOf } from './sankey';

interface Props {
  readonly flows: readonly Schema<'FlowView'>[];
  readonly nameOf: NameOf;
}

const ROW = 26;

/** The Sankey of senders and receivers; what skips a tier is red, and named in the table below. */
export function FlowPicture({ flows, nameOf }: Props) {
  const { t } = useTranslation('flow');
  const { nodes, links } = useMemo(() => sankeyOf(flows, nameOf), [flows, nameOf]);
  const option = useMemo(
    () => ({
      animation: false,
      tooltip: {
        trigger: 'item',
        formatter: ({ data, name }: { data: { value?: number; label?: string }; name: string }) =>
          data.value === undefined ? (data.label ?? name) : `${name.replaceAll(/[<>]/g, '')}: ${data.value}`,
      },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: 180,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          label: { formatter: ({ data }: { data: SankeyNode }) => data.label },
          data: nodes.map((node) => ({ ...node, itemStyle: { color: node.depth === 0 ? '#0072b2' : '#e69f00' } })),
          links: links.map(({ skipsTier, ...link }) => ({
            ...link,
            lineStyle: { color: skipsTier ? '#d4380d' : '#8c8c8c', opacity: skipsTier ? 0.7 : 0.35 },
          })),
        },
      ],
    }),
    [nodes, links],
  );
  const rows = Math.max(1, ...[0, 1].map((side) => nodes.filter(({ depth }) => depth === side).length));
  return <Picture label={t('picture')} option={option} height={Math.max(240, rows * ROW)} />;
}
