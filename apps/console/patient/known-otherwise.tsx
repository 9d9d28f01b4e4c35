import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { useMarks } from '../language/marks';

/** What the state of a page says that follows a registration. */
export interface AfterRegistration {
  /** Fields that the county knows otherwise, and keeps. */
  readonly kept: readonly string[];
}

/** Says after a registration what the county knows otherwise of somebody it knew before. */
export function KnownOtherwise() {
  const { t } = useTranslation('patient');
  const { and } = useMarks();
  const { kept } = (useLocation().state ?? { kept: [] }) as Partial<AfterRegistration>;
  if (!kept?.length) return null;
  const fields = kept.map((one) => t(one)).join(and);
  return <Alert type="warning" showIcon role="status" title={t('knownOtherwise', { fields })} />;
}
