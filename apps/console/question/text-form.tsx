import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem/problem-alert';

interface Props<Entered> {
  readonly name: string;
  readonly label: string;
  readonly send: string;
  readonly act: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSend: (entered: Entered) => void;
  /** Whether the text may be left out. */
  readonly optional?: boolean;
  readonly longest?: number;
  /** What stands before the text. */
  readonly children?: ReactNode;
}

const SHORTEST = 4;

/** A form around one text: the answer, what is missing, what was missing, why it is withdrawn. */
export function TextForm<Entered extends object>(props: Props<Entered>) {
  const { name, label, send, act, onSend, optional = false, longest = 2000, children } = props;
  const { t } = useTranslation('question');
  const rules = optional ? [] : [{ required: true, whitespace: true, min: SHORTEST, message: t('tooShort') }];
  return (
    <Form<Entered> name={name} layout="vertical" style={{ maxWidth: 720, marginTop: 12 }} onFinish={onSend}>
      {children}
      <Form.Item name="text" label={label} rules={rules}>
        <Input.TextArea maxLength={longest} showCount autoSize={{ minRows: 3, maxRows: 12 }} />
      </Form.Item>
      {act.error ? <ProblemAlert error={act.error} /> : null}
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {send}
      </Button>
    </Form>
  );
}
