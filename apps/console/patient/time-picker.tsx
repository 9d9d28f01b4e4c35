import { Button, Flex, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { InstantInput } from '../time/instant-input';
import { showTime } from '../time/time';

interface Props {
  readonly steps: readonly Schema<'EpisodeStep'>[];
  /** The minute that is looked at; undefined = now. */
  readonly at: string | undefined;
  readonly onPick: (at: string | undefined) => void;
}

/** Goes back to any minute of a course of care: step by step with the slider, or to a typed time. */
export function TimePicker({ steps, at, onPick }: Props) {
  const { t, i18n } = useTranslation('patient');
  const moments = steps.map((step) => step.at);
  const last = moments.length;
  const place = at === undefined ? last : Math.max(0, moments.filter((one) => one <= at).length - 1);
  const label = (index = last) =>
    index >= last ? t('now') : showTime(moments[index] as string, 'moment', i18n.language);
  return (
    <Flex gap="middle" align="center" wrap role="group" aria-label={t('asKnownAt')}>
      <span>{t('asKnownAt')}</span>
      <Slider
        style={{ width: 260 }}
        min={0}
        max={last}
        value={place}
        onChange={(index) => onPick(index >= last ? undefined : moments[index])}
        tooltip={{ formatter: label }}
        ariaLabelForHandle={t('asKnownAt')}
        ariaValueTextFormatterForHandle={label}
      />
      <InstantInput style={{ width: 210 }} aria-label={t('otherTime')} value={at} onChange={onPick} />
      <Button disabled={at === undefined} onClick={() => onPick(undefined)}>
        {t('now')}
      </Button>
    </Flex>
  );
}
