import { Button, Form } from 'antd';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AdvicePanel } from '../advice/advice-panel';
import { AskedFields } from '../advice/asked-fields';
import { needsReason } from '../advice/overrule';
import { OverruleFields } from '../advice/overrule-fields';
import { Symptoms } from '../advice/symptoms';
import { useAdvice } from '../advice/use-advice';
import { Problem } from '../problem/problem';
import { useSession } from '../session/session';
import { countyNow } from '../time/clock';
import { useSettled } from '../time/settled';
import { Aside } from './aside';
import { bodyOf, emergencyBody } from './body';
import { ConsentPart } from './consent-part';
import { DoctorPart } from './doctor-part';
import type { DraftKeeper } from './draft-keeper';
import { type Fault, faultsOf, keysOf } from './faults';
import { Part } from './field';
import { IllnessPart } from './illness-part';
import { OpenReferrals } from './open-referrals';
import { adviceQuestion } from './questions';
import { Refusal } from './refusal';
import { Saving } from './saving';
import { Sending } from './send';
import { UrgencyPart } from './urgency-part';
import { signs, type UrgencyClass, type Values, windowFor } from './values';
import { WishPart } from './wish-part';

interface Props {
  readonly start: Values;
  readonly keeper: DraftKeeper;
  readonly sessionId: string | undefined;
  readonly onSent: (id: string) => void;
  /** Begins again with what another window has written. */
  readonly onTheirs: () => void;
}

const now = () => new Date(countyNow()).toISOString();

/** The whole up-referral in one page: the form, and beside it where it leads. */
export function ReferForm({ start, keeper, sessionId, onSent, onTheirs }: Props) {
  const { t } = useTranslation('refer');
  const [form] = Form.useForm<Values>();
  const session = useSession();
  const kept = useSyncExternalStore(keeper.subscribe, keeper.look);
  const watched = Form.useWatch((all: Values) => all, { form, preserve: true }) as Partial<Values> | undefined;
  // Before the inputs stand there is nothing to watch.
  const typed = watched?.patientId ? (watched as Values) : start;
  const settled = useSettled(typed, 250);
  const values = useMemo(() => bodyOf(settled, now()), [settled]);
  const advice = useAdvice(adviceQuestion(values));
  const [sending] = useState(() => new Sending());
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<{ error: unknown; faults: readonly Fault[] }>();

  const remember = () => keeper.remember(bodyOf(form.getFieldsValue(true) as Values, now()));
  const set = (change: Partial<Values>) => {
    form.setFieldsValue(change as Parameters<typeof form.setFieldsValue>[0]);
    remember();
  };
  const changed = (change: Partial<Values>) => {
    for (const path of pathsOf(change)) {
      const name = path as never;
      if (form.getFieldError(name).length > 0) form.setFields([{ name, errors: [] }]);
    }
    if (change.urgencyClass) set(onClass(change.urgencyClass, form.getFieldsValue(true) as Values));
    remember();
  };
  const send = async () => {
    setSending(true);
    setRefusal(undefined);
    const whole = bodyOf(form.getFieldsValue(true) as Values, now());
    const isEmergency = whole.urgencyClass === 'U1';
    try {
      // Nobody in danger waits for a draft to be kept.
      if (!isEmergency) await keeper.save();
      const { onBehalfOf: _, ...body } = isEmergency ? emergencyBody(whole) : whole;
      const draft = keeper.look().view;
      const { id } = await sending.send({ ...body, ...(draft ? { draftId: draft.id } : {}) } as Values);
      keeper.stop();
      onSent(id);
    } catch (error) {
      refuse(error);
    } finally {
      setSending(false);
    }
  };
  const refuse = (error: unknown) => {
    const faults = error instanceof Problem ? faultsOf(error.errors) : [];
    setRefusal({ error, faults });
    form.setFields(
      faults.map(({ path, error: fault }) => ({
        name: inForm(path) as never,
        errors: [t(keysOf(fault), { defaultValue: fault.message })],
      })),
    );
    if (faults[0]) go(faults[0].path);
  };
  const overruled = advice.data && needsReason(advice.data, choiceOf(values));

  return (
    <Form<Values>
      form={form}
      name="refer"
      layout="vertical"
      initialValues={start}
      onValuesChange={changed}
      onFinish={() => void send()}
      className="refer"
    >
      <div>
        {refusal ? <Refusal {...refusal} onGo={go} /> : null}
        {signs(session) ? null : <DoctorPart />}
        <UrgencyPart />
        <IllnessPart />
        <Part title={t('part.findings')}>
          <Form.Item name={['findings', 'symptoms']} label={t('advice:symptoms')}>
            <Symptoms />
          </Form.Item>
          <div className="row">
            <AskedFields advice={advice.data} />
          </div>
        </Part>
        <WishPart />
        {values.urgencyClass !== 'U1' && values.requested?.deptCode ? (
          <OpenReferrals patientId={values.patientId} deptCode={values.requested.deptCode} />
        ) : null}
        <ConsentPart />
        {overruled || values.overrule ? (
          <Part title={t('part.overrule')}>
            <OverruleFields />
          </Part>
        ) : null}
        <Saving keeper={keeper} kept={kept} onTheirs={onTheirs} />
        {signs(session) ? (
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={isSending}
            danger={values.urgencyClass === 'U1'}
          >
            {values.urgencyClass === 'U1' ? t('sendNow') : t('send')}
          </Button>
        ) : (
          <p>{t('cannotSend')}</p>
        )}
      </div>
      <aside aria-label={t('beside')}>
        <AdvicePanel query={advice} />
        <Aside
          values={values}
          keeper={keeper}
          kept={kept}
          sessionId={sessionId}
          onChoose={(institution) => set({ to: institution ? { institution } : (undefined as never) })}
        />
      </aside>
    </Form>
  );
}

/** Another class proposes another window, and an emergency needs no consent before it leaves. */
function onClass(urgencyClass: UrgencyClass, values: Values): Partial<Values> {
  const isWaived = values.consent?.type === 'emergency-waiver';
  const consent = urgencyClass === 'U1' ? 'emergency-waiver' : isWaived ? 'patient' : undefined;
  return {
    requested: { ...values.requested, ...windowFor(urgencyClass, countyNow()) },
    ...(consent ? { consent: { ...values.consent, type: consent } } : {}),
  };
}

function choiceOf({ urgencyClass, up }: Values) {
  return {
    plan: urgencyClass === 'U1' ? 'emergency' : 'up',
    urgencyClass,
    ...(up?.reasonCode ? { reasons: up.reasonCode } : {}),
  } as const;
}

/** Names of the inputs that a change is about. */
function pathsOf(change: unknown, parent: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return [[...parent]];
  return Object.entries(change).flatMap(([name, part]) => [[...parent, name], ...pathsOf(part, [...parent, name])]);
}

const inForm = (path: readonly string[]) => path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Leads to an input and puts the cursor there. */
function go(path: readonly string[]): void {
  // The input may stand in a part that is folded, and appears with its fault.
  requestAnimationFrame(() => {
    const found = document.getElementById(`refer_${path.join('_')}`);
    found?.closest('details')?.setAttribute('open', '');
    found?.scrollIntoView({ block: 'center' });
    const input = found?.matches('input, textarea, button')
      ? found
      : found?.querySelector<HTMLElement>('input, textarea');
    (input ?? found)?.focus();
  });
}
