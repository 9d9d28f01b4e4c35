import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Scrolling } from '../list/scrolling';
import { durationOf, keyOf, type LadderName, type Ladders, RUNGS, type Step, serviceOf } from './ladder';

interface Props {
  readonly label: string;
  /** The ladders side by side, a column for each. */
  readonly names: readonly LadderName[];
  readonly ladders: Ladders;
  /** Whether the time for the decision stands above the rungs. */
  readonly withDeadline?: boolean;
}

type Line = 'within' | Step;

/** Ladders of one kind beside each other: a line for each rung, each time with the way to the parameter behind it. */
export function LadderTable({ label, names, ladders, withDeadline = false }: Props) {
  const { t } = useTranslation('ladder');
  const told = RUNGS.filter((rung) => names.some((name) => ladders.has(keyOf(name, rung))));
  const lines: Line[] = [...(withDeadline ? (['within'] as const) : []), ...told, 'repeat'];
  const whoIs = (line: Line) => (line === 'within' ? '' : line === 'repeat' ? t('repeatMeans') : t(`steps.${line}`));
  return (
    <section aria-label={label}>
      <h2>{label}</h2>
      <Scrolling label={label}>
        <Table<{ line: Line }>
          size="small"
          pagination={false}
          rowKey="line"
          dataSource={lines.map((line) => ({ line }))}
          columns={[
            {
              title: t('rung'),
              render: (_, { line }) => (line === 'within' || line === 'repeat' ? t(line) : <b>{line}</b>),
            },
            {
              title: t('who'),
              render: (_, { line }) => (
                <div style={{ whiteSpace: 'normal', width: 'min(340px, 50vw)' }}>{whoIs(line)}</div>
              ),
            },
            ...names.map((name) => ({
              title: t(`ladders.${name}`),
              key: name,
              render: (_: unknown, { line }: { line: Line }) => (
                <Time
                  ladders={ladders}
                  service={serviceOf(name)}
                  name={line === 'within' ? `decide.within.${name}` : keyOf(name, line)}
                />
              ),
            })),
          ]}
        />
      </Scrolling>
    </section>
  );
}

interface TimeProps {
  readonly ladders: Ladders;
  readonly service: 'referral' | 'reservation';
  /** Of the parameter. */
  readonly name: string;
}

function Time({ ladders, service, name }: TimeProps) {
  const { t } = useTranslation('ladder');
  const policy = ladders.get(name);
  const duration = durationOf(policy?.value);
  if (!policy || !duration) return <>{t('none')}</>;
  const said = duration.count === 0 ? t('atOnce') : t(`units.${duration.unit}`, { count: duration.count });
  const isLocal = ['consortium', 'institution'].includes(policy.decidedBy.scopeKind);
  return (
    <>
      <Link to={`/policies?service=${service}&q=${name}&key=${name}`} title={t('change', { key: name })}>
        {said}
      </Link>{' '}
      {isLocal ? <Tag>{t('local')}</Tag> : null}
    </>
  );
}
