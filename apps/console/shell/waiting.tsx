import { Flex, Spin } from 'antd';
import { useTranslation } from 'react-i18next';

/** Something is on its way. */
export function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <Flex justify="center" style={{ padding: 48 }} role="status" aria-label={t('waiting')}>
      <Spin />
    </Flex>
  );
}
