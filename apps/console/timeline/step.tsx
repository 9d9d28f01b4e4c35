import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useNames } from '../institution/directory';
import { useMarks } from '../language/marks';
import { Moment } from '../time/moment';
import { showTime } from '../time/time';
import { type FactValue, factsOf } from './event-facts';

interface Props {
  readonly event: Schema<'EventView'>;
}

/** One step of the story in words. */
export function Step({ event }: Props) {
  const { t } = useTranslation('timeline');
  const say = useSaying();
  const { actor, reason, note, transition, ruleSetVersion } = event;
  const role = t(`code:role.${actor.role}`, { defaultValue: actor.role });
  return (
    <div>
      <strong>{t(`event.${event.event}`, { defaultValue: event.event })}</strong> <Moment at={event.at} />
      <div>
        {actor.role === 'system' ? role : t('by', { role, house: say({ kind: 'house', code: actor.institution }) })}
      </div>
      {factsOf(event.detail).map(({ key, values }) => (
        <div key={key}>
          {t(`detail.${key}`, Object.fromEntries(Object.entries(values).map(([name, one]) => [name, say(one)])))}
        </div>
      ))}
      {reason ? (
        <div>{t('reason', { reason: say({ kind: 'code', group: 'form:reason', codes: [reason] }) })}</div>
      ) : null}
      {note ? <blockquote>{note}</blockquote> : null}
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {transition ? `${t('step', { id: transition })} · ` : null}
        {t('rule', { version: ruleSetVersion })}
      </Typography.Text>
    </div>
  );
}

/** Puts a value of a fact into the reader's words. */
function useSaying(): (value: FactValue) => string {
  const { t, i18n } = useTranslation('timeline');
  const marks = useMarks();
  const names = useNames();
  return (value) => {
    switch (value.kind) {
      case 'house':
        return names.institution(value.code);
      case 'moment':
        return showTime(value.at, 'moment', i18n.language);
      case 'number':
        return String(value.value);
      case 'code':
        return value.codes.map((one) => t(`${value.group}.${one}`, { defaultValue: one })).join(marks.and);
    }
  };
}
