import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../institution/directory';
import { tellPages } from './ended';
import { choosePost, type Post } from './posts';
import { type Session, useSession } from './session';

/** Name, role and institution, always visible, and the ways out. */
export function WhoIsHere() {
  const { t } = useTranslation(['session', 'code']);
  const names = useNames();
  const { modal, message } = App.useApp();
  const session = useSession();
  const leave = async (path: string) => {
    const answer = await fetch(path, { method: 'POST' }).catch(() => undefined);
    if (!answer?.ok && answer?.status !== 401) return void message.error(t('notSignedOut'));
    tellPages('signed-out');
    location.assign(answer.ok ? ((await answer.json()) as { next: string }).next : '/');
  };
  const everywhere = () =>
    modal.confirm({
      title: t('signOutEverywhere'),
      content: t('everywhereMeans'),
      okText: t('signOutEverywhere'),
      onOk: () => leave('/session/end-everywhere'),
    });
  const change = async (post: Post) => {
    await choosePost(post);
    // Other pages of this browser begin anew as well: the session works in one post.
    tellPages('signed-in');
    location.assign('/');
  };
  const others = session.posts.filter(({ post }) => post !== session.post);
  const items = [
    ...others.map((post) => ({
      key: post.post,
      label: t('workAs', {
        post: `${post.roles.map((role) => t(`code:role.${role}`)).join(t('and'))} · ${names.institution(post.institution)}`,
      }),
      onClick: () => void change(post).catch(() => message.error(t('notChanged'))),
    })),
    { key: 'out', label: t('signOut'), onClick: () => void leave('/session/end') },
    { key: 'everywhere', label: t('signOutEverywhere'), onClick: everywhere },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<DownOutlined />} iconPlacement="end">
        <PostInWords session={session} />
      </Button>
    </Dropdown>
  );
}

function PostInWords({ session: { name, roles, institution } }: { readonly session: Session }) {
  const { t } = useTranslation(['session', 'code']);
  const names = useNames();
  const words = roles.map((role) => t(`code:role.${role}`)).join(t('and'));
  return (
    <span>
      {name} · {words} · {institution === '*' ? t('wholeCounty') : names.institution(institution)}
    </span>
  );
}
