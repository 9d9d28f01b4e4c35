import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Moment } from '../time/moment';
import type { Session } from './use-rosters';

const COUNTERS = [
  'capacity',
  'extra',
  'reserve',
  'released',
  'protected',
  'familyTaken',
  'otherTaken',
  'publicTaken',
  'emergencyTaken',
  'free',
  'shortfall',
] as const;
const PERCENT = 100;

/** All counters of a session, and the day's reserve with the rule that asks for it. */
export function Counters({ session }: { readonly session: Session }) {
  const { t } = useTranslation('roster');
  const { account, opensFamilyAt, opensPublicAt, nextReleaseAt } = session;
  return (
    <Descriptions
      size="small"
      column={2}
      bordered
      items={[
        ...COUNTERS.map((name) => ({ key: name, label: t(`counter.${name}`), children: session[name] })),
        { key: 'family', label: t('opensFamily'), children: <Moment at={opensFamilyAt} /> },
        { key: 'public', label: t('opensPublic'), children: <Moment at={opensPublicAt} /> },
        { key: 'release', label: t('nextRelease'), children: <Moment at={nextReleaseAt} /> },
        ...(account
          ? [
              {
                key: 'account',
                label: t('account'),
                children: t('accountSays', {
                  capacity: account.declaredTotal,
                  reserve: account.reserve,
                  percent: account.ratioBps / PERCENT,
                }),
              },
            ]
          : []),
      ]}
    />
  );
}
