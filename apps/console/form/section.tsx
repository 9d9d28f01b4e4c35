import { Descriptions } from 'antd';
import type { ReactNode } from 'react';

/** One line of a form; an empty one is left out. */
export type Line = readonly [label: string, value: ReactNode];

interface Props {
  readonly lines: readonly Line[];
}

/** The filled lines of a form, one under the other. */
export function Section({ lines }: Props) {
  const filled = lines.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  if (filled.length === 0) return null;
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      styles={{ label: { width: 140 }, content: { whiteSpace: 'pre-wrap' } }}
      items={filled.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}
