import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Flex, Radio, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { useNames } from '../institution/directory';
import { isHospital, useHouseOptions } from '../institution/house-options';
import { useMarks } from '../language/marks';
import { ProblemAlert } from '../problem/problem-alert';
import { Waiting } from '../shell/waiting';
import { Moment } from '../time/moment';

const LOOK_AGAIN = 20_000;

/** Where the patient could go now, best first. */
export function useRoutes(question: Schema<'RouteQuestion'> | undefined) {
  return useQuery({
    queryKey: ['routes', question],
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN,
    queryFn: ({ signal }) => read(api.POST('/v1/routes', { body: question!, signal })),
  });
}

interface Props {
  readonly query: ReturnType<typeof useRoutes>;
  /** The hospital that was chosen; empty leaves it to the ranking. */
  readonly chosen: string | undefined;
  readonly onChoose: (institution: string | undefined) => void;
}

/** The hospitals as a ranked list: why this order, what is left, and what of it is kept for family doctors. */
export function Candidates({ query, chosen, onChoose }: Props) {
  const { t } = useTranslation('refer');
  if (query.isError && !query.data) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isLoading) return <Waiting />;
  if (!query.data) return <p className="quiet">{t('chooseDepartment')}</p>;
  const { ranked, excluded, supplyAt } = query.data;
  const isRanked = ranked.some(({ institution }) => institution === chosen);
  return (
    <>
      {ranked.length === 0 ? <Alert type="warning" showIcon title={t('nobody')} /> : null}
      <Radio.Group
        id="refer_where"
        aria-label={t('part.where')}
        value={chosen ?? ranked[0]?.institution}
        onChange={({ target }) => onChoose(target.value as string)}
        style={{ width: '100%' }}
      >
        {ranked.map((one) => (
          <Candidate
            key={one.institution}
            one={one}
            isChosen={(chosen ?? ranked[0]?.institution) === one.institution}
          />
        ))}
      </Radio.Group>
      <Others excluded={excluded} chosen={isRanked ? undefined : chosen} onChoose={onChoose} />
      {supplyAt ? (
        <p className="quiet">
          {t('supplyAt')} <Moment at={supplyAt} form="clock" />
        </p>
      ) : null}
    </>
  );
}

function Candidate({ one, isChosen }: { readonly one: Schema<'RankedView'>; readonly isChosen: boolean }) {
  const { t } = useTranslation('refer');
  const marks = useMarks();
  const names = useNames();
  const { supply, travelMinutes } = one.criteria;
  return (
    <div className={isChosen ? 'candidate chosen' : 'candidate'}>
      <Radio value={one.institution}>
        <strong>
          {one.position}. {names.institution(one.institution)}
        </strong>
      </Radio>
      <Flex wrap gap={4} style={{ marginTop: 4 }}>
        {supply ? (
          <>
            <Tag color="green">{t('protected', { count: supply.protected })}</Tag>
            <Tag color="blue">{t('openUnits', { count: supply.open })}</Tag>
          </>
        ) : (
          <Tag>{t('supplyUnknown')}</Tag>
        )}
        {supply?.earliest ? (
          <Tag>
            {t('earliest')} <Moment at={supply.earliest} />
          </Tag>
        ) : null}
        {travelMinutes === null ? null : <Tag>{t('minutes', { count: travelMinutes })}</Tag>}
      </Flex>
      <p className="quiet">
        {one.reasons.map((reason) => t(`route:reason.${reason}`, { defaultValue: reason })).join(marks.semicolon)}
      </p>
    </div>
  );
}

interface OthersProps extends Pick<Props, 'chosen' | 'onChoose'> {
  readonly excluded: readonly Schema<'ExcludedView'>[];
}

/** A hospital that the ranking leaves out: the patient's choice is free, and what it means is shown at once. */
function Others({ excluded, chosen, onChoose }: OthersProps) {
  const { t } = useTranslation('refer');
  const names = useNames();
  const { houses } = useHouseOptions();
  const leftOut = excluded.filter(({ reason }) => reason !== 'sender').map(({ institution }) => institution);
  const hospitals = houses(isHospital).map(({ value }) => value);
  const reasonOf = (code: string) => excluded.find(({ institution }) => institution === code)?.reason;
  const options = [...new Set([...leftOut, ...hospitals])].map((value) => {
    const reason = reasonOf(value);
    const why = reason ? `（${t(`route:excluded.${reason}`, { defaultValue: reason })}）` : '';
    return { value, label: `${names.institution(value)}${why}` };
  });
  return (
    <Select
      aria-label={t('another')}
      placeholder={t('another')}
      showSearch
      allowClear
      optionFilterProp="label"
      value={chosen}
      options={options}
      onChange={(value?: string) => onChoose(value)}
      style={{ width: '100%' }}
    />
  );
}
