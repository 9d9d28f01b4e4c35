import { Button, Card, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useAct } from '../act/act';
import type { Schema } from '../api/client';
import type { Language } from '../language/language';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { markRead, takeOn } from './notices';
import { placeOf } from './place-of';
import { SnoozeMenu } from './snooze-menu';

type Notice = Schema<'NoticeItem'>;

/** One notice: what happened, where it is dealt with, and what can be done about it here. */
export function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { t, i18n } = useTranslation('inbox');
  const language = i18n.language as Language;
  const { id, urgency, title, text, occurredAt, readAt, acknowledged, overAt, snoozedUntil, referralNo } = notice;
  const reading = useAct((_: undefined, key: string) => markRead(id, key));
  const taking = useAct((_: undefined, key: string) => takeOn(id, key));
  const error = reading.error ?? taking.error;
  const place = placeOf(notice, useSession().roles);
  const open = urgency !== 'info' && !acknowledged && !overAt;
  return (
    <Card
      size="small"
      styles={{ body: { padding: 12 } }}
      style={{ borderLeft: readAt ? undefined : '4px solid #0958d9' }}
    >
      <article aria-label={title[language]}>
        <Flex gap="small" align="center" wrap>
          <strong>{title[language]}</strong>
          {urgency === 'urgent' ? <Tag color="red">{t('urgent')}</Tag> : null}
          {open ? <Tag color="orange">{t('task')}</Tag> : null}
          {readAt ? null : <Tag color="blue">{t('unread')}</Tag>}
          <span style={{ marginInlineStart: 'auto' }}>
            <Moment at={occurredAt} />
          </span>
        </Flex>
        <p style={{ margin: '4px 0 8px' }}>{text[language]}</p>
        {error ? <ProblemAlert error={error} /> : null}
        <Flex gap="small" align="center" wrap>
          {place ? (
            <Link to={place} onClick={() => (readAt ? undefined : reading.mutate(undefined))}>
              {t(place.startsWith('/slots') ? 'slots' : 'open')} {referralNo ?? ''}
            </Link>
          ) : null}
          {open ? (
            <Button size="small" type="primary" loading={taking.isPending} onClick={() => taking.mutate(undefined)}>
              {t('acknowledge')}
            </Button>
          ) : null}
          {readAt ? null : (
            <Button size="small" loading={reading.isPending} onClick={() => reading.mutate(undefined)}>
              {t('markRead')}
            </Button>
          )}
          {acknowledged || overAt ? null : <SnoozeMenu id={id} />}
          {acknowledged ? (
            <span>
              {t('takenOn', { role: t(`code:role.${acknowledged.role}`, { defaultValue: acknowledged.role }) })}{' '}
              <Moment at={acknowledged.at} />
            </span>
          ) : null}
          {overAt && !acknowledged ? (
            <span>
              {t('movedOn')} <Moment at={overAt} />
            </span>
          ) : null}
          {snoozedUntil ? (
            <span>
              {t('snoozedUntil')} <Moment at={snoozedUntil} />
            </span>
          ) : null}
        </Flex>
      </article>
    </Card>
  );
}
