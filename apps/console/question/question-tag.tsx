import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Line } from './question';

/** Where a question stands, or what was advised. */
export function QuestionTag({ of: { state, outcome } }: { readonly of: Pick<Line, 'state' | 'outcome'> }) {
  const { t } = useTranslation('question');
  return <Tag>{outcome ? t(`outcomes.${outcome}`) : t(`states.${state}`)}</Tag>;
}
