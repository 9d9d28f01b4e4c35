import { Input, type InputProps } from 'antd';
import { fromLocal, toLocal } from './local';

interface Props extends Omit<InputProps, 'value' | 'onChange' | 'type'> {
  /** ISO 8601. */
  readonly value?: string;
  readonly onChange?: (instant: string | undefined) => void;
}

/** A browser in English writes "11/30/2026, 06:37 PM" and its button: narrower, the half of the day is cut off. */
const WHOLE = 230;

/** An instant typed in the county's time; the form around it holds what the API takes. */
export function InstantInput({ value, onChange, style, ...rest }: Props) {
  return (
    <Input
      {...rest}
      style={{ ...style, minWidth: WHOLE }}
      type="datetime-local"
      value={toLocal(value)}
      onChange={({ target }) => onChange?.(fromLocal(target.value))}
    />
  );
}
