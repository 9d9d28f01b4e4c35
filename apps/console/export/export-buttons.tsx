import { useMutation } from '@tanstack/react-query';
import { Button, Flex, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem/problem-alert';
import { download, type Format } from './download';

interface Props {
  /** The address of the list. */
  readonly path: string;
  /** Its filters as they are set. */
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** Takes the list away as it is filtered, as CSV or XLSX. */
export function ExportButtons({ path, query }: Props) {
  const { t, i18n } = useTranslation('export');
  const taking = useMutation({ mutationFn: (format: Format) => download(path, query, format, i18n.language) });
  return (
    <Flex vertical gap="small">
      <Space title={t('recorded')}>
        {(['csv', 'xlsx'] as const).map((format) => (
          <Button
            key={format}
            loading={taking.isPending && taking.variables === format}
            onClick={() => taking.mutate(format)}
          >
            {t(format)}
          </Button>
        ))}
      </Space>
      {taking.isError ? <ProblemAlert error={taking.error} /> : null}
    </Flex>
  );
}
