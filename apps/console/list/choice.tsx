import { Select } from 'antd';
import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  /** Code values with their words. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  /** Whether nothing may be chosen: everything is shown. */
  readonly all?: string;
  readonly width?: number;
}

const LONG = 12;

/** A filter with its name: one of several values. Long ones can be searched by typing. */
export function Choice({ label, value, options, onChange, all, width = 140 }: Props) {
  const id = useId();
  const choices = all === undefined ? [...options] : [{ value: '', label: all }, ...options];
  return (
    <span>
      <label htmlFor={id}>{label}</label>{' '}
      <Select
        id={id}
        style={{ width }}
        value={value}
        onChange={onChange}
        options={choices}
        {...(options.length > LONG ? { showSearch: { optionFilterProp: 'label' } } : {})}
      />
    </span>
  );
}
