import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { InstitutionName } from '../institution/institution-name';
import { showTime } from '../time/time';
import type { Line } from './story';

const COLORS = { event: 'blue', alert: 'red', noted: 'green', reveal: 'purple' } as const;

/** The whole story of a referral, a line for each thing that happened. */
export function StoryTable({ lines }: { readonly lines: readonly Line[] }) {
  const { t, i18n } = useTranslation('trace');
  return (
    <Table<Line>
      size="small"
      rowKey="key"
      dataSource={[...lines]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('at'),
          render: (_, { at }) => <time dateTime={at}>{showTime(at, 'full', i18n.language)}</time>,
        },
        { title: t('what'), render: (_, line) => <What {...line} /> },
        { title: t('who'), render: (_, line) => <Who line={line} /> },
        { title: t('more'), render: (_, line) => <More line={line} /> },
      ]}
    />
  );
}

function What(line: Line) {
  const { t, i18n } = useTranslation(['trace', 'code', 'stuck']);
  const kind = (value: string) => t(`code:due.${value}`, { defaultValue: value });
  const text = () => {
    switch (line.kind) {
      case 'event':
        return t(`events.${line.event.event}`, { defaultValue: line.event.event });
      case 'alert': {
        const { rung, dueKind, dueAt } = line.alert;
        const due = showTime(dueAt, 'moment', i18n.language);
        return t('alert', { rung: t(`stuck:rungs.${rung}`), kind: kind(dueKind), due });
      }
      case 'noted':
        return t('noted', { rung: t(`stuck:rungs.${line.rung}`) });
      case 'reveal':
        return t('reveal', { purpose: t(`purposes.${line.reveal.purpose}`) });
    }
  };
  return <Tag color={COLORS[line.kind]}>{text()}</Tag>;
}

interface Place {
  readonly role: string;
  readonly institution: string;
}

function Who({ line }: { readonly line: Line }) {
  const { t } = useTranslation('code');
  if (line.kind === 'reveal') return <>{line.reveal.by}</>;
  const place = (
    line.kind === 'event' ? line.event.actor : line.kind === 'alert' ? line.alert.owner : line.by
  ) as Place;
  if (place.role === 'system') return <>{t('role.system', { defaultValue: 'Fenji' })}</>;
  return (
    <>
      {t(`role.${place.role}`, { defaultValue: place.role })} · <InstitutionName code={place.institution} />
    </>
  );
}

function More({ line }: { readonly line: Line }) {
  const { t } = useTranslation(['trace', 'code']);
  if (line.kind === 'reveal') return <>{line.reveal.reason}</>;
  if (line.kind === 'alert') return line.alert.repeat > 0 ? t('again', { count: line.alert.repeat }) : null;
  if (line.kind === 'noted') return null;
  const { from, to, transition, reason, ruleSetVersion } = line.event;
  const said = [
    from === to ? t(`code:state.${to}`) : `${t(`code:state.${from}`)} → ${t(`code:state.${to}`)}`,
    transition,
    reason ? t(`code:reason.${reason}`, { defaultValue: reason }) : undefined,
  ];
  return <span title={ruleSetVersion}>{said.filter(Boolean).join(' · ')}</span>;
}
