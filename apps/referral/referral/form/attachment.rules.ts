import type { FieldError } from '#service/problem/problem.js';
import type { Attachment } from './head.dto.js';
import type { FormLimits } from './limits.js';

/** What is wrong with references to files: too big, a link that leads elsewhere, or malware (domain §4.4). */
export function attachmentFaults(attachments: readonly Attachment[], limits: FormLimits): FieldError[] {
  const ids = attachments.map(({ id }) => id);
  return attachments.flatMap((one, at): FieldError[] => {
    const fault = attachmentFault(one, limits) ?? (ids.indexOf(one.id) < at ? REPEATED : undefined);
    return fault ? [{ ...fault, field: `attachments.${at}.${fault.field}` }] : [];
  });
}

const REPEATED: FieldError = { field: 'id', code: 'repeated', message: 'Each attachment has an id of its own.' };

/** The first thing that is wrong with one reference. */
export function attachmentFault(attachment: Attachment, limits: FormLimits): FieldError | undefined {
  const { sizeBytes, url, scan } = attachment;
  if (scan === 'infected') return { field: 'scan', code: 'infected', message: 'A file with malware is not sent on.' };
  if (sizeBytes > limits.attachmentBytes) {
    return { field: 'sizeBytes', code: 'too-big', message: `At most ${limits.attachmentBytes} bytes.` };
  }
  if (!limits.attachmentHosts.includes(hostOf(url))) {
    return { field: 'url', code: 'foreign-host', message: 'The link leads to a server that is not on the list.' };
  }
  return undefined;
}

/** Host without user, password and port; empty for what no browser would open. */
function hostOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname, username, password, port } = new URL(url);
  return protocol === 'https:' && !username && !password && !port ? hostname : '';
}
