import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS, URGENCY_CLASSES } from '../../../libs/contracts/codes';
import { Choice } from '../list/choice';
import type { ListState } from '../list/list-state';
import { plusDays } from '../time/day';

const PERIODS = { week: 6, month: 29, quarter: 89 } as const;
const CHOICES = { direction: DIRECTIONS, urgency: URGENCY_CLASSES } as const;

interface Props {
  readonly state: ListState;
  readonly from: string;
  readonly to: string;
  /** The county's day. */
  readonly today: string;
}

/** Period, direction, class and level, kept in the address. */
export function FlowFilters({ state, from, to, today }: Props) {
  const { t } = useTranslation(['flow', 'code']);
  return (
    <Flex wrap gap="middle" align="end" style={{ marginBottom: 12 }}>
      <label>
        {t('from')}{' '}
        <input type="date" value={from} max={to} onChange={({ target }) => state.set({ from: target.value, to })} />
      </label>
      <label>
        {t('to')}{' '}
        <input type="date" value={to} min={from} onChange={({ target }) => state.set({ from, to: target.value })} />
      </label>
      {(['week', 'month', 'quarter'] as const).map((name) => (
        <Button key={name} size="small" onClick={() => state.set({ from: plusDays(today, -PERIODS[name]), to: today })}>
          {t(`periods.${name}`)}
        </Button>
      ))}
      {(['direction', 'urgency'] as const).map((name) => (
        <Choice
          key={name}
          label={t(name)}
          all={t('all')}
          value={state.get(name)}
          onChange={(value) => state.set({ [name]: value })}
          options={CHOICES[name].map((value) => ({ value, label: t(`code:${name}.${value}`) }))}
        />
      ))}
      <Choice
        label={t('level')}
        value={state.get('level') || 'institution'}
        onChange={(level) => state.set({ level })}
        options={['institution', 'tier'].map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
    </Flex>
  );
}
