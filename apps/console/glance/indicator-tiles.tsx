import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import type { Report } from './indicator-report';
import { Tile } from './tile';

/** The ratios of a period; a zero denominator is "no data", not 0 %. */
export function IndicatorTiles({ report }: { readonly report: Report }) {
  const { t } = useTranslation('glance');
  return (
    <section aria-label={t('indicators')}>
      <h2>{t('indicators')}</h2>
      <Flex wrap gap="small">
        {report.indicators.map((indicator) => (
          <IndicatorTile key={indicator.name} {...indicator} />
        ))}
      </Flex>
    </section>
  );
}

function IndicatorTile({ name, unit, value, numerator, denominator, suppressed }: Schema<'IndicatorView'>) {
  const { t } = useTranslation('glance');
  const shown = value === undefined ? t(suppressed ? 'few' : 'noData') : unit === 'bps' ? percent(value) : '';
  const hint = numerator === undefined || denominator === undefined ? null : t('fraction', { numerator, denominator });
  return (
    <Tile
      title={t(`indicator.${name}`)}
      value={shown || t('minutes', { count: value ?? 0 })}
      hint={suppressed ? null : hint}
    />
  );
}

/** Basis points as a percentage with one decimal. */
export const percent = (bps: number): string => `${(bps / 100).toFixed(1)} %`;
