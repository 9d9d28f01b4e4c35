import { Form, type FormInstance } from 'antd';
import { useMemo } from 'react';
import { countyNow } from '../time/clock';
import { useSettled } from '../time/settled';
import { bodyOf } from './body';
import type { Values } from './values';

const REST = 250;

/** What the API would take of the form just now. */
export function filledNow(form: FormInstance<Values>): Values {
  return bodyOf(form.getFieldsValue(true) as Values, now());
}

/** What the API would have taken of the form when the hand rested. @param start before anything was typed */
export function useFilled(form: FormInstance<Values>, start: Values): Values {
  const watched = Form.useWatch((all: Values) => all, { form, preserve: true }) as Partial<Values> | undefined;
  // Before the inputs stand there is nothing to watch.
  const typed = watched?.patientId ? (watched as Values) : start;
  const settled = useSettled(typed, REST);
  return useMemo(() => bodyOf(settled, now()), [settled]);
}

const now = (): string => new Date(countyNow()).toISOString();
