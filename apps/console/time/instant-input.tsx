import { Input, type InputProps } from 'antd';
import { fromLocal, toLocal } from './local';

interface Props extends Omit<InputProps, 'value' | 'onChange' | 'type'> {
  /** ISO 8601. */
  readonly value?: string;
  readonly onChange?: (instant: string | undefined) => void;
}

/** An instant typed in the county's time; the form around it holds what the API takes. */
export function InstantInput({ value, onChange, ...rest }: Props) {
  return (
    <Input
      {...rest}
      type="datetime-local"
      value={toLocal(value)}
      onChange={({ target }) => onChange?.(fromLocal(target.value))}
    />
  );
}
