import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly name: readonly (string | number)[];
  readonly required?: boolean;
  /** What a form control gives besides its value, such as `checked`. */
  readonly valuePropName?: string;
  readonly children: ReactNode;
  readonly label?: string;
}

/** One input of the form: its name is the field of the API, so that a fault finds it. */
export function Field({ name, required, valuePropName, children, label }: Props) {
  const { t } = useTranslation('refer');
  const plain = name.filter((part) => typeof part === 'string').join('.');
  return (
    <Form.Item
      name={[...name]}
      label={label ?? t(`field.${plain}`)}
      required={required}
      {...(valuePropName ? { valuePropName } : {})}
    >
      {children}
    </Form.Item>
  );
}

/** A group of inputs under a heading of its own. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
