import { Col, Flex, Row } from 'antd';
import { useTranslation } from 'react-i18next';
import { listens } from '../live/listeners';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { byPart, PARTS } from '../waiting/duty';
import { useWaiting } from '../waiting/waiting';
import { DraftsPart } from './drafts-part';
import { LatestNotices } from './latest-notices';
import { Part } from './part';
import { QuestionsPart } from './questions-part';

/** As much as one person can have open in a day; the lists behind each part go on from there. */
const SHOWN = 100;

/** The doctor's day: what waits, with its owner and deadline, and the latest news beside it. */
export default function DayPage() {
  const { t } = useTranslation('day');
  const { roles } = useSession();
  const waiting = useWaiting({ limit: SHOWN });
  const parts = byPart(waiting.data?.items ?? []);
  const told = listens(roles);
  const asks = roles.includes('family-doctor') || roles.includes('primary-doctor');
  return (
    <>
      <h1>{t('name')}</h1>
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={told ? 16 : 24}>
          <Flex vertical gap="middle">
            {waiting.isError ? <ProblemAlert error={waiting.error} onRetry={() => void waiting.refetch()} /> : null}
            {waiting.isPending ? <Waiting /> : null}
            {waiting.data ? PARTS.map((part) => <Part key={part} part={part} items={parts[part]} />) : null}
            {waiting.data?.next ? <p role="status">{t('more', { count: SHOWN })}</p> : null}
            {asks ? <QuestionsPart /> : null}
            <DraftsPart />
          </Flex>
        </Col>
        {told ? (
          <Col xs={24} xl={8}>
            <LatestNotices />
          </Col>
        ) : null}
      </Row>
    </>
  );
}
