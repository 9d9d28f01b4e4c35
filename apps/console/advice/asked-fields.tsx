import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { textIn } from '../language/in-language';
import { answered, fieldAt, placeOf } from './answers';
import type { Advice } from './use-advice';
import { YesNo } from './yes-no';

const COLOURS = ['green', 'yellow', 'orange', 'red', 'purple'] as const;
/** So many questions at a time: those of the most urgent criteria come first. */
const AT_ONCE = 6;

/** What the criteria still ask, most urgent first, and what was answered before. Stands inside a form. */
export function AskedFields({ advice }: { readonly advice: Advice | undefined }) {
  const { t, i18n } = useTranslation('advice');
  const findings = Form.useWatch('findings', { preserve: true }) as unknown;
  const open = (advice?.ask ?? []).filter(({ field }) => placeOf(field) !== undefined).slice(0, AT_ONCE);
  const given = answered(findings).filter((path) => path !== 'findings.symptoms');
  const paths = [...new Set([...given, ...open.map(({ field }) => placeOf(field)!.join('.'))])].sort();
  const inputOf = (path: string, label: string) => {
    if (path === 'findings.riskColour') {
      return <Select allowClear options={COLOURS.map((one) => ({ value: one, label: t(`colour.${one}`) }))} />;
    }
    return NUMBERS.has(path) ? <InputNumber min={0} /> : <YesNo label={label} />;
  };
  return paths.map((path) => {
    const asked = open.find(({ field }) => placeOf(field)!.join('.') === path);
    const label = asked && textIn(i18n.language, asked.label);
    const name = t(`fields.${fieldAt(path).replace('.', '-')}`, { defaultValue: label ?? fieldAt(path) });
    return (
      <Form.Item key={path} name={path.split('.')} label={name}>
        {inputOf(path, name)}
      </Form.Item>
    );
  });
}

const NUMBERS = new Set(
  [
    'course.regularDrugMonths',
    'course.missedTargetMonths',
    'course.painMinutes',
    'course.onsetHours',
    'results.armDifference',
    'results.iss',
    'stay.days',
    'stay.stableHours',
  ].map((one) => `findings.${one}`),
);
