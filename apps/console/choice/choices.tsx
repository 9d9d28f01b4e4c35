import { Select, type SelectProps } from 'antd';
import type { KeyboardEvent } from 'react';

/**
 * A list of which several can be chosen; what is typed looks for the words that are shown, not for their codes. Tab leaves it: Ant Design's own list would take the option under the cursor, or
 * give back one that was taken, and keep the focus.
 */
export function Choices<Value>(props: SelectProps<Value>) {
  return (
    <div role="presentation" onKeyDownCapture={leaveOnTab}>
      <Select<Value> showSearch={{ optionFilterProp: 'label' }} {...props} mode="multiple" />
    </div>
  );
}

/** The list does not hear of the key, the browser does: it moves the focus, and the list closes. */
function leaveOnTab(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation();
}
