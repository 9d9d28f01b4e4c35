import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Select, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useDirectory, useNames } from '../institution/directory';
import { textIn } from '../language/in-language';
import { ProblemAlert } from '../problem/problem-alert';
import type { Referral } from '../referral/use-referral';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
  readonly referral: Referral;
  /** Shows what the choice would mean before anybody confirms it (domain §3.2). */
  readonly preview?: boolean;
}

/** Another house for the patient: those of the ranking first. */
export function HousePicker({ id, value, onChange, referral, preview }: Props) {
  const { data } = useDirectory();
  const names = useNames();
  const ranked = referral.ranking.map(({ institution }) => institution);
  const others = [...(data?.values() ?? [])]
    .filter(({ code, tier }) => !ranked.includes(code) && (referral.direction === 'down' ? tier <= 2 : tier >= 2))
    .map(({ code }) => code);
  const options = [...ranked, ...others]
    .filter((code) => code !== referral.to.institution)
    .map((code) => ({ value: code, label: names.institution(code) }));
  return (
    <Flex vertical gap="small">
      <Select
        id={id}
        value={value}
        onChange={onChange}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
      />
      {preview && value ? <Preview id={referral.id} institution={value} /> : null}
    </Flex>
  );
}

function Preview({ id, institution }: { readonly id: string; readonly institution: string }) {
  const { t, i18n } = useTranslation('action');
  const query = useQuery({
    queryKey: ['referral', id, 'choice', institution],
    queryFn: () =>
      read(api.POST('/v1/referrals/{id}/choice-previews', { params: { path: { id } }, body: { institution } })),
  });
  if (query.isPending) return <Spin size="small" />;
  if (!query.data) return <ProblemAlert error={query.error} />;
  const { possible, verdict, hopsLeft, errors } = query.data;
  const faults = errors as unknown as Pick<Schema<'WarningView'>, 'rule' | 'message'>[];
  return (
    <Alert
      type={possible ? (verdict.penalty ? 'warning' : 'info') : 'error'}
      showIcon
      title={possible ? t('preview.possible', { count: hopsLeft }) : t('preview.impossible')}
      description={
        <>
          <p>{textIn(i18n.language, verdict.text)}</p>
          {faults.map(({ rule, message }) => (
            <p key={rule}>
              <code>{rule}</code> {message}
            </p>
          ))}
        </>
      }
    />
  );
}
