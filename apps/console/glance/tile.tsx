import { Card, Statistic } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

interface Props {
  readonly title: string;
  readonly value: string | number;
  /** More about the figure. */
  readonly hint?: ReactNode;
  /** The list behind the figure. */
  readonly to?: string;
  /** Somebody must look at it: said by the sign too, not by the colour alone. */
  readonly alarming?: boolean;
}

/** One figure, and the way to the list behind it. */
export function Tile({ title, value, hint, to, alarming = false }: Props) {
  return (
    <Card size="small" style={{ flex: '1 1 180px' }}>
      <Statistic
        title={to ? <Link to={to}>{title}</Link> : title}
        value={value}
        {...(alarming ? { prefix: '⚠', styles: { content: { color: '#a8071a' } } } : {})}
      />
      {hint ? <div>{hint}</div> : null}
    </Card>
  );
}
