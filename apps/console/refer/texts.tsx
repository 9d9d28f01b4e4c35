import { Button, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (texts: string[] | undefined) => void;
  /** The one word that says that there is nothing. */
  readonly none: string;
}

/** Several short texts, each ended by Enter; "none" is an answer that somebody gives. */
export function Texts({ id, value = [], onChange, none }: Props) {
  const { t } = useTranslation('refer');
  return (
    <Space.Compact block>
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        value={[...value]}
        tokenSeparators={['，', ',', '；', ';']}
        placeholder={t('texts')}
        onChange={(texts: string[]) => onChange?.(texts.length > 0 ? texts : undefined)}
        style={{ width: '100%', minWidth: 0 }}
      />
      <Button onClick={() => onChange?.([none])}>{none}</Button>
    </Space.Compact>
  );
}
