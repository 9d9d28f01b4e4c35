import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { v7 } from 'uuid';
import type { Letter } from '../../apps/notification/channel/adapter.js';
import { Mail } from '../../apps/notification/channel/mail.js';

const FROM = 'Fenji <fenji@county.example>';

/** Refuses with a code of SMTP. */
const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

describe('e-mail by a real SMTP server', () => {
  let server: SMTPServer;
  const mails: string[] = [];
  const conduct: Pick<SMTPServerOptions, 'onRcptTo' | 'onData'> = {};

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (auth, _session, done) =>
        auth.password === 'right' ? done(null, { user: 'fenji' }) : done(refusal(535)),
      onRcptTo: (address, session, done) => (conduct.onRcptTo ? conduct.onRcptTo(address, session, done) : done()),
      onData: (stream, session, done) => {
        let text = '';
        stream.on('data', (part: Buffer) => (text += part.toString()));
        stream.on('end', () => {
          mails.push(text);
          conduct.onData ? conduct.onData(stream, session, done) : done();
        });
      },
    });
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
  });
  afterAll(() => new Promise<void>((done) => server.close(done)));
  beforeEach(() => {
    conduct.onRcptTo = undefined;
    conduct.onData = undefined;
    mails.length = 0;
  });

  const url = (user = '') => `smtp://${user}127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const letter = (more: Partial<Letter> = {}): Letter =>
    ({
      id: v7(),
      address: 'doctor@county.example',
      language: 'zh',
      subject: '转诊已接收',
      text: '请登录查看。',
      ...more,
    }) as Letter;
  const send = (mail: Letter, access = url()) => new Mail({ url: access, from: FROM }).send(mail);

  it('carries the id of its delivery, in every attempt the same', async () => {
    const mail = letter();
    expect(await send(mail)).toMatchObject({ result: 'accepted' });
    expect(await send(mail)).toMatchObject({ result: 'accepted' });
    for (const text of mails) {
      expect(text).toContain(`Message-ID: <${mail.id}@fenji>`);
      expect(text).toContain('To: doctor@county.example');
    }
    expect(mails).toHaveLength(2);
  });

  it('logs in where the address has a password', async () => {
    expect(await send(letter(), url('fenji:right@'))).toMatchObject({ result: 'accepted' });
    expect(await send(letter(), url('fenji:wrong@'))).toMatchObject({ result: 'failed', ofChannel: true });
  });

  it('goes to nobody else, whatever an address holds', async () => {
    await send(letter({ address: 'a@county.example, b@elsewhere.example' }));
    await send(letter({ address: 'a@county.example\r\nBcc: b@elsewhere.example' }));
    expect(mails.join()).not.toMatch(/^(Bcc|Cc):/im);
    for (const text of mails) expect((/^To: (.*)$/im.exec(text)?.[1] ?? '').match(/@/g)).toHaveLength(1);
  });

  it('to a mailbox that does not exist is refused for good', async () => {
    conduct.onRcptTo = (_address, _session, done) => done(refusal(550));
    expect(await send(letter())).toMatchObject({ result: 'refused', code: 'smtp-550', ofChannel: false });
  });

  it('to a full mailbox may go later', async () => {
    conduct.onRcptTo = (_address, _session, done) => done(refusal(452));
    expect(await send(letter())).toMatchObject({ result: 'failed', code: 'smtp-452' });
  });

  it('may go later where the server is busy', async () => {
    conduct.onData = (_stream, _session, done) => done(refusal(451));
    expect(await send(letter())).toMatchObject({ result: 'failed', code: 'smtp-451' });
  });

  it('is of unknown outcome where the server takes the text and is gone', async () => {
    const taken = await gone();
    expect(await send(letter(), taken.url)).toMatchObject({ result: 'unknown' });
    await taken.stop();
  });

  it('fails where nobody listens', async () => {
    expect(await send(letter(), 'smtp://127.0.0.1:1')).toMatchObject({ result: 'failed', ofChannel: true });
  });
});

/** A server that reads a whole mail and closes the line instead of an answer. */
async function gone(): Promise<{ url: string; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let isText = false;
    let text = '';
    socket.write('220 here\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      const said = part.toString();
      if (isText) {
        text += said;
        return void (text.endsWith('\r\n.\r\n') && socket.destroy());
      }
      isText = said.startsWith('DATA');
      socket.write(isText ? '354 go on\r\n' : '250 yes\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
