import { Card, Flex } from 'antd';
import { Link } from 'react-router-dom';

/** One bar: what it counts, and the list behind it. */
export interface Bar {
  readonly label: string;
  readonly count: number;
  readonly to?: string;
}

interface Props {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Said where there is no bar. */
  readonly empty: string;
}

/** Labelled bars with their figures beside them: read without eyes as well as with them. */
export function Bars({ title, bars, empty }: Props) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <Card size="small" title={<h2 className="card-title">{title}</h2>} style={{ flex: '1 1 300px' }}>
      {bars.length === 0 ? <p>{empty}</p> : null}
      <ul className="bars">
        {bars.map(({ label, count, to }) => (
          <li key={label}>
            <Flex gap="small" align="center">
              <span className="bar-label">
                {to ? (
                  <Link className="bar-link" to={to}>
                    {label}
                  </Link>
                ) : (
                  label
                )}
              </span>
              <span className="bar" style={{ width: `${Math.round((count / most) * 50)}%` }} />
              <span>{count}</span>
            </Flex>
          </li>
        ))}
      </ul>
    </Card>
  );
}
