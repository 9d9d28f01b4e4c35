import { createTransport, type Transporter } from 'nodemailer';
import { accepted, failed, type Outcome, refused, unknown } from '../delivery/attempt.js';
import type { Adapter, Letter } from './adapter.js';

/** Shorter than the attempt, so that a server that hangs ends with a word about where it hung. */
const PATIENCE = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 8_000, dnsTimeout: 3_000 };

export interface MailAccess {
  /** `smtps://user:password@host:465` or `smtp://host:587`. */
  readonly url: string;
  readonly from: string;
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly syscall?: string;
  readonly responseCode?: number;
}

/** E-mail by SMTP: plain text, one recipient, the delivery's id as its Message-ID. */
export class Mail implements Adapter {
  readonly channel = 'email';
  private readonly transport: Transporter;

  constructor(private readonly access: MailAccess) {
    this.transport = createTransport({
      url: access.url,
      ...PATIENCE,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ id, address, language, subject, text }: Letter): Promise<Outcome> {
    try {
      await this.transport.sendMail({
        from: this.access.from,
        to: { name: '', address },
        subject,
        text,
        messageId: `<${id}@fenji>`,
        headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated', 'Fenji-Delivery': id },
      });
      return accepted('smtp-250');
    } catch (error) {
      return outcomeOf(error as SmtpError);
    }
  }
}

function outcomeOf({ code = 'error', command = '', syscall, responseCode }: SmtpError): Outcome {
  if (responseCode) {
    // A refused recipient or text is final; a refused log-in or sender is our fault and may be mended.
    const isFinal = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
    return isFinal ? refused(`smtp-${responseCode}`) : failed(`smtp-${responseCode}`);
  }
  if (code === 'EENVELOPE') return refused('smtp-address');
  // Unless it never came to a talk nobody knows how far the server got with the text.
  const isBefore = syscall === 'connect' || ['EDNS', 'EAUTH', 'ETLS'].includes(code);
  return isBefore ? failed(`smtp-${code}`) : unknown(`smtp-${code}`);
}
